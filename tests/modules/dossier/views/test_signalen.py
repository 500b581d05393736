"""No signaal stays unowned."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, now

from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.signaal import AlOpgepakt, take_signaal
from modules.dossier.models import Signaal, Tijdlijnregel
from tests.factories.dossier import maak_signaal
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teammodel
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
SIGNAAL = {"waarneming": "Post in de gang.", "over_wie": "Bewoner van Lijsterhof 3", "bron": "corporatie"}
LIJSTEN = 11


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


@pytest.mark.parametrize(
    ("variant", "extra"), [("netwerk", {}), ("team", {"urgentie": "verhoogd", "persoon_weet_ervan": "nee"})]
)
def test_a_signaal_takes_what_the_variant_asks_and_no_more(klant, variant, extra):
    maak_zaak(klant, variant=variant)

    antwoord = klant.post("/signalen/nieuw", {**SIGNAAL, **extra})

    assert antwoord["Location"] == f"/signalen/{Signaal.objects.get().pk}"


def test_an_incomplete_signaal_says_what_is_missing_and_keeps_the_rest(klant):
    maak_zaak(klant, variant="team")

    antwoord = klant.post("/signalen/nieuw", SIGNAAL)

    assert antwoord.status_code == 422
    assert "Kies of de persoon van dit signaal weet." in tekst(antwoord)
    assert "Post in de gang.</textarea>" in antwoord.content.decode()


@pytest.mark.parametrize(("urgentie", "werkdagen"), [("licht", 5), ("verhoogd", 2), ("acuut", 0)])
def test_the_urgency_says_until_when_the_first_visit_is(klant, urgentie, werkdagen):
    maak_zaak(klant, variant="netwerk")

    klant.post("/signalen/nieuw", {**SIGNAAL, "urgentie": urgentie})

    vandaag = localdate()
    verwacht = kalender_op(vandaag).plus_werkdagen(vandaag, werkdagen) if werkdagen else vandaag
    assert Signaal.objects.get().eerste_bezoek_uiterlijk == verwacht


def test_picking_up_takes_one_press_and_can_be_undone(klant):
    zaak = maak_zaak(klant, variant="team")
    signaal = maak_signaal()

    opgepakt = klant.post(f"/signalen/{signaal.pk}/oppakken", headers={"HX-Request": "true"})
    signaal.refresh_from_db()
    van = signaal.opgepakt_door
    klant.post(f"/signalen/{signaal.pk}/terugleggen")

    signaal.refresh_from_db()
    assert (van, "Ongedaan maken" in tekst(opgepakt)) == (zaak.medewerker, True)
    assert (signaal.opgepakt_door, signaal.stand) == (None, "nieuw")
    assert logboek("dossier.signaal.opgepakt", "dossier.signaal.teruggelegd") == [
        "dossier.signaal.opgepakt",
        "dossier.signaal.teruggelegd",
    ]


def test_who_comes_second_hears_who_was_first(klant):
    maak_zaak(klant, variant="team")
    noor = maak_gebruiker(naam="Noor Bakker", met_code_app=False)
    signaal = maak_signaal()
    take_signaal(signaal=signaal, by=noor, at=now())

    antwoord = klant.post(f"/signalen/{signaal.pk}/oppakken", headers={"HX-Request": "true"})

    assert antwoord.status_code == 409
    assert "Noor Bakker heeft dit net opgepakt." in tekst(antwoord)
    with pytest.raises(AlOpgepakt):
        take_signaal(signaal=signaal, by=maak_gebruiker(met_code_app=False), at=now())


def test_a_signaal_that_belongs_to_a_household_stands_on_its_timeline(klant):
    zaak = maak_zaak(klant, variant="team")
    signaal = maak_signaal(
        stand="opgepakt", opgepakt_door=zaak.medewerker, bron_naam="Woonstede", over_wie="Kuiper"
    )

    pagina = tekst(klant.get(f"/signalen/{signaal.pk}"))
    klant.post(f"/signalen/{signaal.pk}/huishouden", {"huishouden": str(zaak.huishouden.pk)})

    regel = Tijdlijnregel.objects.get()
    assert "Hoort hierbij" in pagina
    assert (regel.titel, regel.door_naam, regel.huishouden_id) == (
        "Signaal ontvangen",
        "Woonstede",
        zaak.huishouden.pk,
    )


def test_a_signaal_is_not_linked_to_a_household_of_another_team(klant):
    zaak = maak_zaak(klant, variant="team")
    signaal = maak_signaal(stand="opgepakt", opgepakt_door=zaak.medewerker)

    antwoord = klant.post(f"/signalen/{signaal.pk}/huishouden", {"huishouden": str(vreemd_huishouden().pk)})

    assert antwoord.status_code == 404


def test_no_action_needs_a_sentence_and_somebody_who_took_it(klant):
    zaak = maak_zaak(klant, variant="team")
    van_mij = maak_signaal(stand="opgepakt", opgepakt_door=zaak.medewerker)

    zonder = klant.post(f"/signalen/{van_mij.pk}/geen-actie", {"reden": ""})
    klant.post(f"/signalen/{van_mij.pk}/geen-actie", {"reden": "Verhuisd naar Zwolle."})
    nieuw = klant.post(f"/signalen/{maak_signaal().pk}/geen-actie", {"reden": "Zomaar"})

    van_mij.refresh_from_db()
    assert (zonder.status_code, nieuw.status_code) == (422, 422)
    assert (van_mij.stand, van_mij.uitkomst) == ("geen_actie", "Verhuisd naar Zwolle.")


def test_the_reporter_hears_that_it_was_picked_up(klant):
    zaak = maak_zaak(klant, variant="team")
    signaal = maak_signaal(stand="opgepakt", opgepakt_door=zaak.medewerker)

    klant.post(f"/signalen/{signaal.pk}/teruggekoppeld")

    signaal.refresh_from_db()
    assert (signaal.stand, signaal.teruggekoppeld_op is None) == ("teruggekoppeld", False)


def test_three_lists_with_the_urgent_first(klant):
    zaak = maak_zaak(klant, variant="team")
    maak_signaal(over_wie="Licht")
    maak_signaal(over_wie="Acuut", urgentie="acuut")
    maak_signaal(over_wie="Opgepakt", stand="opgepakt", opgepakt_door=zaak.medewerker)
    maak_signaal(over_wie="Klaar", stand="teruggekoppeld")
    maak_signaal(over_wie="Elders", team=maak_team("Ver"))

    gezien = re.findall(r'href="/signalen/[0-9a-f-]{36}">([^<]*)', klant.get("/signalen").content.decode())

    assert gezien == ["Acuut", "Licht", "Opgepakt", "Klaar"]


def test_a_signaal_of_another_team_answers_404(klant):
    maak_zaak(klant, variant="team")

    assert klant.get(f"/signalen/{maak_signaal(team=maak_team('Ver')).pk}").status_code == 404


def test_the_page_asks_each_minute_whether_there_is_news(klant):
    maak_zaak(klant, variant="team")
    toen = (now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")

    stil = klant.get(f"/signalen/nieuws?sinds={toen}")
    maak_signaal()

    assert stil.status_code == 204
    assert "1 nieuw signaal laten zien" in tekst(klant.get(f"/signalen/nieuws?sinds={toen}"))
    assert klant.get("/signalen/nieuws?sinds=gisteren").status_code == 404


def test_the_lists_take_the_same_queries_for_1_and_for_4_signalen(klant):
    zaak = maak_zaak(klant, variant="team")
    maak_signaal(huishouden=zaak.huishouden, stand="opgepakt", opgepakt_door=zaak.medewerker)
    klant.get("/signalen")

    bij_een = vragen(klant, "/signalen")
    for _ in range(3):
        maak_signaal(huishouden=zaak.huishouden, stand="opgepakt", opgepakt_door=zaak.medewerker)

    assert (bij_een, vragen(klant, "/signalen")) == (LIJSTEN, LIJSTEN)


@pytest.mark.parametrize(
    ("variant", "menu"),
    [
        ("toegang", ["Mijn dag", "Meldingen", "Huishoudens"]),
        ("team", ["Mijn dag", "Signalen", "Huishoudens"]),
        ("netwerk", ["Mijn dag", "Signalen", "Huishoudens"]),
        ("regie", ["Mijn dag", "Meldingen", "Huishoudens"]),
    ],
)
def test_the_menu_follows_the_variant_of_the_own_team(klant, variant, menu):
    maak_zaak(klant)
    maak_teammodel(variant)

    html = klant.get("/mijn-dag").content.decode()

    gezien = re.findall(r'kt-sidenav__link"[^>]*>.*?<span>([^<]*)</span>', html, re.DOTALL)
    assert [item for item in gezien if item in {"Mijn dag", "Meldingen", "Signalen", "Huishoudens"}][
        : len(menu)
    ] == menu
