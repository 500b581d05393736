"""A gemeente takes a quickscan over from the library, writes on, sees the difference; a colleague reads it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from demo.werkdocumenten import vul_bibliotheek
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tenants.actions.accounts import make_leverancier_account
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.journeys.stappen import knop

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mensen(lindewaard: GemeenteRef, transactional_db: None) -> dict[str, Any]:
    """Petra keeps the inrichting, Noor works in the team; the library is filled."""
    nu = timezone.now()
    make_leverancier_account(gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=nu)
    vul_bibliotheek(at=nu)
    with in_gemeente(lindewaard):
        team = eerste_team()
        petra = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")
        noor = maak_gebruiker(rollen=[Rol.TEAMLID], naam="Noor de Wit", team=team)
        maak_teamlid(noor, team, geheimhouding=True)
    return {"petra": petra, "noor": noor}


def test_a_template_is_taken_over_written_on_and_read_by_a_colleague(
    page: Any, als: Any, adres: Any, lindewaard: GemeenteRef, mensen: dict[str, Any], geen_axe_fouten: Any
) -> None:
    page.set_default_timeout(45_000)
    als(page, lindewaard, mensen["petra"])
    page.goto(adres("lindewaard", "/inrichting/werkdocumenten"))
    page.get_by_role("link", name="Neem er een over uit de bibliotheek").click()
    page.get_by_role("link", name="Quickscan geldzorgen").click()
    knop(page, "Neem over wat is aangevinkt")
    expect(page.get_by_text("Iedereen leest ze bij Werkdocumenten.")).to_be_visible()

    page.goto(adres("lindewaard", "/inrichting/werkdocumenten"))
    expect(page.get_by_text("Gelijk aan het sjabloon")).to_be_visible()
    page.get_by_role("link", name="Quickscan geldzorgen").click()
    page.get_by_role("link", name="Wijzig", exact=True).click()
    tekst = page.get_by_role("textbox", name="Tekst")
    tekst.fill(f"{tekst.input_value()}\n\n## Bij ons\n\n- Bel het wijkteam.")
    knop(page, "Bewaar het document")
    expect(page.get_by_text("Wijkt af van het sjabloon")).to_be_visible()
    page.get_by_role("link", name="Versie 2").click()
    expect(page.locator("ins")).to_have_text(["## Bij ons", "- Bel het wijkteam."])
    page.goto(adres("lindewaard", "/inrichting/bibliotheek"))
    expect(page.get_by_text("1 afwijkend")).to_be_visible()

    als(page, lindewaard, mensen["noor"])
    page.goto(adres("lindewaard", "/mijn-dag"))
    page.get_by_role("link", name="Werkdocumenten").first.click()
    page.get_by_label("Zoek een document").fill("bij ons")
    page.locator("#inhoud").get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Quickscan geldzorgen").click()
    expect(page.get_by_role("heading", name="Bij ons")).to_be_visible()
    page.evaluate("window.print = () => { document.body.dataset.gedrukt = 'ja'; }")
    knop(page, "Druk af")
    expect(page.locator("body")).to_have_attribute("data-gedrukt", "ja")
    geen_axe_fouten(page)
