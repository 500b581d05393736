"""Ilse brings every gemeente to the next version; one fails, stays whole, and gets another turn."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bench import proefmigraties
from keukentafel.tenancy import in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.golven.models import Bijwerkronde
from tests.tenants.golven.conftest import uitbrengen, vraag, werk  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases=["default", "migrator"])]


def doe_het_werk() -> None:
    """What the worker of the queue does."""
    with in_platform():
        ronde = Bijwerkronde.objects.get()
    werk(ronde)


def test_a_version_goes_in_waves_and_one_that_fails_gets_another_turn(
    page, adres, geen_axe_fouten, schermfoto, uitbrengen, klant_van, lindewaard, hoogmeren  # noqa: F811
):  # fmt: skip
    ilse = make_leverancier_account(gebruikersnaam="ilse", naam="Ilse Koster", email="", at=timezone.now())
    uitbrengen(proefmigraties.VRIJE_KOLOM)
    vraag(f"ALTER TABLE {lindewaard.schema_name}.outbox_uitgaand ADD COLUMN proef_9001 text")

    def bekijk(naam):
        for breedte in (390, 1440):
            page.set_viewport_size({"width": breedte, "height": 900})
            geen_axe_fouten(page)
            schermfoto(f"versies-{naam}-{breedte}")
            breder = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert page.evaluate(breder) is False

    page.goto(adres("leverancier", "/inloggen"))
    page.fill("[name=gebruikersnaam]", "ilse")
    page.fill("[name=wachtwoord]", ilse.wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.fill("[name=code]", pyotp.TOTP(ilse.totp).now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()

    page.goto(adres("leverancier", "/versies/gemeenten"))
    page.get_by_label("Kies Hoogmeren").check()
    page.get_by_label("Naar ring").select_option(label="Kanarie")
    bekijk("gemeenten")
    page.get_by_role("button", name="Verplaats wat is aangevinkt").click()
    expect(page.get_by_role("row", name=re.compile("Hoogmeren"))).to_contain_text("Kanarie")
    page.goto(adres("leverancier", "/versies"))
    expect(page.get_by_text("2 van 2 gemeenten hebben nog iets nodig")).to_be_visible()
    bekijk("overzicht")

    page.get_by_role("link", name="Gemeenten bijwerken").click()
    page.fill("[name=seconden]", "60")
    bekijk("bijwerken")
    page.get_by_role("button", name="Begin de ronde").click()
    page.get_by_role("heading", name="Ronde naar versie").wait_for()
    doe_het_werk()
    expect(page.get_by_role("row", name=re.compile("Lindewaard Gewone ring"))).to_contain_text("Mislukt")
    expect(page.get_by_role("row", name=re.compile("Hoogmeren Kanarie"))).to_contain_text("Bijgewerkt")
    bekijk("ronde")
    assert klant_van(lindewaard).get("/inloggen").status_code == 200

    vraag(f"ALTER TABLE {lindewaard.schema_name}.outbox_uitgaand DROP COLUMN proef_9001")
    page.get_by_role("button", name=re.compile("Probeer opnieuw")).click()
    page.get_by_role("heading", name="Ronde naar versie").wait_for()
    doe_het_werk()
    expect(page.get_by_role("row", name=re.compile("Lindewaard Gewone ring"))).to_contain_text("Bijgewerkt")

    page.goto(adres("leverancier", "/versies"))
    expect(page.get_by_text("Elke gemeente is bij.")).to_be_visible()
    page.get_by_role("row", name=re.compile("Draait nu")).get_by_role("link").click()
    page.get_by_label("Kanarie").fill("1-12-2026")
    bekijk("uitgave")
    page.get_by_role("button", name="Bewaar de dagen").click()
    expect(page.get_by_label("Kanarie")).to_have_value(re.compile("1-12-2026|01-12-2026"))
