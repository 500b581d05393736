"""Who at the supplier may ask for which page of the library."""

from __future__ import annotations

from tenants.console.rollen import IEDEREEN, LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})

RECHTEN: dict[str, frozenset[str]] = {
    "bibliotheek:lijst": IEDEREEN,
    "bibliotheek:sjabloon": IEDEREEN,
    "bibliotheek:vergelijk": IEDEREEN,
    "bibliotheek:bestand": IEDEREEN,
    "bibliotheek:nieuw": _BEHEER,
    "bibliotheek:versie": _BEHEER,
    "bibliotheek:antwoord": _BEHEER,
    "bibliotheek:intrekken": _BEHEER,
}
