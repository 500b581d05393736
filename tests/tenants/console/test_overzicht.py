"""What the console shows of its lists: which filter is on, tables that unfold, and colours that follow the choice."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from keukentafel.tenancy import in_platform
from tests.tenants.test_paginas import _klaarzetting, tekst_van

pytestmark = pytest.mark.django_db


def chips_van(pagina: str) -> list[tuple[str, str, bool]]:
    """Return each filter on a page: its words, where it leads, and whether it says it is on."""
    return [
        (unescape(tekst), unescape(url), "aria-current" in rest)
        for url, rest, tekst in re.findall(r'<a class="kt-chip" href="([^"]*)"([^>]*)>([^<]*)</a>', pagina)
    ]


def test_the_overview_filters_in_place_and_shows_which_filter_is_on(klant: Client) -> None:
    with in_platform():
        _klaarzetting(naam="Zandhorst")

    alles = chips_van(klant.get("/").content.decode())
    antwoord = klant.get("/?toon=klaarzetten")
    gefilterd = chips_van(antwoord.content.decode())

    assert [aan for _, _, aan in alles] == [True, False, False]
    assert [url for _, url, _ in alles] == [
        "/#h-gemeenten", "/?toon=let_op#h-gemeenten", "/?toon=klaarzetten#h-gemeenten",
    ]  # fmt: skip
    assert [aan for _, _, aan in gefilterd] == [False, False, True]
    lijst = tekst_van(antwoord).partition("Gemeenten, wie aandacht vraagt eerst")[2]
    assert ("Zandhorst" in lijst, "Lindewaard" in lijst) == (True, False)
    assert 'href="/gemeenten?toon=klaarzetten"' in antwoord.content.decode()


def test_a_filter_that_leaves_nothing_says_so_and_leads_back(klant: Client) -> None:
    tekst = tekst_van(klant.get("/?toon=klaarzetten"))

    assert "Geen gemeenten met dit filter." in tekst
    assert "Toon alle gemeenten" in tekst


@pytest.mark.parametrize(
    "pad",
    ["/", "/gemeenten", "/tickets", "/facturatie/facturen", "/versies/gemeenten", "/bibliotheek"],
)
def test_every_list_says_of_one_filter_that_it_is_on(klant: Client, pad: str) -> None:
    begin = chips_van(klant.get(pad).content.decode())
    assert len(begin) > 1

    for tekst, url, _ in begin:
        volgende = url if url.startswith("/") else f"{pad}{url}"
        na = chips_van(klant.get(volgende.partition("#")[0]).content.decode())
        assert [naam for naam, _, aan in na if aan] == [tekst]


def test_the_tables_of_the_health_page_are_folded_until_somebody_asks_for_them(klant: Client) -> None:
    dicht = klant.get("/gezondheid").content.decode()
    open_ = klant.get("/gezondheid?als=tabel").content.decode()

    delen = dicht.count('<svg class="kt-spark"')
    assert delen > 3
    assert (dicht.count('<details class="kt-details">'), dicht.count("<tbody>")) == (delen, delen)
    assert (open_.count('<details class="kt-details" open>'), open_.count("<tbody>")) == (delen, delen)
    assert 'href="/gezondheid?als=tabel"' in klant.get("/").content.decode()


def test_dark_brings_its_colours_to_every_page(klant: Client) -> None:
    licht = klant.get("/gemeenten").content.decode()
    klant.post("/weergave", {"weergave": "donker", "terug": "/"})
    donker = klant.get("/gemeenten").content.decode()

    assert "keukentafel/donker." not in licht
    assert re.search(
        r'<link rel="stylesheet" href="[^"]*keukentafel/donker\.[^"]*css" media="screen">', donker
    )
