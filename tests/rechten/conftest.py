"""The world, made once per test."""

from __future__ import annotations

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef
from tenants.actions.accounts import make_leverancier_account
from tests.rechten.wereld import Wereld, maak_wereld


@pytest.fixture
def wereld(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Wereld:
    """Everybody of the table with a browser, and three households."""
    return maak_wereld(in_lindewaard, hoogmeren, _leverancier())


def _leverancier() -> Client:
    account = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    klant = Client(HTTP_HOST="leverancier.localhost")
    klant.post("/inloggen", {"gebruikersnaam": "ilse", "wachtwoord": account.wachtwoord})
    klant.post("/inloggen/code", {"code": pyotp.TOTP(account.totp).now()})
    return klant
