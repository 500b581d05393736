"""Who at the supplier may ask for which page about paying. The webhook asks no account: it is signed."""

from __future__ import annotations

from tenants.console.rollen import LeverancierRol

_GELD = frozenset({LeverancierRol.BEHEERDER.value, LeverancierRol.FINANCIEEL.value})

RECHTEN: dict[str, frozenset[str]] = {"betalen:overzicht": _GELD, "betalen:opnieuw": _GELD}
