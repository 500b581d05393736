"""A team leader divides the work and takes it back; a colleague is away and another sees what has to be done."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from modules.dossier.models import Casus
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden, maak_termijn
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(lindewaard: Any, transactional_db: None) -> dict[str, Any]:
    """Carla leads the team; Noor has two households with work, and Daan has none."""
    with in_gemeente(lindewaard):
        wijkteam = eerste_team()
        mensen = {
            naam: maak_gebruiker(naam=f"{naam} {achter}", rollen=[rol], team=wijkteam)
            for naam, achter, rol in (
                ("Carla", "Wouters", Rol.TEAMLEIDER), ("Noor", "de Wit", Rol.TEAMLID), ("Daan", "Visser", Rol.TEAMLID),
            )
        }  # fmt: skip
        for mens in mensen.values():
            maak_teamlid(mens, wijkteam, geheimhouding=True)
        for naam, over in (("Kuiper", -2), ("Bakker", 40)):
            casus = maak_casus(maak_huishouden(naam, team=wijkteam), behandelaar=mensen["Noor"])
            maak_termijn(casus, sleutel="terugbellen", titel=f"Bellen met {naam}", over=over)
    return mensen


def druk(page: Any, naam: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=naam, exact=True).first.click()


def namen(gemeente: Any) -> list[str]:
    """Return with whom the households are."""
    with in_gemeente(gemeente):
        return list(Casus.objects.order_by("huishouden__naam").values_list("behandelaar__naam", flat=True))


def test_the_leader_keeps_a_filter_divides_the_work_and_takes_it_back(
    page: Any, adres: Any, als: Any, lindewaard: Any, team: Any, geen_axe_fouten: Any
) -> None:
    als(page, lindewaard, team["Carla"])
    page.goto(adres("lindewaard", "/werk?van=team"))
    page.get_by_label("Hoe het staat").select_option("gevaar")
    page.get_by_role("button", name="Laat zien").click()
    page.get_by_role("heading", name="1 huishouden", exact=True).wait_for()
    assert "stand=gevaar" in page.url

    page.get_by_text("Bewaar dit filter").click()
    page.get_by_label("Naam van het filter").fill("In gevaar")
    druk(page, "Bewaar het filter")
    expect(page).to_have_url(re.compile(re.escape("/werk?van=team&stand=gevaar") + "$"))
    page.goto(adres("lindewaard", "/werk?van=team"))
    expect(page.get_by_role("link", name="In gevaar", exact=True)).to_be_visible()
    geen_axe_fouten(page)

    page.get_by_label("Welke huishoudens").select_option("alles")
    page.get_by_label("Aan wie").select_option(label="Daan Visser")
    page.get_by_label("Waarom").fill("Noor gaat met verlof.")
    druk(page, "Wijs toe")
    page.get_by_role("heading", name="Toegewezen", exact=True).first.wait_for()
    geen_axe_fouten(page)
    assert namen(lindewaard) == ["Daan Visser"] * 2

    druk(page, "Maak alles ongedaan")
    page.get_by_role("heading", name="Ongedaan gemaakt", exact=True).wait_for()
    assert namen(lindewaard) == ["Noor de Wit"] * 2

    page.set_viewport_size({"width": 390, "height": 844})  # on a phone: cards, and nothing out of sight
    page.goto(adres("lindewaard", "/werk?van=team"))
    lijst = page.get_by_role("region", name="Tabel: Werklijst")
    assert lijst.evaluate("el => el.scrollWidth <= el.clientWidth")
    assert lijst.get_by_text("2 dagen te laat").first.bounding_box()["x"] < 390
    geen_axe_fouten(page)


def test_who_stands_in_sees_the_work_and_for_whom(
    page: Any, adres: Any, als: Any, lindewaard: Any, team: Any, geen_axe_fouten: Any
) -> None:
    als(page, lindewaard, team["Noor"])
    page.goto(adres("lindewaard", "/afwezigheid"))
    page.get_by_label("Laatste dag").fill(f"{localdate() + timedelta(days=4):%d-%m-%Y}")
    page.get_by_label("Wie neemt waar?").select_option(label="Daan Visser")
    geen_axe_fouten(page)
    druk(page, "Meld afwezig")
    page.get_by_text("Daan Visser ziet je werk.").wait_for()

    als(page, lindewaard, team["Daan"])
    page.goto(adres("lindewaard", "/mijn-dag"))
    page.locator("#waarneming").get_by_text("Je neemt waar voor Noor de Wit").wait_for()
    werk = page.locator("#p-werk li")
    assert [werk.nth(nummer).inner_text().count("voor Noor de Wit") for nummer in range(2)] == [1, 1]
    assert "Bellen met Kuiper" in werk.nth(0).inner_text()
    geen_axe_fouten(page)

    als(page, lindewaard, team["Noor"])
    page.goto(adres("lindewaard", "/mijn-dag"))
    druk(page, "Ik ben er weer")
    als(page, lindewaard, team["Daan"])
    page.goto(adres("lindewaard", "/mijn-dag"))
    expect(page.locator("#waarneming")).to_have_count(0)


def test_columns_work_without_a_script(
    page: Any, browser: Any, adres: Any, als: Any, lindewaard: Any, team: Any
) -> None:
    kaal = browser.new_context(java_script_enabled=False)
    zonder = kaal.new_page()
    als(zonder, lindewaard, team["Noor"])
    zonder.goto(adres("lindewaard", "/werk/kolommen"))
    zonder.get_by_label("Team", exact=True).check()
    with zonder.expect_navigation():
        zonder.locator("button[name=omhoog][value=team]").press("Enter")
    with zonder.expect_navigation():
        zonder.get_by_role("button", name="Bewaar de kolommen").press("Enter")

    koppen = zonder.locator("#p-lijst thead th").all_inner_texts()
    kaal.close()
    assert [kop.strip() for kop in koppen][-2:] == ["Team", "Fase"]
