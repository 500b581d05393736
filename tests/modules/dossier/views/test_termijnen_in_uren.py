"""Terms in hours on the screens: late by the minute, in their order, with the hour beside the day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from time_machine import travel

from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.queries import termijnen as vraag
from modules.dossier.wetten import Termijnsoort
from tests.factories.dossier import maak_termijn
from tests.factories.identity import log_in
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")

BEGIN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday, 10.30 here
EINDE = BEGIN + timedelta(hours=48)
ERVOOR, ERNA = EINDE - timedelta(minutes=25), EINDE + timedelta(hours=3)


def titels(html):
    return re.findall(r'kt-term__what"><p>([^<]*)', html)


def tekst(antwoord):
    kaal = unescape(re.sub(r"<[^>]*>", " ", antwoord.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", kaal)


@pytest.fixture
def zaak(klant):
    with travel(BEGIN, tick=False):
        zaak = maak_zaak(klant)
        spoed(zaak, "Tijdelijke hulp", BEGIN)
        maak_termijn(zaak.casus, over=2, titel="Einde van de dag")  # also on Wednesday
    return zaak


def spoed(zaak, titel, begin, **anders):
    [termijn] = start_termijnen(
        casus=zaak.casus,
        melding=None,
        soorten=[Termijnsoort("wmo_spoed", titel)],
        begin=begin.date(),
        begin_tijd=begin,
        **anders,
    )
    return termijn


def lees(klant, zaak, moment, *adressen):
    with travel(moment, tick=False):
        log_in(klant, zaak.medewerker)
        return [klant.get(adres) for adres in adressen]


def test_the_list_tells_the_hour_and_the_minutes_left(klant, zaak):
    lijst, laat = lees(klant, zaak, ERVOOR, "/termijnen", "/termijnen?stand=te_laat")

    assert titels(lijst.content.decode()) == ["Tijdelijke hulp", "Einde van de dag"]
    assert "wo 25 november, 10.30 uur nog 25 minuten" in tekst(lijst)
    assert "Bijna voorbij" in tekst(lijst)
    assert titels(laat.content.decode()) == []


def test_it_is_late_three_hours_after_and_not_at_the_end_of_the_day(klant, zaak):
    adressen = (
        "/termijnen?stand=te_laat",
        "/termijnen?stand=bijna",
        "/termijnen/overzicht",
        "/termijnen/csv",
    )
    laat, bijna, cijfers, csv = lees(klant, zaak, ERNA, *adressen)

    assert titels(laat.content.decode()) == ["Tijdelijke hulp"]
    assert "3 uur te laat" in tekst(laat)
    assert titels(bijna.content.decode()) == ["Einde van de dag"]
    assert "2 lopen , 1 binnen 7 dagen , 1 te laat" in tekst(cijfers)
    assert "Tijdelijke hulp;Wmo;" in csv.content.decode()
    assert ";2026-11-25 10:30;Loopt;1;" in csv.content.decode()


def test_the_page_tells_the_moment_asks_the_cause_and_takes_the_time_it_was_met(klant, zaak):
    termijn = zaak.casus.termijnen.get(sleutel="wmo_spoed")
    with travel(ERNA, tick=False):
        log_in(klant, zaak.medewerker)
        blad = tekst(klant.get(f"/termijnen/{termijn.pk}"))
        zonder = klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "25-11-2026", "gehaald_om": "11.00"})
        straks = klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "25-11-2026", "gehaald_om": "23.00"})
        op_tijd = klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "25-11-2026", "gehaald_om": "10.15"})

    assert "25 november 2026, 10.30 uur 3 uur te laat" in blad.lower()
    assert "Regel vandaag tijdelijke hulp: dat hoort onverwijld (Wmo artikel 2.3.3)." in blad
    assert "Waardoor is het te laat?" in blad
    assert "De helft is voorbij op dinsdag 24 november 2026, 10.30 uur" in blad
    assert (zonder.status_code, straks.status_code) == (422, 422)
    assert "De termijn was woensdag 25 november 2026, 10.30 uur. Kies een reden" in tekst(zonder)
    assert "Dit moment is nog niet geweest." in tekst(straks)
    termijn.refresh_from_db()
    assert (op_tijd.status_code, termijn.status) == (303, "gehaald")


def test_pages_of_the_list_go_on_where_the_hour_was(klant, zaak, monkeypatch):
    monkeypatch.setattr(vraag, "PER_PAGINA", 2)
    for uur in (1, 2, 3):
        spoed(zaak, f"Na {uur} uur", BEGIN + timedelta(hours=uur), bron_id=zaak.huishouden.pk)
        zaak.casus.termijnen.filter(titel=f"Na {uur} uur").update(bron_id=None)
    maak_termijn(zaak.casus, over=0, titel="Nog een dag", begin=BEGIN.date(), einde=EINDE.date())
    gezien, adres = [], "/termijnen"

    while adres:
        [pagina] = lees(klant, zaak, BEGIN, adres)
        gezien += titels(pagina.content.decode())
        volgende = re.search(r'href="([^"]*na=[^"]*)"', pagina.content.decode())
        adres = unescape(volgende[1]) if volgende else ""

    assert gezien[:4] == ["Tijdelijke hulp", "Na 1 uur", "Na 2 uur", "Na 3 uur"]
    assert sorted(gezien[4:]) == ["Einde van de dag", "Nog een dag"]
    for na in ("onzin", "2026-11-25_x_y", "2026-11-25__", "_".join(["9" * 30] * 3)):
        [pagina] = lees(klant, zaak, BEGIN, f"/termijnen?na={na}")
        assert pagina.status_code == 200
