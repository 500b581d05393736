"""Fixtures for every test: a real database, two gemeenten, a client at the right address, a broker.

`db` (or `in_lindewaard`) gives a test a transaction that is rolled back. A test marked
`django_db(transaction=True)`, or one that asks for `live_server` or `adres`, commits for real; its
database is put back afterwards from the finished one (about 0.2 s).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache  # noqa: F401 -- settings are read here, once, before any test
from django.db import connections
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from billing.betaalstand import betaalstanden
from keukentafel.launcher.valkey import Valkey
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.backend.base import DatabaseWrapper
from tests.stellage import databank, sjabloon, waakhond
from tests.stellage.browser import (  # noqa: F401 -- here they win from those of pytest-playwright
    adres,
    browser_context_args,
    browser_type_launch_args,
    geen_axe_fouten,
    schermfoto,
)
from tests.stellage.omgeving import DATABANK, MAP, WACHTWOORD, WERKER, omgeving_voor

# A machine that is busy makes a test slow, not wrong. `make proef` asks for the second profile.
settings.register_profile("huis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("proef", parent=settings.get_profile("huis"), max_examples=2_000)
settings.load_profile("huis")
expect.set_options(timeout=60_000)


def _is_reis(item: pytest.Item) -> bool:
    return "page" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a page in a browser, so that they can be chosen or left out.

    A browser on a machine that is busy with other things may lose a press. A test that waited in vain for
    its page runs once more, and the closing line counts it as rerun. What was asserted gets no second
    chance: a leak that shows once in two times is a leak.
    """
    for item in items:
        if _is_reis(item):
            item.add_marker("reis")
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun="TimeoutError"))


def _bewaakt(item: pytest.Item, fase: str) -> AbstractContextManager[None]:
    return (
        waakhond.bewaak(f"{fase} van {item.name}", waakhond.GEDULD[fase]) if _is_reis(item) else nullcontext()
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    """Let no preparation of a journey wait for ever."""
    with _bewaakt(item, "setup"):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Let no journey wait for ever."""
    with _bewaakt(item, "call"):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Let no browser take for ever to close its windows."""
    with _bewaakt(item, "teardown"):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Tell of a journey that failed which page stood there: on a machine of somebody else nobody can look."""
    verslag = yield
    pagina = getattr(item, "funcargs", {}).get("page")
    if verslag.when == "call" and verslag.failed and pagina is not None and not pagina.is_closed():
        try:
            wat = f"{pagina.url}\n{pagina.inner_text('body', timeout=2_000)[:2_000]}"
        except PlaywrightError as fout:
            wat = f"{pagina.url}\n(niet te lezen: {fout})"
        verslag.sections.append(("de pagina", wat))
    return verslag


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this worker its database. It is thrown away with the cluster."""
    databank.zorg_voor_sjabloon()
    databank.zet_neer()
    with pytest.MonkeyPatch.context() as aanpassing:
        aanpassing.setattr(TransactionTestCase, "_fixture_teardown", _zet_terug)
        aanpassing.setattr(DatabaseWrapper, "check_constraints", _controleer_constraints)
        yield
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture(autouse=True)
def adresboek_blijft_liggen(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read the directory of hosts no second time in a test that commits nothing: it may count its queries."""
    merk = request.node.get_closest_marker("django_db")
    if "page" in request.fixturenames or (merk is not None and merk.kwargs.get("transaction")):
        yield
        return
    vooraf, adresboek.houdbaar = adresboek.houdbaar, 60.0
    betaalstanden._standen, betaalstanden._tot = {}, betaalstanden.klok() + 60.0  # nobody is late with paying
    if adresboek._tot > adresboek.klok():
        adresboek._tot = adresboek.klok() + adresboek.houdbaar
    yield
    adresboek.houdbaar = vooraf
    betaalstanden.vergeet()
    adresboek._tot = min(adresboek._tot, adresboek.klok() + vooraf)


def _zet_terug(_test: TransactionTestCase) -> None:
    """After a test that committed: a fresh copy. The product's login may not truncate, and must not."""
    connections.close_all()
    databank.zet_neer()
    adresboek.vergeet()


def _controleer_constraints(verbinding: DatabaseWrapper, table_names: object = None) -> None:
    """Check deferred constraints at the end of a test, where there is no scope any more."""
    verbinding._kaal("SET CONSTRAINTS ALL IMMEDIATE")
    verbinding._kaal("SET CONSTRAINTS ALL DEFERRED")


def _ref(slug: str) -> GemeenteRef:
    velden = sjabloon.lees_refs(MAP)[slug]
    return GemeenteRef(**{**velden, "id": UUID(velden["id"])})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def lindewaard(django_db_setup: None) -> GemeenteRef:
    """Lindewaard (GM9001), variant toegang."""
    return _ref("lindewaard")


@pytest.fixture(scope="session")
def hoogmeren(django_db_setup: None) -> GemeenteRef:
    """Hoogmeren (GM9002), variant team: so that a leak has something to leak to."""
    return _ref("hoogmeren")


@pytest.fixture
def in_lindewaard(db: None, lindewaard: GemeenteRef) -> Iterator[GemeenteRef]:
    """Run the test inside Lindewaard."""
    with in_gemeente(lindewaard):
        yield lindewaard


@pytest.fixture
def in_hoogmeren(db: None, hoogmeren: GemeenteRef) -> Iterator[GemeenteRef]:
    """Run the test inside Hoogmeren."""
    with in_gemeente(hoogmeren):
        yield hoogmeren


@pytest.fixture
def klant_van() -> Callable[..., Client]:
    """Return a maker of clients: `klant_van(lindewaard)`, or a host such as `leverancier.localhost`."""

    def maak(gemeente: GemeenteRef | str, **extra: Any) -> Client:
        host = gemeente if isinstance(gemeente, str) else f"{gemeente.slug}.localhost"
        return Client(HTTP_HOST=host, **extra)

    return maak


@pytest.fixture
def klant(klant_van: Callable[..., Client], lindewaard: GemeenteRef) -> Client:
    """A visitor of Lindewaard, not signed in."""
    return klant_van(lindewaard)


@pytest.fixture
def omgeving_van_kind() -> dict[str, str]:
    """The environment for a process that a test starts: this worker's database, migrator and all."""
    return {**os.environ, **omgeving_voor(DATABANK)}


@pytest.fixture(scope="session")
def opdracht() -> list[str]:
    """How a test starts one of our commands in a process of its own."""
    return [sys.executable, "-m", "keukentafel"]


def _ga_naar(app: Any, broker_url: str) -> None:
    """Let Celery use this broker, and forget the connections that a test before this one made."""
    app.conf.broker_url = broker_url
    app._pool = None
    app.amqp._producer_pool = None


@pytest.fixture(scope="session")
def broker() -> Iterator[str]:
    """A real broker for this worker; Celery in this process uses it. Yields its URL."""
    from keukentafel.celery import app

    valkey = Valkey(
        MAP / f"broker-{WERKER}", wachtwoord=WACHTWOORD, log=MAP / f"broker-{WERKER}.log", vluchtig=True
    )
    valkey.start()
    vooraf = app.conf.broker_url
    _ga_naar(app, valkey.url())
    yield valkey.url()
    _ga_naar(app, vooraf)
    valkey.stop()
