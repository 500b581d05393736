"""Searching and trying links: as often as people do, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from keukentafel.middleware import ritme
from keukentafel.registry import rechten
from keukentafel.settings import base
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood


@pytest.fixture(autouse=True)
def streng(settings: Any, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    settings.KT_RITME = {"dossier:zoeken": 5, "identity:uitnodiging": 3}
    for ref in (in_lindewaard, hoogmeren):
        with in_gemeente(ref):
            cache.clear()


@pytest.fixture
def klok() -> Iterator[Any]:
    """A clock that stands still in the middle of a minute, so that no test runs over its edge."""
    with time_machine.travel("2026-11-22T10:00:20+01:00", tick=False) as reis:
        yield reis


def medewerker(ref: GemeenteRef) -> Client:
    with in_gemeente(ref):
        wie = maak_gebruiker(met_code_app=False)
        maak_teamlid(wie, eerste_team())
        klant = Client(HTTP_HOST=f"{ref.slug}.localhost")
        log_in(klant, wie)
    return klant


def codes(klant: Client, keren: int, pad: str = "/zoeken?q=Kuiper") -> list[int]:
    return [klant.get(pad).status_code for _ in range(keren)]


def begrensd(ref: GemeenteRef) -> None:
    assert codes(medewerker(ref), 7) == [200] * 5 + [429] * 2


def test_searching_stops_at_the_limit_and_says_when_it_goes_on(klok: Any, in_lindewaard: GemeenteRef) -> None:
    klant = medewerker(in_lindewaard)
    codes(klant, 5)

    antwoord = klant.get("/zoeken?q=Kuiper")

    assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "40")
    assert "Wacht een minuut" in antwoord.content.decode()
    klok.shift(60)
    assert klant.get("/zoeken?q=Kuiper").status_code == 200


def test_turns_red_without_the_limit(klok: Any, in_lindewaard: GemeenteRef) -> None:
    wordt_rood("ritme_onbegrensd", lambda: begrensd(in_lindewaard))


def test_a_colleague_and_another_gemeente_are_not_slowed(
    klok: Any, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    begrensd(in_lindewaard)

    assert codes(medewerker(in_lindewaard), 3) == [200] * 3
    assert codes(medewerker(hoogmeren), 3) == [200] * 3


def test_trying_links_stops_per_address(klok: Any, in_lindewaard: GemeenteRef) -> None:
    gis = [Client(HTTP_HOST="lindewaard.localhost").get(f"/uitnodiging/gok{n}").status_code for n in range(5)]
    elders = Client(HTTP_HOST="lindewaard.localhost", REMOTE_ADDR="10.0.0.9").get("/uitnodiging/gok")

    assert gis[3:] == [429, 429]
    assert 429 not in (*gis[:3], elders.status_code)


def test_without_a_cache_people_go_on(
    klok: Any, in_lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    class Weg:
        def add(self, *args: Any, **kwargs: Any) -> None:
            raise ConnectionError

    monkeypatch.setattr(ritme, "cache", Weg())

    assert codes(medewerker(in_lindewaard), 7) == [200] * 7
    assert "Het ritme wordt niet geteld" in caplog.text


def test_every_limited_route_exists_and_people_can_work_within_it() -> None:
    assert set(base.KT_RITME) - set(rechten()) == set()
    assert min(base.KT_RITME.values()) >= 20
