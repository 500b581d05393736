"""Who at the supplier may ask for which page about copies of a gemeente."""

from __future__ import annotations

from tenants.console.rollen import IEDEREEN, LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})

RECHTEN: dict[str, frozenset[str]] = {
    "uitvoer:kopieen": IEDEREEN,
    "uitvoer:uitvoer": IEDEREEN,
    "uitvoer:terugzetting": IEDEREEN,
    "uitvoer:maken": _BEHEER,
    "uitvoer:proberen": _BEHEER,
    "uitvoer:ernaast": _BEHEER,
    "uitvoer:vergelijken": _BEHEER,
    "uitvoer:wisselen": _BEHEER,
    "uitvoer:terugwisselen": _BEHEER,
    "uitvoer:weggooien": _BEHEER,
}
