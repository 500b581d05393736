"""What CAK has to know before it can send a bill (Wmo 2015, art. 2.1.4 and 2.1.4b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keukentafel.values.bevinding import Bevinding


@dataclass(frozen=True, slots=True)
class Opgave:
    """The facts of one household that pays: who, for what kind of help, and from which day."""

    heeft_bsn: bool
    geboren: date | None
    heeft_adres: bool
    categorie: str
    vanaf: date | None


def ontbreekt_voor_cak(opgave: Opgave) -> tuple[Bevinding, ...]:
    """Return what is still missing; nothing means: ready to be sent."""
    gemist = []
    if not opgave.heeft_bsn:
        gemist.append(Bevinding("BSN ontbreekt", "bsn"))
    if opgave.geboren is None:
        gemist.append(Bevinding("Geboortedatum ontbreekt", "geboortedatum"))
    if not opgave.heeft_adres:
        gemist.append(Bevinding("Adres ontbreekt", "adres"))
    if not opgave.categorie:
        gemist.append(Bevinding("Soort hulp ontbreekt", "product"))
    if opgave.vanaf is None:
        gemist.append(Bevinding("Begindatum ontbreekt", "begin"))
    return tuple(gemist)
