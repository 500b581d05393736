"""What comes in: the mandatory fields of each variant, the match, the terms, and the list."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Huishouden, Melding, Termijn, Tijdlijnregel
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from tests.factories.dossier import maak_casus, maak_huishouden, maak_melding, maak_termijn
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LIJST = 9
VRAAG = {
    "voornamen": "An",
    "achternaam": "de Wit",
    "inhoud": "Hulp in huis.",
    "ontvangen_op": "vandaag",
    "wet": "wmo",
}
ALLES = {
    **VRAAG,
    "bron": "inwoner",
    "kanaal": "telefoon",
    "bevestigd_later": "on",
    "persoonlijk_plan_gewezen": "ja",
    "ondersteuning_later": "on",
}


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


def fouten(antwoord):
    return re.findall(r'<li><a class="nl-link" href="#id_([a-z_]*?)(?:_0)?">', antwoord.content.decode())


@pytest.mark.parametrize(
    ("variant", "verplicht"),
    [
        (
            "toegang",
            ["inhoud", "ontvangen_op", "kanaal", "bron", "persoonlijk_plan_gewezen", "achternaam", "bevestigd_op",
             "clientondersteuning_aangeboden_op"],
        ),
        ("team", ["inhoud", "ontvangen_op", "bron", "achternaam"]),
        ("netwerk", ["inhoud", "melder_naam", "achternaam"]),
        ("regie", ["inhoud", "melder_naam", "achternaam"]),
    ],
)  # fmt: skip
def test_the_variant_says_what_is_mandatory(klant, variant, verplicht):
    maak_zaak(klant, variant=variant)

    antwoord = klant.post("/meldingen/nieuw", {})

    assert antwoord.status_code == 422
    assert sorted(fouten(antwoord)) == sorted(verplicht)


def test_every_mandatory_field_names_its_reason(klant):
    maak_zaak(klant, variant="toegang")

    gezien = tekst(klant.get("/meldingen/nieuw"))

    assert "Verplicht: vanaf die dag lopen 6 weken (Wmo artikel 2.3.2)." in gezien
    assert "Verplicht: iedereen mag zich laten bijstaan (Wmo artikel 2.3.2 lid 3)." in gezien


@pytest.mark.parametrize(
    ("variant", "kop"),
    [("toegang", "Nieuwe melding"), ("netwerk", "Nieuwe aanmelding"), ("regie", "Nieuwe overdracht")],
)
def test_each_variant_has_its_own_word_for_it(klant, variant, kop):
    maak_zaak(klant, variant=variant)

    assert (
        f'<h1 class="nl-heading nl-heading--level-1">{kop}</h1>'
        in klant.get("/meldingen/nieuw").content.decode()
    )


def test_a_melding_makes_the_household_starts_the_terms_and_writes_the_timeline(klant):
    maak_zaak(klant, variant="toegang")

    antwoord = klant.post("/meldingen/nieuw", ALLES)

    melding = Melding.objects.get()
    vandaag = localdate()
    einde = wettelijk_einde(vandaag, norm_op("wmo_onderzoek", vandaag), kalender_op(vandaag))
    assert antwoord["Location"] == f"/meldingen/{melding.pk}"
    assert (melding.huishouden.naam, melding.soort, melding.wet) == ("De Wit", "melding", "wmo")
    assert [termijn.sleutel for termijn in Termijn.objects.all()] == [
        "wmo_bevestiging",
        "wmo_persoonlijk_plan",
        "wmo_onderzoek",
    ]
    assert Termijn.objects.get(sleutel="wmo_onderzoek").einde == einde
    assert "6 weken na de melding (Wmo artikel 2.3.2" in Termijn.objects.get(sleutel="wmo_onderzoek").waarom
    assert Tijdlijnregel.objects.get().tekst == "Hulp in huis."
    assert logboek(
        "dossier.melding.geregistreerd", "dossier.casus.geopend", "dossier.huishouden.gemaakt"
    ) == [
        "dossier.huishouden.gemaakt",
        "dossier.casus.geopend",
        "dossier.melding.geregistreerd",
    ]


def test_an_urgent_melding_also_starts_the_term_for_help_today(klant):
    maak_zaak(klant, variant="toegang")

    klant.post("/meldingen/nieuw", {**ALLES, "is_spoed": "on"})

    assert Termijn.objects.order_by("einde", "id").first().sleutel == "wmo_spoed"
    assert "Spoed: regel vandaag tijdelijke hulp" in tekst(
        klant.get(f"/meldingen/{Melding.objects.get().pk}")
    )


def test_a_team_that_does_not_run_the_procedure_starts_no_statutory_terms(klant):
    maak_zaak(klant, variant="netwerk")

    klant.post("/meldingen/nieuw", {**VRAAG, "melder_naam": "De Brug"})

    assert (Melding.objects.count(), Termijn.objects.count()) == (1, 0)


def test_a_melding_of_last_week_counts_from_that_day(klant):
    maak_zaak(klant, variant="toegang")
    dag = localdate() - timedelta(days=7)

    klant.post("/meldingen/nieuw", {**ALLES, "ontvangen_op": dag.isoformat()})

    assert {termijn.begin for termijn in Termijn.objects.all()} == {dag}
    assert localdate(Melding.objects.get().ontvangen_op) == dag


def test_a_melding_of_tomorrow_is_refused(klant):
    maak_zaak(klant, variant="toegang")

    antwoord = klant.post("/meldingen/nieuw", {**ALLES, "ontvangen_op": "morgen"})

    assert (antwoord.status_code, Melding.objects.count()) == (422, 0)
    assert "De dag van ontvangst ligt in de toekomst." in tekst(antwoord)


def test_a_melding_sent_twice_is_one_melding(klant):
    zaak = maak_zaak(klant, variant="toegang")
    gegevens = {**ALLES, "eenmalig": str(uuid4())}

    klant.post(f"/huishoudens/{zaak.huishouden.pk}/meldingen/nieuw", gegevens)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/meldingen/nieuw", gegevens)

    assert Melding.objects.count() == 1


def test_a_known_household_gets_the_melding_in_its_running_casus(klant):
    zaak = maak_zaak(klant, variant="toegang")

    klant.post("/meldingen/nieuw", {**ALLES, "huishouden": str(zaak.huishouden.pk)})

    melding = Melding.objects.get()
    assert (melding.huishouden, melding.casus, Huishouden.objects.count()) == (zaak.huishouden, zaak.casus, 1)


def test_the_same_address_asks_whether_it_is_the_same_household(klant):
    zaak = maak_zaak(klant, variant="toegang")
    gegevens = {
        **ALLES,
        "straat": "Merelstraat",
        "postcode": "1234AB",
        "huisnummer": str(zaak.huishouden.huisnummer),
    }

    eerst = klant.post("/meldingen/nieuw", gegevens)
    nieuw = klant.post("/meldingen/nieuw", {**gegevens, "huishouden": "nieuw"})

    assert eerst.status_code == 422
    assert "Hoort deze vraag bij een huishouden dat al bekend is?" in tekst(eerst)
    assert (nieuw.status_code, Huishouden.objects.count()) == (303, 2)


@pytest.mark.parametrize(
    "getypt",
    [{"achternaam": "Kuiper"}, {"achternaam": "kuper"}, {"achternaam": "Kuiper", "voornamen": "Marieke"}],
)
def test_while_typing_the_page_shows_who_may_be_meant(klant, getypt):
    maak_zaak(klant)

    assert "Huishouden Kuiper, Merelstraat" in tekst(klant.get("/meldingen/bekenden", getypt))


def test_while_typing_nobody_of_another_team_is_named(klant):
    maak_zaak(klant)
    vreemd_huishouden()

    assert "Verweg" not in tekst(klant.get("/meldingen/bekenden?achternaam=Verweg"))


def test_a_household_of_another_team_is_named_by_its_team_and_access_can_be_asked_there(klant):
    maak_zaak(klant)
    maak_huishouden(
        "Verweg", team=maak_team("Ver"), straat="Kade", huisnummer=9, postcode="9999ZZ", plaats="Lindewaard"
    )

    antwoord = klant.get("/meldingen/bekenden", {"postcode": "9999 ZZ", "huisnummer": "9"})

    assert "Op dit adres is iemand bekend bij team Ver" in tekst(antwoord)
    assert "Verweg" not in antwoord.content.decode()
    vraag = re.search(r'href="(/toegang/vragen[^"]*)"', antwoord.content.decode())[1]
    assert "team Ver" in tekst(klant.get(unescape(vraag)))


def test_without_javascript_a_button_searches_and_keeps_what_was_typed(klant):
    maak_zaak(klant, variant="toegang")

    antwoord = klant.post("/meldingen/nieuw", {"achternaam": "Kuiper", "inhoud": "Hulp.", "zoek": "1"})

    assert antwoord.status_code == 200
    assert "Huishouden Kuiper" in tekst(antwoord)
    assert "Hulp.</textarea>" in antwoord.content.decode()


def test_a_household_of_another_team_cannot_be_chosen(klant):
    maak_zaak(klant, variant="toegang")

    assert (
        klant.post("/meldingen/nieuw", {**ALLES, "huishouden": str(vreemd_huishouden().pk)}).status_code
        == 404
    )


def test_a_draft_comes_back_when_the_page_opens_again(klant):
    maak_zaak(klant, variant="toegang")
    klant.post("/concepten/melding-nieuw", {"inhoud": "Nog niet klaar", "achternaam": "Jansen"})

    html = klant.get("/meldingen/nieuw").content.decode()

    assert ("Nog niet klaar</textarea>" in html, 'value="Jansen"' in html) == (True, True)


def test_confirming_ends_its_term(klant):
    zaak = maak_zaak(klant, variant="toegang")
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/meldingen/nieuw", ALLES)
    melding = Melding.objects.get()

    klant.post(f"/meldingen/{melding.pk}/bevestigd", {"op": "vandaag"})

    melding.refresh_from_db()
    assert (melding.bevestigd_op, Termijn.objects.get(sleutel="wmo_bevestiging").status) == (
        localdate(),
        "gehaald",
    )


def test_an_own_plan_ends_the_time_for_it_and_support_is_recorded(klant):
    zaak = maak_zaak(klant, variant="toegang")
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/meldingen/nieuw", ALLES)
    melding = Melding.objects.get()

    klant.post(f"/meldingen/{melding.pk}/eigen-plan", {"op": "vandaag"})
    klant.post(f"/meldingen/{melding.pk}/ondersteuning", {"op": "vandaag"})

    melding.refresh_from_db()
    assert Termijn.objects.get(sleutel="wmo_persoonlijk_plan").status == "gehaald"
    assert (melding.eigen_plan_ontvangen_op, melding.clientondersteuning_aangeboden_op) == (
        localdate(),
        localdate(),
    )


def test_a_day_that_is_still_to_come_is_refused_on_the_same_page(klant):
    zaak = maak_zaak(klant)
    melding = maak_melding(zaak.casus)

    antwoord = klant.post(f"/meldingen/{melding.pk}/bevestigd", {"op": "morgen"})

    assert antwoord.status_code == 422
    assert "Deze dag is nog niet geweest." in tekst(antwoord)


def test_finished_meldingen_leave_the_list_and_come_back(klant):
    zaak = maak_zaak(klant)
    melding = maak_melding(zaak.casus)

    klant.post(f"/meldingen/{melding.pk}/afgehandeld", {"klaar": "1"})
    open_nu = tekst(klant.get("/meldingen"))
    alles = tekst(klant.get("/meldingen?alles=1"))
    klant.post(f"/meldingen/{melding.pk}/afgehandeld", {"klaar": "0"})

    assert ("Kuiper" in open_nu, "Kuiper" in alles, "Kuiper" in tekst(klant.get("/meldingen"))) == (
        False,
        True,
        True,
    )


def test_the_list_filters_and_pages(klant):
    zaak = maak_zaak(klant)
    for nummer in range(30):
        maak_melding(zaak.casus, is_spoed=nummer == 0, inhoud=f"Vraag {nummer}")

    eerste = klant.get("/meldingen")
    verder = unescape(re.search(r'href="(/meldingen\?na=[^"]*)"', eerste.content.decode())[1])

    assert eerste.content.decode().count('scope="row">') == 25
    assert klant.get(verder).content.decode().count('scope="row">') == 5
    assert klant.get("/meldingen?spoed=1").content.decode().count('scope="row">') == 1


def test_the_list_holds_no_melding_of_another_team(klant):
    maak_zaak(klant)
    maak_melding(maak_casus(maak_huishouden("Verweg", team=maak_team("Ver"))))

    assert "Verweg" not in tekst(klant.get("/meldingen?alles=1"))


def test_the_list_takes_the_same_queries_for_1_and_for_4_rows(klant):
    zaak = maak_zaak(klant)
    maak_termijn(zaak.casus, melding=maak_melding(zaak.casus))
    klant.get("/meldingen")

    bij_een = vragen(klant, "/meldingen")
    for _ in range(3):
        maak_termijn(zaak.casus, melding=maak_melding(zaak.casus))

    assert (bij_een, vragen(klant, "/meldingen")) == (LIJST, LIJST)


def test_a_melding_of_another_team_answers_404(klant):
    maak_zaak(klant)
    vreemd = maak_melding(maak_casus(maak_huishouden("Verweg", team=maak_team("Ver"))))

    assert klant.get(f"/meldingen/{vreemd.pk}").status_code == 404
