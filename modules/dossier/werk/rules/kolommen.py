"""Which columns a list shows, and in what order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

KOLOMMEN: Final[dict[str, str]] = {
    "uiterlijk": "Uiterlijk",
    "medewerker": "Bij wie",
    "wet": "Wet",
    "fase": "Fase",
    "team": "Team",
    "plaats": "Adres",
    "sinds": "Sinds",
    "meer": "Ook nog",
}
"""The columns one may choose. The household and what to do next are always there, in front."""

STANDAARD: Final = ("uiterlijk", "medewerker", "wet", "fase")


def lees_kolommen(codes: Iterable[object]) -> tuple[str, ...]:
    """Return the known columns in the order given, each once; what left the product is left out."""
    return tuple(dict.fromkeys(str(code) for code in codes if str(code) in KOLOMMEN))


def alle_in_volgorde(gekozen: Sequence[str]) -> tuple[str, ...]:
    """Return every column: the chosen ones as they stand, then the others."""
    return (*gekozen, *(code for code in KOLOMMEN if code not in gekozen))


def verplaats(volgorde: Sequence[str], code: str, stap: int) -> tuple[str, ...]:
    """Return the columns with one of them a place up (-1) or down (1); at the edge it stays."""
    rij = list(volgorde)
    if code not in rij:
        return tuple(rij)
    plek = rij.index(code)
    naar = max(0, min(len(rij) - 1, plek + stap))
    rij.insert(naar, rij.pop(plek))
    return tuple(rij)
