"""How many organisations stand around a household (N08, F046): a count, never content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

GRENS: Final = 5


@dataclass(frozen=True, slots=True)
class Betrokkenheid:
    """The count in words, and whether it is so high that a regisseur is proposed."""

    organisaties: int
    mensen: int
    is_veel: bool
    stel_regisseur_voor: bool
    zin: str


def tel_betrokkenen(
    organisaties_per_persoon: Iterable[str | None], *, heeft_regisseur: bool, grens: int = GRENS
) -> Betrokkenheid:
    """Return how many helpers and organisations there are.

    Each person brings one organisation or none; names that differ only in capitals or spaces are
    one organisation. From `grens` organisations on it is many.
    """
    alle = list(organisaties_per_persoon)
    namen = {" ".join(naam.split()).casefold() for naam in alle if naam and naam.strip()}
    is_veel = len(namen) >= grens
    return Betrokkenheid(
        organisaties=len(namen),
        mensen=len(alle),
        is_veel=is_veel,
        stel_regisseur_voor=is_veel and not heeft_regisseur,
        zin=_zin(len(alle), len(namen), is_veel=is_veel, heeft_regisseur=heeft_regisseur),
    )


def _zin(mensen: int, organisaties: int, *, is_veel: bool, heeft_regisseur: bool) -> str:
    wie = "1 hulpverlener" if mensen == 1 else f"{mensen} hulpverleners"
    waar = "1 organisatie" if organisaties == 1 else f"{organisaties} organisaties"
    zin = f"{wie} van {waar}."
    if not is_veel:
        return zin
    if heeft_regisseur:
        return f"{zin} Dat zijn er veel. Kijk in het overleg of het met minder kan."
    return f"{zin} Dat zijn er veel. Kies een regisseur."
