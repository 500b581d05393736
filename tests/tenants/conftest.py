"""The supplier's host, signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from unittest.mock import patch

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from tenants.actions.accounts import NieuwAccount, make_leverancier_account
from tenants.console import schil
from tests.stellage import databank

HOST = "leverancier.localhost"


@pytest.fixture
def nu() -> datetime:
    return timezone.now()


@pytest.fixture
def ilse(db: None, nu: datetime) -> NieuwAccount:
    """Ilse Koster works for the supplier."""
    return make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=nu
    )


@pytest.fixture
def bezoeker(klant_van: Callable[..., Client]) -> Client:
    """Somebody at the supplier's address who did not sign in."""
    return klant_van(HOST)


@pytest.fixture
def klant(ilse: NieuwAccount, bezoeker: Client) -> Client:
    """Ilse, signed in with both factors."""
    bezoeker.post("/inloggen", {"gebruikersnaam": "ilse", "wachtwoord": ilse.wachtwoord})
    bezoeker.post("/inloggen/code", {"code": pyotp.TOTP(ilse.totp).now()})
    return bezoeker


@pytest.fixture
def zonder_broker() -> Iterator[list[str]]:
    """Keep what would be put in the queue `klaarzetten`; there is no worker here to do it."""
    ingezet: list[str] = []
    with patch("tenants.views.klaarzetten.zet_gemeente_klaar") as taak:
        taak.delay.side_effect = ingezet.append
        yield ingezet


@pytest.fixture
def geen_rollen_over() -> Iterator[None]:
    """Roles belong to the whole cluster: remove those of the gemeenten that a test made."""
    with databank.geen_rollen_over():
        yield


@pytest.fixture
def alleen_eigen_delen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what upper floors hang in: each of those says how many questions it asks itself."""
    eigen = {"klaarzetten", "berichten"}
    for waar in ("panelen", "let_op_bronnen", "zinnen", "tellers_per_gemeente", "banners"):
        delen = getattr(schil, waar)
        monkeypatch.setattr(schil, waar, {naam: deel for naam, deel in delen.items() if naam in eigen})
    kaal = {naam: replace(punt, teller=None) for naam, punt in schil.menupunten.items()}
    monkeypatch.setattr(schil, "menupunten", kaal)
