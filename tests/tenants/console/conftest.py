"""Somebody of each role at the supplier, signed in; and every address of the console."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pyotp
import pytest
from django.test import Client

from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
from tests.tenants.conftest import HOST


@pytest.fixture
def als(db: None, nu: datetime, klant_van: Callable[..., Client]) -> Callable[[LeverancierRol], Client]:
    """Return a maker of a browser that is signed in as somebody with this role."""

    def maak(rol: LeverancierRol) -> Client:
        naam = rol.value.split("_")[0]
        nieuw = make_leverancier_account(
            gebruikersnaam=naam, naam=f"Medewerker {naam}", email="", rol=rol, at=nu
        )
        browser = klant_van(HOST)
        browser.post("/inloggen", {"gebruikersnaam": naam, "wachtwoord": nieuw.wachtwoord})
        browser.post("/inloggen/code", {"code": pyotp.TOTP(nieuw.totp).now()})
        return browser

    return maak
