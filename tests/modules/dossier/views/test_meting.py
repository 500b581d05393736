"""Measuring on screen."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import localdate

from modules.dossier.models import LadderMeting, ZrmMeting, ZrmScore
from tests.factories.dossier import maak_zrm
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, functie="hulpverlener")  # who reads about money


def adres(zaak, deel=""):
    return f"/huishoudens/{zaak.huishouden.pk}/zelfredzaamheid{deel}"


def velden(**anders):
    return {
        "instrument": "zrm_2013",
        "datum": localdate().strftime("%d-%m-%Y"),
        "moment": "start",
        "met_wie": "Marieke",
        "s_zrm_financien": "2",
        "t_zrm_financien": "Post ligt dicht.",
    } | anders


def test_with_one_person_the_page_goes_straight_to_measuring(klant, zaak):
    assert klant.get(adres(zaak, "/nieuw"))["Location"] == adres(zaak, f"/{zaak.inwoner.pk}/nieuw")


def test_with_more_people_the_page_asks_of_whom(klant):
    zaak = maak_zaak(klant, personen=("Marieke", {"voornamen": "Sem", "rol": "kind"}))

    pagina = klant.get(adres(zaak, "/nieuw")).content.decode()

    assert "Van wie is deze meting?" in pagina
    assert pagina.count("/nieuw") >= 2


def test_a_measurement_is_kept_and_shown(klant, zaak):
    antwoord = klant.post(adres(zaak, f"/{zaak.inwoner.pk}/nieuw"), velden())

    assert antwoord.status_code == 303
    assert ZrmScore.objects.get(leefgebied="financien").toelichting == "Post ligt dicht."
    pagina = klant.get(adres(zaak)).content.decode()
    assert "1 van 10 gebieden" in pagina
    assert "Niet voor jou te zien: Justitie." in pagina


def test_nothing_scored_keeps_the_explanation_and_says_so(klant, zaak):
    antwoord = klant.post(adres(zaak, f"/{zaak.inwoner.pk}/nieuw"), velden(s_zrm_financien=""))

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Kies bij minstens één leefgebied een score. De rest kan later." in pagina
    assert "Post ligt dicht.</textarea>" in pagina


def test_the_version_of_the_time_before_is_offered_again(klant, zaak):
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 3}, datum=date(2026, 5, 1), instrument="zrm_2017")

    pagina = klant.get(adres(zaak, f"/{zaak.inwoner.pk}/nieuw"))

    assert pagina.context["instrument"] == "zrm_2017"
    assert len(pagina.context["regels"]) == 12  # all but Justitie
    assert klant.get(adres(zaak, f"/{zaak.inwoner.pk}/nieuw?instrument=eigen")).status_code == 404


def test_two_measurements_stand_side_by_side_with_their_change(klant, zaak):
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 2, "huisvesting": 5}, datum=date(2026, 3, 1))
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 4, "huisvesting": 5}, datum=date(2026, 9, 1))

    beeld = klant.get(adres(zaak)).context["beelden"][0]

    assert beeld.vergelijking.zin == "1 beter, 1 gelijk"


def test_the_maker_undoes_a_measurement_of_today(klant, zaak):
    klant.post(adres(zaak, f"/{zaak.inwoner.pk}/nieuw"), velden())
    rij = ZrmMeting.objects.get()
    assert "Laatste meting ongedaan maken" in klant.get(adres(zaak)).content.decode()

    assert klant.post(f"/zrm-metingen/{rij.pk}/weg").status_code == 303
    assert ZrmMeting.objects.count() == 0


def test_an_old_measurement_stays(klant, zaak):
    rij = maak_zrm(zaak.casus, zaak.inwoner, {"financien": 2}, datum=date(2026, 3, 1))

    assert klant.post(f"/zrm-metingen/{rij.pk}/weg").status_code == 422


def test_a_step_of_the_ladder_is_kept_with_the_wish(klant, zaak):
    ladder = f"/huishoudens/{zaak.huishouden.pk}/participatieladder/{zaak.inwoner.pk}"

    assert klant.post(ladder, {"huidig": "2", "gewenst": "4"}).status_code == 303
    assert klant.post(ladder, {"huidig": "9"}).status_code == 422
    assert (LadderMeting.objects.get().huidig, LadderMeting.objects.get().gewenst) == (2, 4)


def test_people_of_another_household_are_not_measured_here(klant, zaak):
    ander = vreemd_huishouden()
    vreemde = ander.leden.get().inwoner

    assert klant.get(f"/huishoudens/{ander.pk}/zelfredzaamheid").status_code == 404
    assert klant.get(adres(zaak, f"/{vreemde.pk}/nieuw")).status_code == 404
    assert klant.post(f"/huishoudens/{zaak.huishouden.pk}/participatieladder/{vreemde.pk}").status_code == 404


def test_the_page_takes_as_many_queries_with_many_measurements(klant, zaak):
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 2}, datum=date(2026, 3, 1))
    klant.get(adres(zaak))
    eerst = vragen(klant, adres(zaak))
    for maand in (4, 5, 6):
        maak_zrm(zaak.casus, zaak.inwoner, {"financien": 3, "huisvesting": 2}, datum=date(2026, maand, 1))

    assert (eerst, vragen(klant, adres(zaak))) == (14, 14)
