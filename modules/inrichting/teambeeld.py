"""What a team page shows of its people together: expertise and gaps, secondments, profiles (F008, F009)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Detachering, Registratie, Teamlid
from modules.inrichting.models.teamlid import Eenheid, ExpertiseNiveau, Profieltype

DETACHERING_DAGEN: Final = 60
REGISTRATIE_DAGEN: Final = (90, 30)


@dataclass(frozen=True, slots=True)
class Leefgebiedrij:
    """A row of the matrix: a leefgebied, the level of each member, and whether somebody owns it."""

    label: str
    niveaus: tuple[int, ...]

    @property
    def heeft_vraagbaak(self) -> bool:
        """Whether somebody owns this leefgebied (domain 3.2: every domain has at least one owner)."""
        return ExpertiseNiveau.EIGENAAR in self.niveaus

    @property
    def advies(self) -> str:
        """What to do about a gap; empty when there is none."""
        if self.heeft_vraagbaak:
            return ""
        if ExpertiseNiveau.GOED in self.niveaus:
            return "Iemand weet hier veel van. Scholing maakt daar een vraagbaak van."
        if ExpertiseNiveau.BASIS in self.niveaus:
            return "Alleen basiskennis. Kies wie scholing volgt, of wie het team kan bellen."
        return "Niemand weet hier iets van. Zoek een collega erbij, of spreek af wie het team kan bellen."


@dataclass(frozen=True, slots=True)
class Teambeeld:
    """The people of a team, seen together on one day."""

    leden: tuple[Teamlid, ...]
    rijen: tuple[Leefgebiedrij, ...]
    fte: Decimal
    uren: Decimal
    profielen: tuple[tuple[str, int], ...]
    aflopend: tuple[tuple[Teamlid, Detachering], ...]
    registraties: tuple[tuple[Teamlid, Registratie, int], ...]

    @property
    def omvang_tekst(self) -> str:
        """The sum of the secondments of today: `2,4 fte en 36 uur per week`."""
        fte = f"{_kort(self.fte)} fte"
        return f"{fte} en {_kort(self.uren)} uur per week" if self.uren else fte

    @property
    def gaten(self) -> tuple[Leefgebiedrij, ...]:
        """The leefgebieden without an owner."""
        return tuple(rij for rij in self.rijen if not rij.heeft_vraagbaak)

    @property
    def adviezen(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What to do about the gaps: each advice with the leefgebieden it is for."""
        adviezen = dict.fromkeys(rij.advies for rij in self.gaten)
        return tuple(
            (advies, tuple(rij.label for rij in self.gaten if rij.advies == advies)) for advies in adviezen
        )


def maak_teambeeld(leden: Sequence[Teamlid], *, vandaag: date) -> Teambeeld:
    """Bring the members of a team together; they come with their rows prefetched."""
    lopend = [(lid, d) for lid in leden for d in lid.detacheringen.all() if d.loopt_op(vandaag)]
    grens = vandaag + timedelta(days=DETACHERING_DAGEN)
    return Teambeeld(
        leden=tuple(leden),
        rijen=_matrix(leden),
        fte=_som(lopend, Eenheid.FTE),
        uren=_som(lopend, Eenheid.UREN_PER_WEEK),
        profielen=_profielen(leden),
        aflopend=tuple((lid, d) for lid, d in lopend if d.tot is not None and d.tot <= grens),
        registraties=tuple(_registraties(leden, vandaag)),
    )


def registratie_waarschuwing(registratie: Registratie, *, vandaag: date) -> int | None:
    """Return how many days an entry still runs when that needs attention (90 and 30 days), else None."""
    rest = (registratie.geldig_tot - vandaag).days
    return rest if rest <= REGISTRATIE_DAGEN[0] else None


def _kort(getal: Decimal) -> str:
    return f"{getal.normalize():f}".replace(".", ",")


def _matrix(leden: Sequence[Teamlid]) -> tuple[Leefgebiedrij, ...]:
    per_lid = [{e.leefgebied: e.niveau for e in lid.expertises.all()} for lid in leden]
    return tuple(
        Leefgebiedrij(label, tuple(niveaus.get(code, 0) for niveaus in per_lid))
        for code, label in ZRM_2013.keuzes
    )


def _som(lopend: Sequence[tuple[Teamlid, Detachering]], eenheid: Eenheid) -> Decimal:
    return sum((d.omvang for _, d in lopend if d.eenheid == eenheid), Decimal(0))


def _profielen(leden: Sequence[Teamlid]) -> tuple[tuple[str, int], ...]:
    tel = Counter(lid.profieltype for lid in leden)
    return tuple((str(profiel.label), tel[profiel.value]) for profiel in Profieltype)


def _registraties(leden: Sequence[Teamlid], vandaag: date) -> list[tuple[Teamlid, Registratie, int]]:
    gevonden = []
    for lid in leden:
        for registratie in lid.registraties.all():
            rest = registratie_waarschuwing(registratie, vandaag=vandaag)
            if rest is not None:
                gevonden.append((lid, registratie, rest))
    return sorted(gevonden, key=lambda rij: rij[2])
