"""Who works for the supplier in the demo: one person a role."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from keukentafel.tenancy import in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.console.models import Gemeentecijfer, Gezondheidsdag
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount

MENSEN = (
    ("ilse.koster", "Ilse Koster", LeverancierRol.BEHEERDER),
    ("joost.brouwer", "Joost Brouwer", LeverancierRol.SUPPORT),
    ("fatima.elamrani", "Fatima el Amrani", LeverancierRol.FINANCIEEL),
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def maak_leveranciers(*, wachtwoord: str, at: datetime) -> list[dict[str, Any]]:
    """Make the accounts that are not there yet; return those, as they stand in `accounts.json`."""
    with in_platform():
        bekend = set(LeverancierAccount.objects.values_list("gebruikersnaam", flat=True))
    toeval = random.Random(2029)
    gemaakt = []
    for gebruikersnaam, naam, rol in MENSEN:
        totp = "".join(toeval.choice(_LETTERS) for _ in range(32))
        if gebruikersnaam in bekend:
            continue
        make_leverancier_account(
            gebruikersnaam=gebruikersnaam,
            naam=naam,
            email=f"{gebruikersnaam}@keukentafel.example",
            rol=rol,
            wachtwoord=wachtwoord,
            totp=totp,
            at=at,
        )
        gemaakt.append(
            {
                "gebruikersnaam": gebruikersnaam,
                "wachtwoord": wachtwoord,
                "totp": totp,
                "rollen": [rol.value],
                "team": None,
                "naam": naam,
            }
        )
    if gemaakt:
        _vul_geschiedenis(at)
    return gemaakt


_DIPS = {"berichten": {11: (24, 0), 28: (9, 0)}, "taken": {7: (11, 0)}, "site": {19: (0, 2)}}
"""Part → day of the thirty → how many measurements were late, and how many failed."""


def _vul_geschiedenis(at: datetime) -> None:
    """Invent how the twenty-nine days before today went; today is measured for real."""
    toeval = random.Random(2030)
    with in_platform():
        # What waits in an example was written long ago; the first count comes after the first sending.
        Gemeentecijfer.objects.filter(sleutel__startswith="berichten_").delete()
        Gezondheidsdag.objects.bulk_create(
            _dag(onderdeel, nummer, localdate(at) - timedelta(days=29 - nummer), toeval)
            for onderdeel in ("site", "berichten", "taken", "back_ups")
            for nummer in range(29)
        )


def _dag(onderdeel: str, nummer: int, dag: date, toeval: random.Random) -> Gezondheidsdag:
    vertraagd, stuk = _DIPS.get(onderdeel, {}).get(nummer, (0, 0))
    return Gezondheidsdag(
        onderdeel=onderdeel,
        dag=dag,
        metingen=288,
        goed=288 - vertraagd - stuk,
        vertraagd=vertraagd,
        stuk=stuk,
        som_ms=288 * toeval.randint(140, 220) if onderdeel in ("site", "taken") else 0,
    )
