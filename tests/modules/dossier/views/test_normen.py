"""Inrichting → Termijnen: laws to read, norms to change after seeing what that does."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, now

from keukentafel.identity.rollen import Rol
from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.models import Herrekening, Termijnnorm
from modules.dossier.wetten import Termijnsoort
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LIJST = 7
VELDEN = {
    "aantal": "3",
    "eenheid": "werkdagen",
    "geldig_van": "vandaag",
    "lopend": "nieuw",
    "toelichting": "Sneller.",
}


def tekst(antwoord):
    kaal = unescape(re.sub(r"<[^>]*>", " ", antwoord.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", kaal)


@pytest.fixture
def beheerder(klant, in_lindewaard):
    mens = maak_gebruiker(naam="Bea", rollen=(Rol.BEHEERDER,), met_code_app=False)
    log_in(klant, mens)
    return mens


def loopt(dagen):
    [termijn] = start_termijnen(
        casus=maak_casus(maak_huishouden("Bakker")), melding=None,
        soorten=[Termijnsoort("eerste_contact", "Eerste contact")], begin=localdate() - timedelta(days=dagen),
    )  # fmt: skip
    return termijn


@pytest.mark.usefixtures("beheerder")
def test_every_norm_is_there_and_only_those_of_the_gemeente_can_be_changed(klant):
    html = klant.get("/inrichting/termijnen").content.decode()

    assert "Wmo artikel 2.3.2 lid 1" in html
    assert "/inrichting/termijnen/eerste_contact" in html
    assert "/inrichting/termijnen/wmo_onderzoek" not in html
    assert klant.get("/inrichting/termijnen/wmo_onderzoek").status_code == 404
    assert klant.get("/inrichting/termijnen/bestaat_niet").status_code == 404


@pytest.mark.usefixtures("beheerder")
def test_a_change_is_explained_before_it_is_confirmed(klant, django_capture_on_commit_callbacks):
    termijn = loopt(2)

    eerst = klant.post("/inrichting/termijnen/eerste_contact", {**VELDEN, "stap": "bekijk"})
    niets = Termijnnorm.objects.count()
    klant.post("/inrichting/termijnen/eerste_contact", {**VELDEN, "stap": "bevestig"})

    assert "Er loopt 1 termijn. Daarvan krijgt 1 een andere laatste dag: 1 eerder en 0 later." in tekst(eerst)
    assert niets == 0
    assert (Termijnnorm.objects.get().duur, Herrekening.objects.get().totaal) == ("3 werkdagen", 1)
    assert termijn.duur == "5 werkdagen"


@pytest.mark.usefixtures("beheerder")
def test_a_wrong_day_is_refused_with_a_sentence(klant):
    gisteren = (localdate() - timedelta(days=1)).strftime("%d-%m-%Y")

    antwoord = klant.post(
        "/inrichting/termijnen/eerste_contact", {**VELDEN, "geldig_van": gisteren, "stap": "bevestig"}
    )

    assert (antwoord.status_code, "Deze dag is geweest." in tekst(antwoord)) == (422, True)


def test_a_change_for_later_can_be_taken_back_and_one_that_holds_cannot(klant, beheerder):
    dagen = {"nu": localdate(), "straks": localdate() + timedelta(days=9)}
    rijen = {
        naam: Termijnnorm.objects.create(
            sleutel="terugbellen", duur="1 werkdagen", geldig_van=dag, door=beheerder, gemaakt_op=now()
        )
        for naam, dag in dagen.items()
    }

    klant.post("/inrichting/termijnen/terugbellen/intrekken")
    nee = klant.post("/inrichting/termijnen/terugbellen/intrekken")

    assert (nee.status_code, "geen nieuwe tijd meer" in tekst(nee)) == (422, True)
    assert klant.post("/inrichting/termijnen/bestaat_niet/intrekken").status_code == 404
    assert list(Termijnnorm.objects.all()) == [rijen["nu"]]


def test_somebody_of_a_team_has_nothing_to_set(klant):
    log_in(klant, maak_gebruiker(rollen=(Rol.TEAMLEIDER,), met_code_app=False))

    assert klant.get("/inrichting/termijnen").status_code == 404


def test_the_list_takes_the_same_queries_with_many_changes(klant, beheerder):
    klant.get("/inrichting/termijnen")
    eerst = vragen(klant, "/inrichting/termijnen")
    for n, sleutel in enumerate(("terugbellen", "eerste_contact", "plan")):
        Termijnnorm.objects.create(
            sleutel=sleutel,
            duur="1 weken",
            geldig_van=localdate() + timedelta(days=n),
            door=beheerder,
            gemaakt_op=now(),
        )

    assert (eerst, vragen(klant, "/inrichting/termijnen")) == (LIJST, LIJST)
