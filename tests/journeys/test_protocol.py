"""From a cell to what a colleague sees: the administrator proposes, the privacyfunctionaris decides (F078, F079)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.models import Informatieprotocol, Wijkteam
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import WACHTWOORD, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
MATRIX = "/inrichting/informatieprotocol"
WAAROM = "De consulent leest dit alleen samen met de hulpverlener."


class Mensen:
    """Who meets in this journey."""

    def __init__(self) -> None:
        """Make them, with one household that is known to the team."""
        team = Wijkteam.objects.get()
        self.petra = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")
        self.farida = maak_gebruiker(rollen=[Rol.FG], naam="Farida Groen")
        self.carla = maak_gebruiker(rollen=[Rol.TEAMLID], naam="Carla Wouters", team=team)
        maak_teamlid(self.carla, team, protocolfunctie="wmo_consulent", ambtelijke_status=True)
        huishouden = maak_huishouden("Kuiper", personen=("Marieke",), team=team)
        maak_casus(huishouden, behandelaar=self.carla)
        self.huishouden = huishouden.pk


@pytest.fixture
def mensen(lindewaard: GemeenteRef, adres: Callable[..., str]) -> Mensen:
    """Everybody, in Lindewaard."""
    with in_gemeente(lindewaard):
        return Mensen()


def kies(page: Any, legenda: str, optie: str) -> None:
    """Choose an answer in the drawer."""
    groep = page.locator("#cel-form").get_by_role("group", name=legenda)
    groep.get_by_text(optie, exact=True).click()


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_cell_in_a_drawer_becomes_what_a_colleague_sees(
    page: Any,
    adres: Callable[..., str],
    als: Callable[..., None],
    lindewaard: GemeenteRef,
    mensen: Mensen,
    geen_axe_fouten: Callable[[Any], None],
    breedte: int,
) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    zrm = adres("lindewaard", f"/huishoudens/{mensen.huishouden}/zelfredzaamheid")
    knop = "k" if breedte > 860 else "s"

    def naar(wie: Gebruiker, pad: str) -> None:
        als(page, lindewaard, wie)
        page.goto(adres("lindewaard", pad))

    # Before: Carla reads how the household is doing.
    als(page, lindewaard, mensen.carla)
    assert page.goto(zrm).status == 200

    # Petra closes that for her function, and opens what asks a question.
    naar(mensen.petra, f"{MATRIX}?functie=wmo_consulent")
    geen_axe_fouten(page)
    page.locator(f"#{knop}-wmo_consulent-D").click()
    page.locator("#cel-form").wait_for()
    geen_axe_fouten(page)
    kies(page, "Hoeveel", "niets")
    page.get_by_role("button", name="Bewaar deze cel").click()
    page.locator(f"#{knop}-wmo_consulent-D", has_text="gewijzigd").wait_for()
    assert page.evaluate("document.activeElement.id") == f"{knop}-wmo_consulent-D"
    assert "leefgebieden en zelfredzaamheid: nu niets" in page.locator("#live").inner_text()

    page.locator(f"#{knop}-wmo_consulent-F").click()
    page.locator("#cel-lade-kop", has_text="Politie en justitie").wait_for()
    kies(page, "Hoeveel", "alles")
    kies(page, "Wanneer", "met toestemming of andere grond")
    page.get_by_label("Grond", exact=True).fill("Wmo 2015, artikel 5.2.6")
    page.get_by_role("button", name="Bewaar deze cel").click()
    page.locator(f"#{knop}-wmo_consulent-F", has_text="vraagt antwoord").wait_for()
    page.locator("#p-controle").get_by_text("moet misbruik melden").wait_for()
    geen_axe_fouten(page)

    # The check page wants the question answered in words.
    with page.expect_navigation():
        page.get_by_role("link", name="Leg protocol vast").click()
    geen_axe_fouten(page)
    page.get_by_label("Wmo-consulent: Politie en justitie").fill(WAAROM)
    page.get_by_label("Wat verandert er, en waarom").fill("Leefgebieden bespreken we met de hulpverlener.")
    page.get_by_label("Ik heb de tien gevallen bekeken").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Leg voor aan de privacyfunctionaris").click()
    expect(page.locator("#wacht")).to_have_count(1)
    als(page, lindewaard, mensen.carla)
    assert page.goto(zrm).status == 200

    # Farida sees what differs and agrees, with her password.
    naar(mensen.farida, f"{MATRIX}/beoordelen")
    geen_axe_fouten(page)
    page.get_by_text(WAAROM).wait_for()
    page.get_by_label("Ik keur deze versie goed").check()
    page.get_by_label("Je wachtwoord").fill(WACHTWOORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Geef je oordeel").click()

    # Everybody can read it, and it holds for Carla at her next request.
    page.context.clear_cookies()
    page.goto(adres("lindewaard", "/informatieprotocol"))
    geen_axe_fouten(page)
    consulent = page.locator("#wmo_consulent").inner_text()
    assert "Versie 2, geldt sinds" in page.locator("#versie").inner_text()
    assert "Ziet niets van: Leefgebieden en zelfredzaamheid." in consulent
    als(page, lindewaard, mensen.carla)
    assert page.goto(zrm).status == 403
    assert "hoort niet bij de taak van een Wmo-consulent" in page.locator("#inhoud").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_protocol_is_made_and_judged_without_javascript(
    browser: Any,
    adres: Callable[..., str],
    als: Callable[..., None],
    lindewaard: GemeenteRef,
    mensen: Mensen,
) -> None:
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    als(page, lindewaard, mensen.petra)
    page.goto(adres("lindewaard", MATRIX))

    page.locator("#k-teamleider-G").click()
    kies(page, "Hoeveel", "dat het er is")
    page.get_by_label("Grond", exact=True).fill("AVG, artikel 6 lid 1 onder e")
    page.get_by_role("button", name="Bewaar deze cel").click()
    page.get_by_role("link", name="Leg protocol vast").click()
    page.get_by_label("Wat verandert er, en waarom").fill("De teamleider weet of er schulden spelen.")
    page.get_by_label("Ik heb de tien gevallen bekeken").check()
    page.get_by_role("button", name="Leg voor aan de privacyfunctionaris").click()
    als(page, lindewaard, mensen.farida)
    page.goto(adres("lindewaard", f"{MATRIX}/beoordelen"))
    page.get_by_label("Ik keur deze versie goed").check()
    page.get_by_label("Je wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Geef je oordeel").click()

    with in_gemeente(lindewaard):
        assert [p.status for p in Informatieprotocol.objects.order_by("nummer")] == ["vervallen", "geldig"]
