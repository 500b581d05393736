"""What differs between two versions of the informatieprotocol, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, Matrix, Moment, Voorwaarde
from modules.inrichting.rules.protocol_woorden import cellen_in_woorden, in_zin


class Richting(StrEnum):
    """Whether somebody sees more, less, or something else."""

    RUIMER = "ruimer"
    STRENGER = "strenger"
    ANDERS = "anders"


_OPEN: Final = {Voorwaarde.EIGEN: 0, Voorwaarde.GROND: 1, Voorwaarde.BETROKKEN: 2, Voorwaarde.ALTIJD: 3}


@dataclass(frozen=True, slots=True)
class Celverschil:
    """One place where two versions differ."""

    functie: Functie
    categorie: Categorie
    oud: tuple[Cel, ...]
    nieuw: tuple[Cel, ...]
    richting: Richting

    @property
    def was(self) -> str:
        """What the older version says."""
        return cellen_in_woorden(self.oud)

    @property
    def wordt(self) -> str:
        """What the newer version says."""
        return cellen_in_woorden(self.nieuw)

    @property
    def zin(self) -> str:
        """The difference as a sentence; a new ground alone is named as such."""
        naam = f"{self.functie.label}, {in_zin(self.categorie.label)}"
        if self.was == self.wordt:
            return f"{naam}: dezelfde inzage, met een andere grond."
        return f"{naam}: van {self.was} naar {self.wordt}."

    @property
    def soort(self) -> str:
        """The sign beside the line (`{% verandering %}`)."""
        return {"ruimer": "plus", "strenger": "min", "anders": "anders"}[self.richting.value]


def verschillen(oud: Matrix, nieuw: Matrix) -> tuple[Celverschil, ...]:
    """Return every place where two versions differ, in the order of the matrix."""
    gevonden = []
    for functie in Functie:
        for categorie in Categorie:
            was, wordt = oud.cellen_van(functie, categorie), nieuw.cellen_van(functie, categorie)
            if set(was) != set(wordt):
                richting = vergelijk(oud, nieuw, functie, categorie)
                gevonden.append(Celverschil(functie, categorie, was, wordt, richting))
    return tuple(gevonden)


def vergelijk(oud: Matrix, nieuw: Matrix, functie: Functie, categorie: Categorie) -> Richting:
    """Say whether `nieuw` opens more than `oud` in one place, closes some, or does something else."""
    stappen = [stap for moment in Moment for stap in _stappen(oud, nieuw, functie, categorie, moment)]
    if any(stap > 0 for stap in stappen) == any(stap < 0 for stap in stappen):
        return Richting.ANDERS
    return Richting.RUIMER if max(stappen) > 0 else Richting.STRENGER


def is_ruimer(oud: Matrix, nieuw: Matrix, functie: Functie, categorie: Categorie) -> bool:
    """Tell whether `nieuw` opens anything in one place that `oud` kept closed."""
    return any(stap > 0 for moment in Moment for stap in _stappen(oud, nieuw, functie, categorie, moment))


def _stappen(
    oud: Matrix, nieuw: Matrix, functie: Functie, categorie: Categorie, moment: Moment
) -> tuple[int, ...]:
    """Return per measure whether it opens (1), closes (-1) or stays, at one moment.

    What a cell asks for says nothing where nothing is seen: then only how much is seen counts.
    """
    was, wordt = _maten(oud.cel(functie, categorie, moment)), _maten(nieuw.cel(functie, categorie, moment))
    if not was[0] or not wordt[0]:
        was, wordt = was[:1], wordt[:1]
    return tuple((na > voor) - (na < voor) for voor, na in zip(was, wordt, strict=True))


def _maten(cel: Cel | None) -> tuple[int, ...]:
    """Return a cell as figures that all grow with openness."""
    if cel is None:
        return (int(Mate.NIETS),)
    return (
        int(cel.mate),
        _OPEN[cel.voorwaarde],
        cel.schrijft,
        not cel.vraagt_geheimhouding,
        not cel.registratie,
        not cel.wet,
    )
