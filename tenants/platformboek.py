"""The supplier's own logboek: what its people did, and to which gemeente. Append only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from keukentafel.tenancy import in_platform
from tenants.models import Platformregel


def noteer(
    gebeurtenis: str,
    *,
    at: datetime,
    by: Any = None,
    target: Any = None,
    soort: str = "U",
    resultaat: str = "gelukt",
    detail: Mapping[str, Any] | None = None,
    gemeente_code: str = "",
) -> None:
    """Write one line, in the transaction of the change; the signature is that of `audit.record`."""
    with in_platform():
        Platformregel.objects.create(
            tijdstip=at,
            gebeurtenis=gebeurtenis,
            gemeente_code=gemeente_code or getattr(target, "cbs_code", ""),
            door=getattr(by, "naam", "") or "",
            detail={"soort": soort, "resultaat": resultaat, **(detail or {})},
        )
