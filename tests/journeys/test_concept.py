"""What somebody typed is never lost: not with the session, not when a colleague was first."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import WACHTWOORD, code_nu, maak_gebruiker
from tests.journeys import stappen

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]

VERHAAL = "De huur is twee maanden te laat betaald."
VAN_DAAN = "Marieke vertelde ook over haar werk."


@pytest.fixture
def gesprek(page, adres, als, hoogmeren):
    """Carla has a talk open at household Kuiper. Gives its address, and Daan who works in the same team."""
    with in_gemeente(hoogmeren):
        carla = maak_gebruiker(
            gebruikersnaam="carla", naam="Carla Wouters", rollen=[Rol.TEAMLID], team=eerste_team()
        )
        daan = maak_gebruiker(naam="Daan Visser", rollen=[Rol.TEAMLID], team=eerste_team())
        marieke = {"voornamen": "Marieke", "geboortedatum": date(1985, 4, 3)}
        kuiper = maak_huishouden("Kuiper", personen=(marieke,))
        maak_casus(kuiper, behandelaar=carla)
    als(page, hoogmeren, carla)
    page.goto(adres("hoogmeren", f"/huishoudens/{kuiper.pk}"))
    stappen.start_gesprek(page)
    return page.url, daan


def test_text_survives_a_session_that_ended(page, context, gesprek):
    page.get_by_label("Verhaal").fill(VERHAAL)
    page.get_by_text("Concept bewaard om").wait_for()
    context.clear_cookies(name="kt_sessie")
    page.get_by_label("Verhaal").press_sequentially(" En nog iets.")
    page.get_by_role("dialog", name="Je bent uitgelogd").wait_for()
    with context.expect_page() as nieuw:
        page.get_by_role("link", name="Opnieuw inloggen").click()
    tab = nieuw.value
    stappen.vul_inlog_in(tab, "carla", WACHTWOORD, code_nu())
    tab.get_by_role("heading", name="Je bent weer ingelogd").wait_for()
    tab.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_role("dialog", name="Je bent uitgelogd").wait_for(state="hidden")
    page.get_by_text("Concept bewaard om").wait_for()
    page.reload()

    assert page.get_by_label("Verhaal").input_value() == f"{VERHAAL} En nog iets."


def test_a_draft_goes_on_where_it_was_without_a_quarrel_with_oneself(page, gesprek):
    for stuk in ("Een", " twee", " drie"):
        page.get_by_label("Verhaal").press_sequentially(stuk)
        with page.expect_response("**/concepten/*"):
            page.get_by_label("Verhaal").blur()
        page.get_by_text("Concept bewaard om").wait_for()
        page.reload()
        page.get_by_label("Verhaal").press("End")

    assert page.get_by_label("Verhaal").input_value() == "Een twee drie"
    expect(page.locator("[data-conflict-van]")).to_have_count(0)


@pytest.fixture
def botsing(page, browser, browser_context_args, als, hoogmeren, gesprek):
    """Daan saved the talk while Carla was typing; now she presses the button."""
    adres_, daan = gesprek
    page.get_by_label("Verhaal").fill(VERHAAL)
    page.get_by_text("Concept bewaard om").wait_for()
    ander = browser.new_context(**browser_context_args).new_page()
    als(ander, hoogmeren, daan)
    ander.goto(adres_)
    ander.get_by_label("Verhaal").fill(VAN_DAAN)
    with ander.expect_navigation():
        stappen.knop(ander, "Bewaar gesprek")
    ander.context.close()
    stappen.knop(page, "Bewaar gesprek")
    page.get_by_role("heading", name="heeft dit net gewijzigd").wait_for()


@pytest.mark.parametrize(
    ("keuze", "blijft"),
    [
        ("Neem mijn tekst", VERHAAL),
        ("Neem de tekst van je collega", VAN_DAAN),
        ("Voeg samen", f"{VAN_DAAN}\n\n{VERHAAL}"),
    ],
)
def test_both_texts_are_shown_when_a_colleague_was_first(page, botsing, geen_axe_fouten, keuze, blijft):
    geen_axe_fouten(page)
    assert page.locator(".kt-compare__tekst").all_inner_texts() == [VERHAAL, VAN_DAAN]

    stappen.knop(page, keuze)
    page.locator("#f-gesprek").wait_for()

    assert page.get_by_label("Verhaal").input_value() == blijft
