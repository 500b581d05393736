"""Who at the supplier may ask for which page about clusters."""

from __future__ import annotations

from tenants.console.rollen import LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})

RECHTEN: dict[str, frozenset[str]] = {
    "clusters:verhuizing": _BEHEER,
    "clusters:beginnen": _BEHEER,
    "clusters:verder": _BEHEER,
    "clusters:afbreken": _BEHEER,
}
