"""Who at the supplier may ask for which page of the console itself."""

from __future__ import annotations

from tenants.console.rollen import IEDEREEN, LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})
_LOGBOEK = _BEHEER | {LeverancierRol.SUPPORT.value}

RECHTEN: dict[str, frozenset[str]] = {
    "console:gezondheid": IEDEREEN,
    "console:logboek": _LOGBOEK,
    "console:logboek_csv": _BEHEER,
    "console:weergave": IEDEREEN,
    "console:account": IEDEREEN,
    "console:wachtwoord": IEDEREEN,
    "console:code_app": IEDEREEN,
    "console:herstelcodes": IEDEREEN,
    "console:passkey": IEDEREEN,
    "console:passkey_weg": IEDEREEN,
    "console:sessies_beeindigen": IEDEREEN,
    "console:mensen": _BEHEER,
    "console:uitnodigen": _BEHEER,
    "console:collega": _BEHEER,
    "console:rol": _BEHEER,
    "console:blokkeren": _BEHEER,
    "console:heropenen": _BEHEER,
    "console:opnieuw_uitnodigen": _BEHEER,
    "console:tweede_factor": _BEHEER,
}
