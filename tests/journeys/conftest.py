"""What every journey takes along: somebody who is signed in, a bare database, a worker that really works."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from keukentafel.identity.models import Gebruiker
from keukentafel.launcher import proces
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.adresboek import adresboek
from tests.factories.identity import log_in
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK, MAP, WERKER


@pytest.fixture
def als(adres: Callable[..., str]) -> Callable[..., None]:
    """Return a function: `als(page, ref, gebruiker)` gives that browser a real session of the account."""

    def zet(page: Any, gemeente: GemeenteRef, gebruiker: Gebruiker) -> None:
        klant = Client()
        with in_gemeente(gemeente):
            log_in(klant, gebruiker)
        koek = {"name": "kt_sessie", "value": klant.cookies["kt_sessie"].value, "url": adres(gemeente.slug)}
        page.context.add_cookies([koek])

    return zet


@pytest.fixture
def draai(omgeving_van_kind: dict[str, str], opdracht: list[str]) -> Callable[..., str]:
    """Return a function that runs one command of ours in a process of its own and gives what it says."""

    def voer_uit(*woorden: object) -> str:
        uitkomst = subprocess.run(
            [*opdracht, *map(str, woorden)],
            env=omgeving_van_kind, capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
        assert uitkomst.returncode == 0, f"{woorden}: {uitkomst.stdout}{uitkomst.stderr}"
        return uitkomst.stdout

    return voer_uit


@pytest.fixture
def kale_databank(transactional_db: None, draai: Callable[..., str]) -> None:
    """Throw the database of this worker away and let the product make it from nothing."""
    connections.close_all()
    with als_beheer() as verbinding:
        verbinding.execute(f'DROP DATABASE "{DATABANK}" WITH (FORCE)')
    draai("databank-inrichten")
    adresboek.vergeet()


@pytest.fixture
def maak_gemeente(draai: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """Return a function: `maak_gemeente("GM0642", "team")` makes a gemeente by the real command."""

    def maak(code: str, variant: str) -> dict[str, Any]:
        antwoord: dict[str, Any] = json.loads(
            draai("gemeente-toevoegen", code, "--variant", variant, "--json")
        )
        adresboek.vergeet()
        return antwoord

    return maak


@pytest.fixture
def werker(broker: str, omgeving_van_kind: dict[str, str]) -> Iterator[None]:
    """Start a real worker beside the web server; what is put in the queue gets done."""
    opdracht = [
        *(sys.executable, "-m", "celery", "--app", "keukentafel.celery:app", "--quiet", "worker"),
        *("--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle"),
    ]
    log = MAP / f"werker-{WERKER}.log"
    kind = proces.start(opdracht, log=log, env={**omgeving_van_kind, "KT_BROKER_URL": broker})
    yield
    kind.terminate()
    kind.wait(timeout=30)


@pytest.fixture(autouse=True)
def geduld(request: pytest.FixtureRequest) -> None:
    """Wait fifteen seconds for what a person should see, not thirty."""
    if "page" in request.fixturenames:
        request.getfixturevalue("page").set_default_timeout(60_000)
