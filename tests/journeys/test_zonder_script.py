"""The work of a day on a browser that runs no script at all."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import WACHTWOORD, code_nu, maak_gebruiker
from tests.journeys import stappen

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


def test_the_work_of_a_day_without_javascript(browser, browser_context_args, adres, hoogmeren):
    with in_gemeente(hoogmeren):
        maak_gebruiker(gebruikersnaam="carla", naam="Carla Wouters", rollen=[Rol.TEAMLID], team=eerste_team())
        marieke = {"voornamen": "Marieke", "geboortedatum": date(1985, 4, 3)}
        maak_casus(maak_huishouden("Kuiper", personen=(marieke,)))
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(60_000)
    stappen.log_in(page, adres("hoogmeren", ""), "carla", WACHTWOORD, code_nu())

    page.get_by_role("searchbox").first.fill("Kuipre")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Kuiper").click()
    page.get_by_label("Korte notitie").fill("Even langs geweest.")
    stappen.knop(page, "Plaats notitie")
    page.locator(".kt-timeline").get_by_text("Even langs geweest.").wait_for()

    stappen.start_gesprek(page)
    page.get_by_label("Verhaal").fill("De huur is te laat betaald.")
    stappen.knop(page, "Bewaar gesprek")
    assert page.get_by_label("Verhaal").input_value() == "De huur is te laat betaald."
    behoefte = stappen.voeg_behoefte_toe(page, "Overzicht over de post.", "Financiën")
    stappen.vul_kaders(behoefte, Eigen_kracht="Marieke opent elke dag de post.")
    page.get_by_text("1 van 4").wait_for()

    stappen.scoor_zrm(page, {"Financiën": 2, "Dagbesteding": 3})
    expect(page.get_by_text("2 van 7 gebieden")).to_be_visible()

    stappen.naar_onderdeel(page, "Plan")
    stappen.knop(page, "Plan maken")
    doel = stappen.voeg_doel_toe(
        page, "Ik betaal de huur op tijd.", "Overzicht over de post.", "3 maanden op tijd"
    )
    stappen.voeg_actie_toe(doel, "De huur automatisch betalen", "Zelf", "Marieke Kuiper")
    stappen.spreek_plan_af(page, localdate() + timedelta(days=90))
    page.get_by_role("button", name=re.compile("Afgerond: De huur")).click()
    page.get_by_role("button", name=re.compile("Ongedaan maken")).click()

    expect(page.locator(".kt-action--done")).to_have_count(0)
    context.close()
