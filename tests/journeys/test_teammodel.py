"""A beheerder shapes the team model and foresees what changes, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.models import Teammodel
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def als_beheerder(lindewaard: GemeenteRef, adres: Callable[..., str]) -> Callable[[Any], None]:
    """Return a function that signs a page in as the administrator; a team with one member is there."""
    browser = Client()
    with in_gemeente(lindewaard):
        maak_teamlid(maak_gebruiker(naam="Daan Visser", met_code_app=False), maak_team("Vogelbuurt"))
        log_in(browser, maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra"))
    koek = {"name": "kt_sessie", "value": browser.cookies["kt_sessie"].value, "url": adres("lindewaard")}
    return lambda page: page.context.add_cookies([koek])


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_choice_shows_at_once_what_changes_and_keeps_the_place(
    page: Any,
    adres: Callable[..., str],
    als_beheerder: Callable[[Any], None],
    geen_axe_fouten: Callable[[Any], None],
    breedte: int,
) -> None:
    als_beheerder(page)
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(adres("lindewaard", "/inrichting/teammodel"))
    page.locator("#g-regie > summary").click()

    page.locator("input[name=variant][value=team]").check()
    page.get_by_text("Van Team Toegang naar Teamvariant").wait_for()

    assert page.evaluate("document.activeElement.value") == "team"
    assert page.locator("#g-regie").get_attribute("open") is not None
    expect(page.locator("#veranderingen").get_by_text("Waakvlam in het dossier")).to_have_count(1)
    assert page.locator("#concept-stand").inner_text().startswith("Concept van")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    geen_axe_fouten(page)


def test_from_choice_to_use_without_javascript(
    browser: Any, adres: Callable[..., str], als_beheerder: Callable[[Any], None], lindewaard: GemeenteRef
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    als_beheerder(page)
    page.goto(adres("lindewaard", "/inrichting/teammodel"))

    page.locator("input[name=variant][value=team]").check()
    page.get_by_role("button", name="Controleer en kies ingangsdatum").click()
    page.get_by_label("Ingangsdatum").fill("vandaag")
    page.get_by_role("button", name="Stel het model vast").click()

    expect(page).to_have_url(re.compile("/inrichting/teammodel/versies#versie-"))
    with in_gemeente(lindewaard):
        assert Teammodel.objects.actief().get().variant == "team"
    context.close()


@pytest.mark.parametrize(
    "pad",
    [
        "",
        "/teams",
        "/modules",
        "/begrippen/inwoner",
        "/huisstijl",
        "/teammodel/keuzehulp/1",
        "/teammodel/versies",
    ],
)
def test_pages_of_the_inrichting_have_no_barriers(
    page: Any,
    adres: Callable[..., str],
    als_beheerder: Callable[[Any], None],
    geen_axe_fouten: Callable[[Any], None],
    pad: str,
) -> None:
    als_beheerder(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(adres("lindewaard", f"/inrichting{pad}"))

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    geen_axe_fouten(page)
