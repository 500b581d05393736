"""The logboek. `record` for a change, `record_inzage` for a look. No line, no data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from keukentafel.audit.doelen import Doel

__all__ = ["Doel", "Herkomst", "herkomst_van_verzoek", "record", "record_inzage"]


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a line comes from: the request and the place it was made from (address masked)."""

    verzoek_id: str = ""
    werkplek: str = ""


_herkomst: ContextVar[Herkomst] = ContextVar("keukentafel_herkomst", default=Herkomst())  # noqa: B039 -- frozen


@contextmanager
def herkomst_van_verzoek(herkomst: Herkomst) -> Iterator[None]:
    """Give every line written in this block the same origin."""
    teken = _herkomst.set(herkomst)
    try:
        yield
    finally:
        _herkomst.reset(teken)


def record(
    gebeurtenis: str,
    *,
    target: Any = None,
    by: Any = None,
    at: datetime,
    soort: str = "U",
    resultaat: str = "gelukt",
    doel: str = "",
    huishouden_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line in the transaction of the change itself.

    `gebeurtenis` is `module.noun.verb` in Dutch (`dossier.melding.geregistreerd`); the first letter
    of `soort` is the NEN 7513 action code (C, R, U, D, E). `huishouden_id` is taken from `target`
    when that knows one. An error here raises: without the line there is no change and no content.
    """
    from keukentafel.audit.models import Logboekregel  # models are not loaded when apps import this

    herkomst = _herkomst.get()
    if huishouden_id is None and target is not None:
        is_huishouden = type(target).__name__ == "Huishouden"
        huishouden_id = target.pk if is_huishouden else getattr(target, "huishouden_id", None)
    Logboekregel.objects.create(
        tijdstip=at,
        gebeurtenis=gebeurtenis,
        soort={"wijzigen": "U", "maken": "C", "lezen": "R", "verwijderen": "D"}.get(soort, soort[:1].upper()),
        resultaat=resultaat,
        doel=doel,
        gebruiker_id=getattr(by, "pk", None),
        gebruiker_naam=getattr(by, "naam", "") or "",
        rollen=",".join(sorted(getattr(by, "rollen", ()) or ())),
        object_soort=type(target).__name__ if target is not None else "",
        object_id=getattr(target, "pk", None),
        huishouden_id=huishouden_id,
        verzoek_id=herkomst.verzoek_id,
        werkplek=herkomst.werkplek,
        detail=dict(detail or {}),
    )


def record_inzage(
    *,
    target: Any,
    by: Any,
    doel: Doel | str,
    at: datetime | None = None,
    gebeurtenis: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write that somebody looked at `target`, and why. Committed before the page leaves."""
    record(
        gebeurtenis or f"{type(target)._meta.label_lower}.bekeken",  # noqa: SLF001 -- Django's own way
        target=target,
        by=by,
        at=at or timezone.now(),
        soort="R",
        doel=str(doel),
        detail=detail,
    )
