"""Mijn dag, the week, and appointments."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, make_aware, now

from modules.dossier.models import Actie, Afspraak, Tijdlijnregel, Waakvlam
from tests.factories.dossier import (
    eerste_team,
    maak_afspraak,
    maak_casus,
    maak_huishouden,
    maak_signaal,
    maak_termijn,
)
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
DAG = 25


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode()))).replace(
        "\u00a0", " "
    )


def om(uur):
    """Return a moment of today."""
    return make_aware(datetime.combine(localdate(), datetime.min.time())) + timedelta(hours=uur)


def maak_actie(zaak, wat="Bellen", *, over=0, **velden):
    dag = localdate() + timedelta(days=over)
    gegevens = {
        "wie": "professional",
        "gebruiker": zaak.medewerker,
        "wanneer": dag,
        "gemaakt_op": now(),
        **velden,
    }
    return Actie.objects.create(huishouden=zaak.huishouden, wat=wat, **gegevens)


def test_the_sentence_counts_what_today_asks_and_each_number_leads_to_its_panel(klant):
    zaak = maak_zaak(klant, variant="team")
    maak_afspraak(zaak.medewerker, zaak.huishouden, begin=om(23), einde=om(23.9))
    maak_termijn(zaak.casus, over=-1)
    maak_termijn(zaak.casus, over=7, sleutel="b")
    maak_termijn(zaak.casus, over=8, sleutel="c")
    maak_actie(zaak)
    maak_actie(zaak, "Laat", over=-1)
    maak_signaal()

    antwoord = klant.get("/mijn-dag")

    assert "Je hebt vandaag nog 1 afspraak , 2 termijnen in gevaar , 2 acties en 1 nieuw signaal ." in tekst(
        antwoord
    )
    doelen = re.findall(r'nl-link--quiet" href="#([^"]*)"', antwoord.content.decode())
    assert [f'id="{doel}"' in antwoord.content.decode() for doel in doelen] == [True] * 4


def test_a_first_day_says_how_to_begin(klant):
    gebruiker = maak_gebruiker(met_code_app=False)
    maak_teamlid(gebruiker, eerste_team())
    log_in(klant, gebruiker)

    assert "Zo begin je" in tekst(klant.get("/mijn-dag"))


def test_a_day_with_nothing_due_says_so(klant):
    zaak = maak_zaak(klant)
    maak_termijn(zaak.casus, over=30)

    assert "Niets dat vandaag moet." in tekst(klant.get("/mijn-dag"))


def test_only_what_is_mine_stands_in_my_day(klant):
    zaak = maak_zaak(klant)
    ander = maak_casus(maak_huishouden("Bakker"), behandelaar=maak_gebruiker(met_code_app=False))
    maak_termijn(ander, over=1)
    maak_afspraak(ander.behandelaar, begin=om(23))
    maak_termijn(zaak.casus, over=1, titel="Van mij")

    gezien = tekst(klant.get("/mijn-dag"))

    assert ("Van mij" in gezien, "Bakker" in gezien) == (True, False)


@pytest.mark.parametrize(("variant", "eerste"), [("toegang", "p-werk"), ("team", "p-vandaag")])
def test_what_comes_first_follows_the_variant(klant, variant, eerste):
    zaak = maak_zaak(klant, variant=variant)
    maak_termijn(zaak.casus)

    panelen = re.findall(
        r'<section class="kt-panel"[^>]* id="(p-[a-z]+)"', klant.get("/mijn-dag").content.decode()
    )

    assert panelen[0] == eerste


def test_actions_stand_under_late_today_and_this_week(klant):
    zaak = maak_zaak(klant)
    maak_actie(zaak, "Te laat", over=-1)
    maak_actie(zaak, "Vandaag")
    maak_actie(zaak, "Klaar vandaag", status="klaar", afgerond_op=now())
    maak_actie(zaak, "Volgende maand", over=40)
    maak_actie(zaak, "Van een ander", gebruiker=maak_gebruiker(met_code_app=False))

    gezien = tekst(klant.get("/mijn-dag"))

    assert [woord in gezien for woord in ("Te laat", "Klaar vandaag", "Volgende maand", "Van een ander")] == [
        True,
        True,
        False,
        False,
    ]
    assert "Je wacht op 1 actie van anderen" in gezien


def test_the_next_appointment_is_open_with_what_to_know_and_start_gesprek(klant):
    zaak = maak_zaak(klant)
    zaak.huishouden.goed_om_te_weten = ["Bel eerst aan"]
    zaak.huishouden.save()
    maak_afspraak(zaak.medewerker, zaak.huishouden, begin=om(23), einde=om(23.9))

    gezien = tekst(klant.get("/mijn-dag"))

    assert ("Let op: Bel eerst aan" in gezien, "Start gesprek" in gezien) == (True, True)


def test_the_day_takes_the_same_queries_for_1_and_for_4_of_everything(klant):
    zaak = maak_zaak(klant, variant="team")

    def erbij():
        maak_afspraak(zaak.medewerker, maak_huishouden("Nog een"), begin=om(23))
        maak_termijn(zaak.casus)
        maak_actie(zaak)
        maak_signaal()

    erbij()
    klant.get("/mijn-dag")
    bij_een = vragen(klant, "/mijn-dag")
    for _ in range(3):
        erbij()

    assert (bij_een, vragen(klant, "/mijn-dag")) == (DAG, DAG)


def test_an_appointment_with_a_household_stands_in_the_week_and_on_the_timeline(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/afspraken/nieuw",
        {"soort": "gesprek", "dag": "morgen", "van": "10.45", "tot": "12", "plaats": "Thuis"},
    )

    afspraak = Afspraak.objects.get()
    assert antwoord["Location"] == f"/huishoudens/{zaak.huishouden.pk}"
    assert (afspraak.titel, afspraak.gebruiker, (afspraak.einde - afspraak.begin).seconds) == (
        "Gesprek",
        zaak.medewerker,
        75 * 60,
    )
    assert Tijdlijnregel.objects.get().groep == "afspraak"
    morgen = localdate() + timedelta(days=1)
    assert "10.45" in tekst(klant.get(f"/agenda?week={morgen:%Y-%m-%d}"))


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        ("10.45", "9", "De eindtijd ligt vóór de begintijd."),
        ("25.00", "", "Schrijf de tijd zoals 10.45."),
        ("", "", "Vul de begintijd in."),
    ],
)
def test_a_time_that_cannot_be_is_named(klant, van, tot, zin):
    maak_zaak(klant)

    antwoord = klant.post("/agenda/nieuw", {"soort": "bellen", "dag": "vandaag", "van": van, "tot": tot})

    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)


def test_an_appointment_is_cancelled_and_restored(klant):
    zaak = maak_zaak(klant)
    afspraak = maak_afspraak(zaak.medewerker, begin=om(23))

    weg = klant.post(f"/agenda/{afspraak.pk}/vervalt", {"volgende": "/mijn-dag"})
    na_weg = Afspraak.objects.get().vervallen_op
    terug = klant.post(f"/agenda/{afspraak.pk}/vervalt", {"terug": "1", "volgende": "/mijn-dag"})

    assert ("Ongedaan maken" in tekst(weg), na_weg is None, Afspraak.objects.get().vervallen_op) == (
        True,
        False,
        None,
    )
    assert terug["Location"] == "/mijn-dag"


def test_somebody_elses_appointment_does_not_exist_for_me(klant):
    maak_zaak(klant)
    vreemd = maak_afspraak(maak_gebruiker(met_code_app=False))

    assert klant.post(f"/agenda/{vreemd.pk}/vervalt").status_code == 404
    assert klant.post(f"/huishoudens/{vreemd_huishouden().pk}/afspraken/nieuw", {}).status_code == 404


def test_nobody_is_sent_to_another_site_after_cancelling(klant):
    zaak = maak_zaak(klant)
    afspraak = maak_afspraak(zaak.medewerker)

    antwoord = klant.post(f"/agenda/{afspraak.pk}/vervalt", {"terug": "1", "volgende": "//elders.nl/"})

    assert antwoord["Location"].startswith("/agenda")


def test_a_household_that_went_to_another_team_leaves_the_day_and_the_week(klant):
    zaak = maak_zaak(klant, variant="team")
    weg = vreemd_huishouden()
    casus = weg.casussen.get()
    maak_afspraak(zaak.medewerker, weg, begin=om(23), titel="Naar Verweg")
    maak_termijn(casus, eigenaar=zaak.medewerker)
    Actie.objects.create(
        huishouden=weg, wat="Verweg bellen", wie="professional", gebruiker=zaak.medewerker, gemaakt_op=now()
    )
    Waakvlam.objects.create(
        casus=casus, huishouden=weg, van=localdate(), tot=localdate(), volgend_contact_op=localdate(),
        wie=zaak.medewerker,
    )  # fmt: skip

    gezien = [tekst(klant.get(adres)) for adres in ("/mijn-dag", "/agenda", "/acties", "/termijnen")]

    assert ["Verweg" in pagina for pagina in gezien] == [False, False, False, False]
