"""How a zaak of ours is said in somebody else's register. No database, no clock, no network.

Thin on purpose: no toelichting, no eigenschappen, no names but that of who asked. Types are found by
their general name first, then by their name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

WACHTEN_HOOGSTENS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a zaak: what it is called in the types, and what is sent besides its type."""

    soort: str
    id: str
    typenamen: Sequence[str]
    waarden: Mapping[str, Any] = field(default_factory=dict)
    is_einde: bool = False


@dataclass(frozen=True, slots=True)
class Dunnezaak:
    """All that leaves of one zaak."""

    identificatie: str
    startdatum: date
    waarden: Mapping[str, Any]
    rollen: Sequence[Deel] = ()
    statussen: Sequence[Deel] = ()
    resultaat: Deel | None = None
    besluiten: Sequence[Deel] = ()
    documenten: Sequence[Deel] = ()

    def stappen(self) -> Iterable[Deel]:
        """Yield the parts in the order a register takes them: documents and result before the end (zrc-007)."""
        yield from self.rollen
        yield from (deel for deel in self.statussen if not deel.is_einde)
        yield from self.documenten
        if self.resultaat is not None:
            yield self.resultaat
        yield from (deel for deel in self.statussen if deel.is_einde)
        yield from self.besluiten


BRON = {"status": "statussen", "resultaat": "resultaten", "rol": "rollen", "besluit": "besluiten"}
TYPEBRON = {
    "status": "statustypen",
    "resultaat": "resultaattypen",
    "rol": "roltypen",
    "besluit": "besluittypen",
    "document": "informatieobjecttypen",
}
TYPEVELD = {
    "status": "statustype",
    "resultaat": "resultaattype",
    "rol": "roltype",
    "besluit": "besluittype",
    "document": "informatieobjecttype",
}


def kies_type(typen: Iterable[Mapping[str, Any]], namen: Sequence[str]) -> str:
    """Return the address of the type with one of these names, the first name first; empty when there is none."""
    gelezen = list(typen)
    for naam in namen:
        for soort in gelezen:
            heet = (soort.get("omschrijvingGeneriek"), soort.get("omschrijving"))
            if naam and any(isinstance(h, str) and _plat(h) == _plat(naam) for h in heet):
                return str(soort["url"])
    return ""


def _plat(tekst: str) -> str:
    return "".join(teken for teken in tekst.casefold() if teken.isalnum())


def afdruk(waarden: Mapping[str, Any]) -> str:
    """Return a fingerprint of what was sent, to see later if something changed."""
    return hashlib.sha256(json.dumps(waarden, sort_keys=True, default=str).encode()).hexdigest()


def volgende_poging(pogingen: int, at: datetime) -> datetime:
    """Return when to try again: after half a minute, then longer, at most an hour."""
    return at + timedelta(seconds=min(3600, 15 * 2 ** min(pogingen, 10)))
