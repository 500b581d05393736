"""How far a registration in BIG or SKJ is from its end, and what that stops (F080). Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from modules.inrichting.rules.protocol import Categorie, Functie, Matrix

WAARSCHUW: Final = timedelta(days=60)
STAPPEN: Final = (60, 30, 14, 7, 1)
"""So many days before the end, and on the first day after it, the member and the teamleider hear of it."""


@dataclass(frozen=True, slots=True)
class Registratiestand:
    """Where a registration stands: `verlopen`, `bijna` or `goed`, with the number of days to go."""

    stand: str
    dagen: int
    zin: str


def registratiestand(geldig_tot: date, vandaag: date) -> Registratiestand:
    """Return where a registration stands; its last day still counts."""
    dagen = (geldig_tot - vandaag).days
    if dagen < 0:
        return Registratiestand("verlopen", dagen, "verlopen" if dagen < -1 else "gisteren verlopen")
    if geldig_tot - vandaag <= WAARSCHUW:
        zin = {0: "loopt vandaag af", 1: "loopt morgen af"}.get(dagen, f"loopt over {dagen} dagen af")
        return Registratiestand("bijna", dagen, zin)
    return Registratiestand("goed", dagen, "geldig")


def waarschuwstap(geldig_tot: date, vandaag: date) -> int | None:
    """Return the step that was reached (60, 30, … or 0 for over); None while it is far off."""
    dagen = (geldig_tot - vandaag).days
    if dagen < 0:
        return 0
    return min((stap for stap in STAPPEN if dagen <= stap), default=None)


def wat_vraagt(matrix: Matrix, functie: Functie, register: str) -> list[Categorie]:
    """Return the categories for which this function needs that registration, in their order."""
    return [
        categorie
        for categorie in Categorie
        if any(cel.registratie == register for cel in matrix.cellen.get((functie, categorie), ()))
    ]


def in_woorden(categorieen: Collection[Categorie]) -> str:
    """Say what stops without the registration; empty when nothing does."""
    namen = [str(categorie.label) for categorie in categorieen]
    if not namen:
        return ""
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
