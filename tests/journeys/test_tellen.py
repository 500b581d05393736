"""A note costs a few presses, and what was said at the table is never typed again."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import localtime

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from modules.dossier.models import Contactnotitie, Huishouden
from tests.factories.dossier import eerste_team, maak_afspraak, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.journeys import stappen
from tests.journeys.tellen import tel_mee

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]

NOTITIE = "Gebeld over de aanmaning. Marieke belt morgen zelf de woningcorporatie en laat het weten."
VERHAAL = "De huur is twee maanden te laat betaald. Ik durf de post niet open te maken."
NODIG = "Overzicht over de post en de rekeningen."
EIGEN = "Marieke belt zelf de woningcorporatie."
ER_AL = "Post op Orde, elke dinsdag in het buurthuis."
WENS = "Ik wil een avond zonder zorgen over geld."
AFSPRAAK = "Samen de stapel post openmaken"
DOEL = "Ik betaal elke maand zelf de huur."
RESULTAAT = "Drie maanden op tijd betaald"


@pytest.fixture
def kuiper(page, adres, als, hoogmeren) -> Huishouden:
    """Carla is signed in; she visits household Kuiper today."""
    with in_gemeente(hoogmeren):
        carla = maak_gebruiker(naam="Carla Wouters", rollen=[Rol.TEAMLID], team=eerste_team())
        marieke = {"voornamen": "Marieke", "geboortedatum": date(1985, 4, 3)}
        huishouden = maak_huishouden("Kuiper", personen=(marieke,))
        maak_casus(huishouden, behandelaar=carla)
        middag = localtime().replace(hour=12, minute=0)
        maak_afspraak(carla, huishouden, titel="Huisbezoek", begin=middag)
    als(page, hoogmeren, carla)
    page.goto(adres("hoogmeren", "/mijn-dag"))
    return huishouden


def test_a_contact_note_takes_six_presses_and_a_minute_at_most(page, kuiper, hoogmeren):
    geteld = tel_mee(page)

    page.get_by_role("link", name="Huishouden Kuiper").first.click()
    page.get_by_label("Korte notitie").click()
    page.keyboard.type(NOTITIE)
    page.get_by_text("Gebeld", exact=True).click()
    stappen.knop(page, "Plaats notitie")
    page.locator(".kt-timeline").get_by_text(NOTITIE).wait_for()

    assert geteld.handelingen <= 6
    assert geteld.letters == len(NOTITIE)
    assert geteld.seconden <= 60
    with in_gemeente(hoogmeren):
        assert list(Contactnotitie.objects.values_list("tekst", "soort")) == [(NOTITIE, "telefoon")]


def test_nothing_said_at_the_table_is_typed_again_in_the_plan(page, adres, kuiper):
    page.goto(adres("hoogmeren", f"/huishoudens/{kuiper.pk}"))
    stappen.start_gesprek(page)
    page.get_by_label("Verhaal").fill(VERHAAL)
    behoefte = stappen.voeg_behoefte_toe(page, NODIG, "Financiën")
    behoefte.get_by_label("Overgeslagen, want").nth(1).fill("Marieke wil haar familie er nog niet bij.")
    stappen.vul_kaders(behoefte, Eigen_kracht=EIGEN, Hulp_die_er_al_is=ER_AL)
    page.get_by_text("3 van 4").wait_for()
    page.locator("#p-markeringen").get_by_role("textbox").fill(WENS)
    stappen.knop(page, "Wens")
    page.get_by_role("button", name=f"Weghalen : {WENS}").wait_for()
    page.locator("#p-markeringen").get_by_role("textbox").fill(AFSPRAAK)
    stappen.knop(page, "Afspraak")
    page.get_by_role("button", name=f"Weghalen : {AFSPRAAK}").wait_for()
    page.get_by_label("Marieke").check()
    stappen.knop(page, "Rond gesprek af")
    page.locator("#f-verslag").wait_for()
    geteld = tel_mee(page)

    stappen.naar_onderdeel(page, "Plan")
    stappen.knop(page, "Plan maken")
    page.get_by_role("button", name=f"Maak er een doel van : {WENS}").click()
    page.get_by_role("region", name=WENS).wait_for()
    assert (geteld.letters, geteld.getypt) == (0, [])
    doel = stappen.voeg_doel_toe(page, DOEL, NODIG, RESULTAAT)
    page.get_by_role("link", name=f"Maak er een actie van : {AFSPRAAK}").click()
    actie = page.get_by_role("region", name=DOEL).get_by_label("Wat", exact=True)

    assert page.get_by_label("Situatie in eigen woorden").input_value() == VERHAAL
    assert page.locator("#p-problemen").get_by_role("listitem").all_inner_texts() == [NODIG]
    assert doel.locator(".kt-block li.kt-split > span:first-child").all_inner_texts() == [
        f"{EIGEN} Eigen kracht",
        f"{ER_AL} Hulp die er al is",
    ]
    assert actie.input_value() == AFSPRAAK
    assert geteld.getypt == [DOEL, RESULTAAT]
