"""Who at the supplier may ask for which page about releases."""

from __future__ import annotations

from tenants.console.rollen import IEDEREEN, LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})

RECHTEN: dict[str, frozenset[str]] = {
    "golven:versies": IEDEREEN,
    "golven:gemeenten": IEDEREEN,
    "golven:verdelen": _BEHEER,
    "golven:bijwerken": _BEHEER,
    "golven:beginnen": _BEHEER,
    "golven:ronde": IEDEREEN,
    "golven:pauzeren": _BEHEER,
    "golven:hervatten": _BEHEER,
    "golven:stoppen": _BEHEER,
    "golven:opnieuw": _BEHEER,
    "golven:aankondigen": _BEHEER,
    "golven:uitgave": IEDEREEN,
    "golven:plannen": _BEHEER,
    "golven:intrekken": _BEHEER,
}
