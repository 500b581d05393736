"""Our Stripe, two gemeenten with a contract, and the settings that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from billing.models import Contract
from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
from tests.billing.betalen import facturen
from tests.billing.betalen import nep as nepstripe


@pytest.fixture
def nep(tmp_path: Path) -> Iterator[nepstripe.Nep]:
    """Our Stripe, running."""
    with nepstripe.draait(tmp_path) as draaiend:
        yield draaiend


@pytest.fixture
def nu() -> datetime:
    return timezone.now()


@pytest.fixture
def v1(nep: nepstripe.Nep) -> Any:
    """The API of our Stripe, asked by stripe-python as it comes."""
    return nep.klant().v1


@pytest.fixture
def stripe_aan(nep: nepstripe.Nep, settings: Any) -> nepstripe.Nep:
    """This installation reaches our Stripe."""
    settings.KT_STRIPE_SLEUTEL = nepstripe.SLEUTEL
    settings.KT_STRIPE_WEBHOOKGEHEIMEN = (nepstripe.GEHEIM,)
    settings.KT_STRIPE_URL = nep.adres
    return nep


@pytest.fixture
def op_platform(db: None) -> Iterator[None]:
    """Run the test in schema public, as a task of the supplier does."""
    with in_platform():
        yield


@pytest.fixture
def contract(op_platform: None, lindewaard: GemeenteRef, nu: datetime) -> Contract:
    """Lindewaard takes the basis and the Wmo."""
    return facturen.contract(lindewaard, "basis", "wmo", at=nu)


@pytest.fixture
def ander_contract(op_platform: None, hoogmeren: GemeenteRef, nu: datetime) -> Contract:
    """Hoogmeren takes the basis."""
    return facturen.contract(hoogmeren, "basis", at=nu)


@pytest.fixture
def als(nu: datetime, klant_van: Callable[..., Client]) -> Callable[[LeverancierRol], Client]:
    """Return a maker of a browser of somebody with this role at the supplier."""

    def maak(rol: LeverancierRol) -> Client:
        naam = rol.value.split("_")[0]
        nieuw = make_leverancier_account(
            gebruikersnaam=naam, naam=f"Medewerker {naam}", email="", rol=rol, at=nu
        )
        browser = klant_van("leverancier.localhost")
        browser.post("/inloggen", {"gebruikersnaam": naam, "wachtwoord": nieuw.wachtwoord})
        browser.post("/inloggen/code", {"code": pyotp.TOTP(nieuw.totp).now()})
        return browser

    return maak
