"""The supplier's logboek, the search box, the list as a file, and light or dark."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.console import schil
from tenants.console.rollen import LeverancierRol
from tenants.models import Platformregel
from tenants.platformboek import noteer
from tests.tenants.test_paginas import tekst_van

pytestmark = pytest.mark.django_db


@pytest.fixture
def regels(nu: datetime, lindewaard: GemeenteRef) -> None:
    """Sixty lines over two months, of two gemeenten."""
    for nummer in range(60):
        noteer(
            "gemeente.opgeschort" if nummer % 2 else "gemeente.toegevoegd",
            at=nu - timedelta(days=nummer),
            gemeente_code="GM9001" if nummer % 3 else "GM9002",
            detail={"reden": f"reden nummer {nummer}."},
        )


def csv_van(antwoord: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def rijen(antwoord: Any) -> list[str]:
    return re.findall(r"reden nummer (\d+)\.", antwoord.content.decode())


def test_the_lines_come_fifty_at_a_time_newest_first(klant: Client, regels: None) -> None:
    eerste = klant.get("/logboek?onderwerp=gemeente&q=reden nummer")
    verder = re.search(r'href="(\?[^"]*voor=[^"]*)"', eerste.content.decode())
    assert verder is not None
    tweede = klant.get(f"/logboek{verder.group(1).replace('&amp;', '&')}")

    assert rijen(eerste) == [str(nummer) for nummer in range(50)]
    assert rijen(tweede) == [str(nummer) for nummer in range(50, 60)]


@pytest.mark.parametrize(
    ("vraag", "aantal"),
    [
        ("q=nummer 7.", 1),
        ("q=opgeschort", 30),
        ("q=hoogmeren", 20),
        ("q=GM9001", 40),
        ("q=xyzzy", 0),
        ("onderwerp=onzin&q=reden nummer", 50),
    ],
)
def test_it_can_be_searched(klant: Client, regels: None, vraag: str, aantal: int) -> None:
    assert len(rijen(klant.get(f"/logboek?{vraag}"))) == aantal


def test_it_can_be_cut_to_days(klant: Client, regels: None, nu: datetime) -> None:
    dag = (nu - timedelta(days=5)).astimezone().date()

    assert rijen(klant.get(f"/logboek?van={dag}&tot={dag}")) == ["5"]
    assert rijen(klant.get(f"/logboek?van={dag:%d-%m-%Y}&tot={dag.day}/{dag.month}/{dag.year}")) == ["5"]


def test_a_day_that_nobody_can_read_is_said_at_its_field(klant: Client, regels: None) -> None:
    antwoord = klant.get("/logboek?q=reden+nummer&van=2026-13-45&tot=31-02-2026&voor=onzin,1")

    assert (antwoord.status_code, len(rijen(antwoord))) == (200, 50)
    assert antwoord.content.decode().count("utrecht-form-field-error-message") == 2
    assert 'type="date"' not in antwoord.content.decode()
    assert '"31-02-2026"' in antwoord.content.decode()


def test_it_leaves_as_a_file_and_that_is_a_line_too(klant: Client, regels: None) -> None:
    inhoud = csv_van(klant.get("/logboek.csv?q=opgeschort"))

    assert inhoud[0] == ["Tijdstip", "Gebeurtenis", "Gemeente", "Door", "Resultaat", "Toelichting"]
    assert len(inhoud) == 31
    assert {rij[1] for rij in inhoud[1:]} == {"Gemeente opgeschort"}
    with in_platform():
        regel = Platformregel.objects.get(gebeurtenis="leverancier.bestand.opgehaald")
        assert (regel.door, regel.detail["regels"]) == ("Ilse Koster", 30)


def test_it_asks_a_fixed_number_of_questions(
    klant: Client, django_assert_num_queries: Any, regels: None, alleen_eigen_delen: None
) -> None:
    for vraag in ("", "?q=nummer 7."):
        with in_platform(), django_assert_num_queries(5):
            klant.get(f"/logboek{vraag}")


def test_the_list_of_gemeenten_sorts_and_leaves_as_a_file(klant: Client) -> None:
    inhoud = csv_van(klant.get("/gemeenten.csv?sorteer=-naam"))
    namen = [rij[0] for rij in inhoud[1:]]

    assert namen == sorted(namen, reverse=True)
    assert {"Lindewaard", "Hoogmeren"} <= set(namen)
    for kolom in ("naam", "-medewerkers", "versie", "stand", "tickets", "onzin"):
        assert klant.get(f"/gemeenten?sorteer={kolom}&blad=99").status_code == 200


def test_the_search_box_finds_a_gemeente_and_opens_the_only_one(
    klant: Client, lindewaard: GemeenteRef
) -> None:
    een = klant.get("/zoeken?q=GM9001")
    meer = klant.get("/zoeken?q=e")
    geen = klant.get("/zoeken?q=xyzzy")

    assert (een.status_code, een["Location"]) == (302, f"/gemeenten/{lindewaard.id}")
    assert "Lindewaard (GM9001)" in tekst_van(meer)
    assert "Niets gevonden" in tekst_van(geen)


def test_dark_is_a_choice_of_the_browser_and_leads_back_to_a_page_of_ours(klant: Client) -> None:
    terug = klant.post("/weergave", {"weergave": "donker", "terug": "/gemeenten?q=a"})
    weg = klant.post("/weergave", {"weergave": "paars", "terug": "https://kwaad.example/"})

    assert (terug.status_code, terug["Location"]) == (303, "/gemeenten?q=a")
    assert (weg["Location"], klant.cookies["kt_weergave"].value) == ("/", "donker")
    assert 'data-color-scheme="dark"' in klant.get("/").content.decode()


@pytest.mark.parametrize(
    ("adres", "status"),
    [
        ("/logboek?tot=9999-12-31", 200),
        ("/logboek?van=0001-01-01", 200),
        ("/logboek.csv?tot=9999-12-31", 200),
        (f"/logboek?voor=2026-11-24T12:00:00%2B00:00,{'-' * 36}", 200),
        ("/logboek?voor=0001-01-01T00:00:00%2B14:00,0199b6a0-0000-7000-8000-000000000000", 200),
        ("/logboek?q=a%00b", 400),
        ("/zoeken?q=%00", 400),
        ("/gemeenten?blad=%C2%B2", 200),
        ("/gemeenten?q=%00", 400),
        ("/bibliotheek?na=%00", 400),
        ("/tickets?q=%00", 400),
    ],
)
def test_what_nobody_types_breaks_no_page(klant: Client, adres: str, status: int) -> None:
    assert klant.get(adres).status_code == status


def test_a_search_finds_nothing_that_a_role_may_not_open(
    als: Callable[[LeverancierRol], Client], klant: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        schil,
        "zoekers",
        {
            "proef": lambda _: [
                ("Ticket over Jansen", "/tickets"),
                ("Een gemeente", "/gemeenten"),
                ("x", "/y"),
            ]
        },
    )
    beheer = klant.get("/zoeken?q=x").content.decode()
    alleen = als(LeverancierRol.FINANCIEEL).get("/zoeken?q=x")

    assert "Ticket over Jansen" in beheer
    assert "Een gemeente" in beheer
    assert (alleen.status_code, alleen["Location"]) == (302, "/gemeenten")
