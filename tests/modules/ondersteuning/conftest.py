"""A ticket of Lindewaard, people on both sides, and the roles of a look in the database of this worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, inkijk
from modules.ondersteuning.actions.vraag import ask
from support.actions.toegang import request_toegang
from support.models import Omvang, Ticket, Toegang
from tenants.actions.accounts import NieuwAccount, make_leverancier_account
from tests.factories.identity import log_in, maak_gebruiker
from tests.rechten.conftest import wereld  # noqa: F401 -- the world of the rights table
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

LEVERANCIER = "leverancier.localhost"


@pytest.fixture
def kijkrollen(lindewaard: GemeenteRef) -> Iterator[GemeenteRef]:
    """Lindewaard, where both roles of a look have their rights; afterwards they have none."""
    with als_beheer(DATABANK) as verbinding, verbinding.cursor() as cursor:
        for kijk in inkijk.ROL_VAN:
            inkijk.zet_open(cursor, lindewaard.schema_name, kijk=kijk, login="kt_app")
        for rol in inkijk.kijkrollen(
            lindewaard.schema_name
        ):  # roles outlive the test: the product must go on with them
            cursor.execute(f'GRANT "{rol}" TO kt_migrator WITH ADMIN OPTION')
    yield lindewaard
    with als_beheer(DATABANK) as verbinding, verbinding.cursor() as cursor:
        inkijk.zet_dicht(cursor, lindewaard.schema_name)


@pytest.fixture
def nu() -> datetime:
    return timezone.now()


def _account(naam: str, nu: datetime) -> NieuwAccount:
    return make_leverancier_account(
        gebruikersnaam=naam.lower(), naam=f"{naam} Koster", email=f"{naam.lower()}@voorbeeld.invalid", at=nu
    )


@pytest.fixture
def ilse(db: None, nu: datetime) -> NieuwAccount:
    """Ilse of the supplier."""
    return _account("Ilse", nu)


@pytest.fixture
def joost(db: None, nu: datetime) -> NieuwAccount:
    """Joost, her colleague."""
    return _account("Joost", nu)


def bij_de_leverancier(account: NieuwAccount) -> Client:
    """Return a browser that is signed in at the console."""
    klant = Client(HTTP_HOST=LEVERANCIER)
    klant.post(
        "/inloggen", {"gebruikersnaam": account.account.gebruikersnaam, "wachtwoord": account.wachtwoord}
    )
    klant.post("/inloggen/code", {"code": pyotp.TOTP(account.totp).now()})
    return klant


@dataclass
class Toneel:
    """Who does what in a story about looking along."""

    gemeente: GemeenteRef
    vrager: Gebruiker
    beheerder: Gebruiker
    fg: Gebruiker
    ticket: Ticket
    ilse: NieuwAccount
    nu: datetime

    def vraag(self, omvang: str = Omvang.INRICHTING, *, nood: bool = False) -> Toegang:
        """Let Ilse ask to look along."""
        with in_platform():
            return request_toegang(
                ticket=self.ticket,
                omvang=omvang,
                reden="Ik wil zien waarom het teammodel niet wordt bewaard.",
                minuten=30,
                is_nood=nood,
                by=self.ilse.account,
                at=self.nu,
            )

    def browser(self, wie: Gebruiker) -> Client:
        """Return a browser of somebody of the gemeente, signed in just now."""
        klant = Client(HTTP_HOST=f"{self.gemeente.slug}.localhost")
        with in_gemeente(self.gemeente):
            log_in(klant, wie)
        return klant


@pytest.fixture
def toneel(in_lindewaard: GemeenteRef, ilse: NieuwAccount, nu: datetime) -> Toneel:
    """Somebody of the team asked for help about the team model."""
    vrager = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")
    ticket = ask(
        soort="storing",
        onderwerp="Teammodel wordt niet bewaard",
        tekst="Ik kies een ander model en dan gebeurt er niets.",
        route="inrichting:teammodel",
        code="",
        huishouden=None,
        rollen="Beheerder",
        release="0.1.0",
        by=vrager,
        at=nu,
    )
    return Toneel(
        gemeente=in_lindewaard,
        vrager=vrager,
        beheerder=maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Ria Timmer"),
        fg=maak_gebruiker(rollen=[Rol.FG], naam="Farah Gorter"),
        ticket=ticket,
        ilse=ilse,
        nu=nu,
    )


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...]]]:
    """Keep what would be put in a queue."""
    from keukentafel.tenancy.taken import BewaaktTaak

    gevraagd: list[tuple[str, tuple[Any, ...]]] = []

    def apply_async(zelf: Any, args: Any = None, kwargs: Any = None, **_rest: Any) -> None:
        gevraagd.append((zelf.name, tuple(args or ())))

    monkeypatch.setattr(BewaaktTaak, "apply_async", apply_async)
    return gevraagd
