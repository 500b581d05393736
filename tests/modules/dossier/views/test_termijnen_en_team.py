"""Terms, the team overview with its numbers, dividing, and who looked."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, now

from keukentafel.identity.rollen import Rol
from modules.dossier.models import Termijn
from modules.inrichting.gevolgen import casussen
from modules.inrichting.models import Teammodel
from tests.factories.dossier import (
    eerste_team,
    maak_casus,
    maak_huishouden,
    maak_melding,
    maak_plan,
    maak_regisseur,
    maak_termijn,
    maak_zrm,
)
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid, maak_teammodel
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
TERMIJNEN, TEAM = 9, 18


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode()))).replace(
        "\u00a0", " "
    )


@pytest.fixture
def leider(klant):
    """The teamleider of the first team, signed in."""
    gebruiker = maak_gebruiker(naam="Els de Groot", rollen=(Rol.TEAMLEIDER,), met_code_app=False)
    maak_teamlid(gebruiker, eerste_team())
    log_in(klant, gebruiker)
    return gebruiker


@pytest.mark.parametrize(
    ("stand", "gezien"),
    [
        ("loopt", ["Laat", "Morgen", "Week", "Ver"]),
        ("te_laat", ["Laat"]),
        ("bijna", ["Morgen"]),
        ("week", ["Morgen", "Week"]),
        ("klaar", ["Klaar"]),
    ],
)
def test_the_list_of_terms_by_how_they_stand(klant, stand, gezien):
    zaak = maak_zaak(klant)
    for naam, over in (("Ver", 30), ("Week", 6), ("Morgen", 1), ("Laat", -1)):
        maak_termijn(zaak.casus, over=over, titel=naam)
    maak_termijn(zaak.casus, titel="Klaar", gehaald_op=localdate(), status="gehaald")

    html = klant.get(f"/termijnen?stand={stand}").content.decode()

    assert re.findall(r'kt-term__what"><p>([^<]*)', html) == gezien


def test_terms_of_my_team_are_there_and_of_another_are_not(klant):
    maak_zaak(klant)
    maak_termijn(maak_casus(maak_huishouden("Bakker")), titel="Van het team")
    maak_termijn(vreemd_huishouden().casussen.get(), titel="Van een ander")

    html = klant.get("/termijnen?van=team").content.decode()

    assert re.findall(r'kt-term__what"><p>([^<]*)', html) == ["Van het team"]


def test_a_term_in_time_is_finished_without_a_cause(klant):
    zaak = maak_zaak(klant)
    termijn = maak_termijn(zaak.casus, over=3)

    klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "vandaag"})

    termijn.refresh_from_db()
    assert (termijn.status, termijn.gehaald_op, termijn.oorzaak) == ("gehaald", localdate(), "")


def test_a_late_term_asks_for_the_cause(klant):
    zaak = maak_zaak(klant)
    termijn = maak_termijn(zaak.casus, over=-3)

    zonder = klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "vandaag"})
    klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "vandaag", "oorzaak": "capaciteit"})

    termijn.refresh_from_db()
    assert (zonder.status_code, "Kies een reden" in tekst(zonder)) == (422, True)
    assert (termijn.status, termijn.oorzaak) == ("overschreden", "capaciteit")


def test_a_finished_term_runs_again_when_that_was_a_mistake(klant):
    zaak = maak_zaak(klant)
    termijn = maak_termijn(zaak.casus, gehaald_op=localdate(), status="gehaald")

    klant.post(f"/termijnen/{termijn.pk}/heropenen")

    assert Termijn.objects.get().status == "loopt"


def test_a_term_of_another_team_answers_404(klant):
    maak_zaak(klant)

    assert klant.get(f"/termijnen/{maak_termijn(vreemd_huishouden().casussen.get()).pk}").status_code == 404


def test_terms_take_the_same_queries_for_1_and_for_4(klant):
    zaak = maak_zaak(klant)
    maak_termijn(zaak.casus)
    klant.get("/termijnen?van=team")

    bij_een = vragen(klant, "/termijnen?van=team")
    for _ in range(3):
        maak_termijn(zaak.casus)

    assert (bij_een, vragen(klant, "/termijnen?van=team")) == (TERMIJNEN, TERMIJNEN)


def test_every_number_of_the_team_leads_to_exactly_its_households(klant, leider):
    zonder = maak_casus(maak_huishouden("Zonder"))
    compleet = maak_casus(maak_huishouden("Compleet"), behandelaar=leider)
    maak_plan(compleet, evaluatie_op=localdate() - timedelta(days=1))
    maak_regisseur(compleet.huishouden)
    maak_casus(maak_huishouden("Ander", team=maak_team("Ver")))

    html = klant.get("/teamoverzicht").content.decode()
    links = {
        unescape(label).strip(): unescape(url)
        for url, label in re.findall(r'<li><a class="nl-link" href="([^"]*)">([^<]*)</a></li>', html)
    }

    for label, url in links.items():
        aantal = int(label.split()[0])
        assert (label, klant.get(url).content.decode().count('scope="row"')) == (label, aantal)
    assert len(links) == 4
    assert zonder.behandelaar is None


def test_every_number_of_the_division_and_the_inflow_opens_its_list(klant, leider):
    for nummer in range(2):
        casus = maak_casus(maak_huishouden(f"H{nummer}"), behandelaar=leider)
        maak_melding(casus, bron="huisarts", ontvangen_op=now())
    maak_melding(casus, bron="buur", ontvangen_op=now() - timedelta(days=200))

    html = klant.get("/teamoverzicht").content.decode()
    tellingen = re.findall(r'is-num"><a class="nl-link" href="([^"]*)">(\d+)</a>', html)

    assert (
        [klant.get(unescape(url)).content.decode().count('scope="row"') for url, _ in tellingen]
        == [int(aantal) for _, aantal in tellingen]
        == [2, 2]
    )


def test_names_are_hidden_on_request_and_then_nothing_leads_to_a_person(klant, leider):
    maak_casus(maak_huishouden("Bakker"), behandelaar=leider)

    html = klant.get("/teamoverzicht?namen=uit").content.decode()
    tabel = re.search(r'id="p-verdeling".*?</table>', html, re.DOTALL)[0]

    assert ("Els de Groot" in tabel, "Collega 1" in tabel, str(leider.pk) in tabel) == (False, True, False)


def test_a_change_of_fewer_than_five_people_shows_no_figure(klant, leider):
    def meet(aantal):
        for _ in range(aantal):
            huishouden = maak_huishouden()
            casus, inwoner = maak_casus(huishouden), huishouden.leden.get().inwoner
            maak_zrm(
                casus, inwoner, {"huisvesting": 2}, datum=localdate() - timedelta(days=60), beoordelaar=leider
            )
            maak_zrm(casus, inwoner, {"huisvesting": 3}, datum=localdate(), beoordelaar=leider)

    meet(4)
    vier = tekst(klant.get("/teamoverzicht"))
    meet(1)

    assert "Huisvesting minder dan 5" in vier
    assert "Huisvesting 5 2,0 3,0" in tekst(klant.get("/teamoverzicht"))


def test_the_team_takes_the_same_queries_for_1_and_for_4_households(klant, leider):
    maak_melding(maak_casus(maak_huishouden(), behandelaar=leider))
    klant.get("/teamoverzicht")

    bij_een = vragen(klant, "/teamoverzicht")
    for _ in range(3):
        maak_teamlid(maak_gebruiker(met_code_app=False), eerste_team())
        maak_melding(maak_casus(maak_huishouden(), behandelaar=leider))

    assert (bij_een, vragen(klant, "/teamoverzicht")) == (TEAM, TEAM)


def test_dividing_gives_a_household_and_its_running_terms_to_a_colleague(klant, leider):
    daan = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    maak_teamlid(daan, eerste_team())
    casus = maak_casus(maak_huishouden("Bakker"))
    termijn = maak_termijn(casus)

    lijst = tekst(klant.get("/verdelen"))
    klant.post("/verdelen", {"huishouden": str(casus.pk), "wie": str(daan.pk)})

    casus.refresh_from_db()
    termijn.refresh_from_db()
    assert "Bakker" in lijst
    assert (casus.behandelaar, termijn.eigenaar) == (daan, daan)
    assert "Alles is verdeeld." in tekst(klant.get("/verdelen"))


def test_a_household_goes_to_nobody_outside_the_team(klant, leider):
    buiten = maak_gebruiker(met_code_app=False)
    casus = maak_casus(maak_huishouden("Bakker"))

    antwoord = klant.post("/verdelen", {"huishouden": str(casus.pk), "wie": str(buiten.pk)})
    niemand = klant.post("/verdelen", {"huishouden": str(casus.pk), "wie": ""})

    assert (antwoord.status_code, "Deze collega werkt niet in dit team." in tekst(antwoord)) == (422, True)
    assert "Kies wie dit huishouden oppakt." in tekst(niemand)


def test_a_household_of_another_team_is_not_mine_to_divide(klant, leider):
    casus = vreemd_huishouden().casussen.get()

    assert klant.post("/verdelen", {"huishouden": str(casus.pk), "wie": str(leider.pk)}).status_code == 404


def test_a_teamlid_does_not_divide(klant):
    maak_zaak(klant)

    assert klant.get("/verdelen").status_code == 404


def test_wie_keek_mee_tells_who_when_in_which_role_and_why(klant):
    zaak = maak_zaak(klant)
    klant.get(f"/huishoudens/{zaak.huishouden.pk}")
    klant.get(f"/huishoudens/{zaak.huishouden.pk}")
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "Geheime inhoud"})

    gezien = tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}/wie-keek-mee"))

    team = zaak.huishouden.team.naam
    assert f"Samira Bouali Teamlid Gemeente Lindewaard, {team} keek (3 keer)" in gezien
    assert "Hulp aan het huishouden" in gezien
    assert "schreef een notitie" in gezien
    assert "Geheime inhoud" not in gezien
    assert "schreef een notitie" not in tekst(
        klant.get(f"/huishoudens/{zaak.huishouden.pk}/wie-keek-mee?soort=kijken")
    )


def test_the_inrichting_counts_running_households_and_gets_a_list_of_exactly_those(klant, leider):
    model = Teammodel.objects.actief().get()
    maak_casus(maak_huishouden("Plan"), status="plan")
    maak_casus(maak_huishouden("Nieuw"))
    maak_casus(maak_huishouden("Dicht"), status="afgesloten")
    bron, team = casussen(), eerste_team()

    adres = bron.adres(team_ids=[team.pk], stap="plan")

    assert (bron.lopend_per_team(), bron.lopend_per_versie()) == ({team.pk: 2}, {model.pk: 2})
    assert bron.lopend_met_stap("plan", [team.pk]) == 1
    assert klant.get(adres).content.decode().count('scope="row"') == 1
    assert klant.get(bron.adres(teammodel=model.pk)).content.decode().count('scope="row"') == 2


def test_moving_households_to_another_version_moves_only_those_that_run(leider):
    loopt, dicht = maak_casus(maak_huishouden()), maak_casus(maak_huishouden(), status="afgesloten")
    nieuw = maak_teammodel("netwerk")

    aantal = casussen().zet_om(teammodel=nieuw.pk, team_ids=[eerste_team().pk], by=leider, at=now())

    loopt.refresh_from_db()
    dicht.refresh_from_db()
    assert (aantal, loopt.teammodel_id, dicht.teammodel_id == nieuw.pk) == (1, nieuw.pk, False)
