"""Who at the supplier gets in where: the rows of `rechten_leverancier`, and what the doors do."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client

from tenants.console import tabel
from tenants.console.rollen import IEDEREEN, LeverancierRol
from tenants.views import deur
from tests.tenants.console.adressen import console_adressen


def test_every_route_of_the_console_has_a_row_and_every_row_a_route() -> None:
    routes = {adres.route for adres in console_adressen()}

    assert routes - set(tabel.rechten()) == set(), "zet ze in rechten_leverancier.py van hun map"
    assert set(tabel.rechten()) - routes == set(), "deze routes zijn er niet meer"


def test_a_row_names_roles_that_exist() -> None:
    vreemd = {route: rollen - IEDEREEN for route, rollen in tabel.rechten().items() if rollen - IEDEREEN}

    assert vreemd == {}
    assert [route for route, rollen in tabel.rechten().items() if not rollen] == []


def test_a_page_that_is_not_there_leads_back_to_the_console(als: Callable[[LeverancierRol], Client]) -> None:
    antwoord = als(LeverancierRol.SUPPORT).get("/huishoudens")

    assert antwoord.status_code == 404
    assert "Naar het overzicht" in antwoord.content.decode()
    assert "Naar mijn dag" not in antwoord.content.decode()
    assert "huishouden" not in antwoord.content.decode()


def test_each_role_gets_in_where_its_row_says_and_nowhere_else(
    als: Callable[[LeverancierRol], Client], bezoeker: Client
) -> None:
    """With ids of no row, the door is all that answers: a page, a refused form, or 404."""
    gevraagd: list[tuple[str, str]] = []
    echt = tabel.mag

    def mag(route: str, rollen: frozenset[str]) -> bool:
        binnen = echt(route, rollen)
        if binnen:
            gevraagd.append((route, *rollen))
        return binnen

    mis = []
    for rol in LeverancierRol:
        browser = als(rol)
        for adres in console_adressen():
            if rol.value in tabel.rechten()[adres.route]:
                continue
            gevraagd.clear()
            with patch.object(deur, "mag", mag):
                uit = [browser.get(adres.pad).status_code, browser.post(adres.pad).status_code]
            if any(code not in (404, 405) for code in uit) or (adres.route, rol.value) in gevraagd:
                mis.append((rol.value, adres.route, uit))
    assert mis == []
    open_ = [
        adres.route
        for adres in console_adressen()
        if bezoeker.get(adres.pad).status_code not in (302, 401, 404, 405)
    ]
    assert open_ == []


@pytest.mark.django_db
def test_a_route_without_a_row_is_closed(klant: Client) -> None:
    with patch.object(tabel, "rechten", dict):
        assert klant.get("/gemeenten").status_code == 404


@pytest.mark.django_db
def test_a_view_without_a_door_is_found() -> None:
    """Seeded by hand: a view that forgot its decorator carries no mark."""

    def zonder_deur(request: object) -> HttpResponse:
        return HttpResponse()

    assert not hasattr(zonder_deur, "alleen_leverancier")
    assert hasattr(deur.alleen_leverancier(zonder_deur), "alleen_leverancier")


def test_every_view_of_the_console_stands_behind_the_door() -> None:
    from django.urls import resolve

    zonder = [
        adres.route
        for adres in console_adressen()
        if not hasattr(resolve(adres.pad, urlconf="keukentafel.operator_urls").func, "alleen_leverancier")
    ]

    assert zonder == []
