"""The same household in three gemeenten: other steps, other menus, other mandatory fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from modules.dossier.models import Huishouden
from tenants.models import Gemeente
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.journeys import stappen

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]

MARIEKE = {"voornamen": "Marieke", "geboortedatum": date(1985, 4, 3)}
MENU_ERNA = [
    "Huishoudens", "Termijnen", "Wachtlijst", "Agenda", "Postuitgang", "Afwijkingen", "Verschillen van inzicht",
    "Leren", "Teamoverzicht", "Afwezig en waarnemen", "Wmo", "Jongeren naar 18", "Werkdocumenten",
    "Signalen over aanbieders", "Verzoeken",
]  # fmt: skip
MENU_MET_BESLUIT = [MENU_ERNA[0], "Besluiten", *MENU_ERNA[1:]]
WET = "De wet noemt dit onderwerp van het onderzoek (Wmo artikel 2.3.2 lid 4)."

TOEGANG = {
    "menu": ["Mijn dag", "Werklijst", "Meldingen", "Korte hulp", *MENU_MET_BESLUIT],
    "fasen": ["Melding", "Onderzoek", "Verslag", "Aanvraag", "Besluit", "Evaluatie"],
    "gesprek": "Keukentafelgesprek",
    "verplicht": [
        f"Behoeften en voorkeuren {WET}",
        f"Eigen kracht en hulp van huisgenoten {WET}",
        f"Mantelzorg en netwerk {WET}",
        f"Steun voor de mantelzorger {WET}",
        f"Algemene voorziening of nuttige activiteit {WET}",
        f"Samenwerking met zorg, jeugd, onderwijs, wonen en werk {WET}",
        f"Eigen bijdrage {WET}",
        "Wie heeft de identiteit vastgesteld? De wet vraagt dit (Wmo artikel 2.3.4).",
    ],
}
TEAM = {
    "menu": ["Mijn dag", "Werklijst", "Signalen", "Korte hulp", *MENU_MET_BESLUIT],
    "fasen": ["Signaal", "Gesprek", "Plan", "Ondersteuning", "Evaluatie", "Waakvlam"],
    "gesprek": "Keukentafelgesprek",
    "verplicht": ["Wie waren erbij? Zo weet je van wie een uitspraak is."],
}
NETWERK = {
    "menu": ["Mijn dag", "Werklijst", "Signalen", "Korte hulp", *MENU_ERNA],
    "fasen": ["Aanmelding", "Casusoverleg", "Plan", "Afstemming", "Evaluatie"],
    "gesprek": "Casusoverleg",
    "verplicht": ["Welke vraag ligt er? Zo weet iedereen waar het overleg over gaat."],
}


@pytest.fixture
def open_kuiper(page: Any, adres: Callable[..., str], als: Callable[..., None]) -> Callable[..., Huishouden]:
    """Return a function that signs Carla in and opens household Kuiper of her team, just begun."""

    def doe(gemeente: GemeenteRef) -> Huishouden:
        with in_gemeente(gemeente):
            carla = maak_gebruiker(naam="Carla Wouters", rollen=[Rol.TEAMLID], team=eerste_team())
            kuiper = maak_huishouden("Kuiper", personen=(MARIEKE,))
            maak_casus(kuiper, behandelaar=carla)
        als(page, gemeente, carla)
        page.goto(adres(gemeente.slug, f"/huishoudens/{kuiper.pk}"))
        return kuiper

    return doe


def kijk(page: Any) -> dict[str, Any]:
    """Walk from the household to the end of a talk in which nothing was written, and tell what was seen."""
    gezien: dict[str, Any] = {"menu": stappen.menu(page), "fasen": stappen.fasen(page)}
    stappen.start_gesprek(page)
    gezien["gesprek"] = page.locator("#p-gesprek-kop").inner_text()
    stappen.knop(page, "Rond gesprek af")
    page.locator("#ontbreekt").wait_for()
    gezien["verplicht"] = page.locator("#ontbreekt li").all_inner_texts()
    return gezien


def werk(page: Any, vul_in: Callable[[], None]) -> str:
    """Go on with the same talk to the end of the plan. Returns in which step the household is then."""
    vul_in()
    page.get_by_label("Verhaal").fill("De huur is te laat betaald.")
    page.get_by_role("group", name="Wie zijn erbij").get_by_label("Marieke Kuiper").check()
    with page.expect_navigation():
        stappen.knop(page, "Bewaar gesprek")
    behoefte = stappen.voeg_behoefte_toe(page, "Overzicht over de post.", "Huisvesting")
    stappen.vul_kaders(
        behoefte, Eigen_kracht="Zelf bellen.", Netwerk="Mijn zus.", Hulp_die_er_al_is="Post op Orde."
    )
    page.get_by_text("3 van 4").wait_for()
    stappen.knop(page, "Rond gesprek af")
    page.locator("#f-verslag").wait_for()
    stappen.scoor_zrm(page, {"Huisvesting": 2, "Dagbesteding": 3})
    stappen.naar_onderdeel(page, "Plan")
    stappen.knop(page, "Plan maken")
    doel = stappen.voeg_doel_toe(
        page, "Ik betaal de huur op tijd.", "Overzicht over de post.", "3 maanden op tijd"
    )
    stappen.voeg_actie_toe(doel, "De huur automatisch betalen", "Zelf", "Marieke Kuiper")
    stappen.spreek_plan_af(page, localdate() + timedelta(days=90))
    page.get_by_role("button", name="Afgerond: De huur automatisch betalen").click()
    page.locator(".kt-action--done").wait_for()
    return str(page.locator(".kt-phase[aria-current=step] strong").inner_text())


def test_lindewaard_works_as_a_team_toegang(page, open_kuiper, lindewaard):
    open_kuiper(lindewaard)
    gezien = kijk(page)

    def onderzoek():
        for onderwerp in ("Steun voor de mantelzorger", "Samenwerking met zorg", "Eigen bijdrage"):
            page.get_by_label(onderwerp).fill("Besproken.")
        page.get_by_label("Wie heeft de identiteit vastgesteld?").fill("Carla Wouters")

    assert gezien == TOEGANG
    assert werk(page, onderzoek) == "Aanvraag"


def test_hoogmeren_works_as_a_teamvariant(page, open_kuiper, hoogmeren):
    open_kuiper(hoogmeren)
    gezien = kijk(page)

    assert gezien == TEAM
    assert werk(page, lambda: None) == "Ondersteuning"


def test_rietdam_works_as_a_netwerkvariant(page, open_kuiper, maak_gemeente):
    maak_gemeente("GM9003", "netwerk")
    with in_platform():
        rietdam = Gemeente.objects.get(slug="rietdam").ref()
    open_kuiper(rietdam)
    gezien = kijk(page)

    def organisaties():
        page.get_by_label("Waar vraagt het huishouden om?").fill("Hulp bij de post.")
        page.get_by_label("Welke organisatie doet wat?").fill("De Brug: post en rekeningen.")

    assert gezien == NETWERK
    assert werk(page, organisaties) == "Afstemming"
