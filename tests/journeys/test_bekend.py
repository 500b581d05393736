"""Whoever takes a question in hears, while typing, who is known already, and can ask for access from there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.factories.dossier import maak_huishouden
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


def test_while_typing_an_address_the_page_says_which_team_knows_it(
    page: Any, als: Any, adres: Any, lindewaard: GemeenteRef, transactional_db: None, broker: str
) -> None:
    with in_gemeente(lindewaard):
        zaak = maak_zaak()
        maak_huishouden("Verweg", team=maak_team("Ver"), straat="Kade", huisnummer=9, postcode="9999ZZ")
    page.set_default_timeout(45_000)
    als(page, lindewaard, zaak.medewerker)
    page.goto(adres("lindewaard", "/meldingen/nieuw"))

    page.get_by_label("Achternaam").fill("Jansen")
    page.get_by_label("Huisnummer").fill("9")
    page.get_by_label("Postcode").fill("9999 ZZ")
    page.keyboard.press("Tab")
    page.get_by_text("Op dit adres is iemand bekend bij team Ver").wait_for()

    assert page.get_by_label("Achternaam").input_value() == "Jansen"
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Vraag toegang")).click()
    expect(page.locator("main")).to_contain_text("team Ver")
