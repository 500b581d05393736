"""`Blik`: what an answer needs to write itself: addresses and the day of today. Made once per request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from api.zgw.kern.adres import WORTELS, basis
from modules.zgw.vertrouwelijkheid import CODES


@dataclass(slots=True)
class Blik:
    """Writes addresses without asking the database."""

    basis: str = field(default_factory=basis)
    dag: date = field(default_factory=localdate)
    geladen: dict[str, Any] = field(default_factory=dict)
    """What a view read for a whole page at once (addresses of types by soort)."""
    _wortels: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._wortels = {component: f"{self.basis}/{pad}" for component, pad in WORTELS.items()}

    def url(self, component: str, bron: str, id: UUID | None) -> str | None:
        """Return the address of a row, or None without one."""
        return None if id is None else f"{self._wortels[component]}/{bron}/{id}"

    def urls(self, component: str, bron: str, ids: Iterable[UUID]) -> list[str]:
        """Return the addresses of rows."""
        begin = f"{self._wortels[component]}/{bron}/"
        return [f"{begin}{id}" for id in ids]

    def onder(self, component: str, pad: str, id: UUID) -> str:
        """Return the address of what stands below a row: `zaken/<id>/zaakeigenschappen`."""
        return f"{self._wortels[component]}/{pad}/{id}"


def woord(rang: int | None) -> str:
    """Return the word of the standard for a rank; empty without one."""
    return CODES[rang - 1] if rang else ""


def leeg_is_nul(waarde: str) -> str | None:
    """Return null for what the standard calls null and we keep as an empty text."""
    return waarde or None


def zonder(gegevens: Mapping[str, Any], *namen: str) -> dict[str, Any]:
    """Return the mapping without these keys."""
    return {naam: waarde for naam, waarde in gegevens.items() if naam not in namen}
