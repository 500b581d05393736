"""The world, made once per test."""

from __future__ import annotations

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
from tests.rechten.mensen import LEVERANCIERS
from tests.rechten.wereld import Wereld, maak_wereld


@pytest.fixture
def wereld(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Wereld:
    """Everybody of the table with a browser, and three households."""
    return maak_wereld(
        in_lindewaard, hoogmeren, {letter: _leverancier(rol) for letter, rol in LEVERANCIERS.items()}
    )


def _leverancier(rol: LeverancierRol) -> Client:
    naam = rol.value.split("_")[0]
    account = make_leverancier_account(
        gebruikersnaam=naam, naam=f"Medewerker {naam}", email="", rol=rol, at=timezone.now()
    )
    klant = Client(HTTP_HOST="leverancier.localhost")
    klant.post("/inloggen", {"gebruikersnaam": naam, "wachtwoord": account.wachtwoord})
    klant.post("/inloggen/code", {"code": pyotp.TOTP(account.totp).now()})
    return klant
