"""Figures of an installation on a port of their own: routes by name, and nothing of anybody."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from prometheus_client import CollectorRegistry, generate_latest, start_http_server

from keukentafel import metrieken
from keukentafel.tenancy import GemeenteRef
from tenants.console.actions.meten import noteer_meting
from tenants.console.metrieken import maak_register
from tenants.console.onderdelen import Uitkomst

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> CollectorRegistry:
    """Count in a registry of this test."""
    eigen = CollectorRegistry()
    monkeypatch.setattr(metrieken, "_gemaakt", [metrieken.Tellers(eigen)])
    return eigen


def test_a_request_counts_by_the_name_of_its_route(
    klant: Client, register: CollectorRegistry, lindewaard: GemeenteRef
) -> None:
    onderdeel = metrieken.MetriekenMiddleware
    with patch.object(
        settings, "MIDDLEWARE", [f"{onderdeel.__module__}.{onderdeel.__name__}", *settings.MIDDLEWARE]
    ):
        browser = Client(HTTP_HOST="leverancier.localhost")
        browser.cookies = klant.cookies
        browser.get(f"/gemeenten/{lindewaard.id}?q=Vogelzang")
        browser.get("/gemeenten?q=Vogelzang")
        browser.get("/bestaat-niet/Vogelzang")
        browser.generic("VOGELZANG", "/gemeenten")
        Client(HTTP_HOST="lindewaard.localhost").get("/inloggen?volgende=/Vogelzang")
    uit = generate_latest(register).decode()

    assert 'kant="leverancier",methode="GET",route="tenants:gemeente"' in uit
    assert 'antwoord="2xx",kant="leverancier",methode="GET",route="tenants:gemeenten"} 1.0' in uit
    assert 'antwoord="4xx",kant="leverancier",methode="GET",route="geen"} 1.0' in uit
    assert 'antwoord="2xx",kant="gemeente",methode="GET",route="identity:inloggen"} 1.0' in uit
    for woord in ("Vogelzang", "VOGELZANG", "lindewaard", "Lindewaard", str(lindewaard.id), "ilse", "GM9001"):
        assert woord not in uit


def test_an_error_counts_too(register: CollectorRegistry) -> None:
    def stuk(_: Any) -> HttpResponse:
        return HttpResponse(status=500)

    metrieken.MetriekenMiddleware(stuk)(RequestFactory().get("/x"))

    assert (
        'antwoord="5xx",kant="voordeur",methode="GET",route="geen"} 1.0' in generate_latest(register).decode()
    )


def test_the_platform_gives_counts_and_levels_and_no_names(nu: Any) -> None:
    noteer_meting(onderdeel="site", uitkomst=Uitkomst("vertraagd", "3000 ms", 3000), at=nu)
    uit = generate_latest(maak_register()).decode()

    assert 'keukentafel_gemeenten{stand="actief"} 2.0' in uit
    assert 'keukentafel_onderdeel{onderdeel="site"} 1.0' in uit
    assert "back_ups" not in uit  # nobody measured it
    assert "indewaard" not in uit


def test_it_answers_on_a_port_of_its_own_and_the_site_does_not(klant: Client) -> None:
    server, draad = start_http_server(0, "127.0.0.1", CollectorRegistry())
    try:
        with urlopen(f"http://127.0.0.1:{server.server_port}/metrics", timeout=5) as antwoord:
            assert antwoord.status == 200
    finally:
        server.shutdown()
        draad.join()
    assert klant.get("/metrics").status_code == 404
