"""Termijnen in numbers: each opens its list, which counts the same; as a file and on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from modules.dossier.models import Termijn
from tests.factories.dossier import maak_casus, maak_huishouden, maak_termijn
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
OVERZICHT = 10


def tekst(antwoord):
    kaal = unescape(re.sub(r"<[^>]*>", " ", antwoord.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", kaal)


def titels(html):
    return re.findall(r'kt-term__what"><p>([^<]*)', html)


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_zaak(klant)


@pytest.fixture
def gevuld(zaak):
    vandaag = localdate()
    maak_termijn(zaak.casus, over=-9, titel="Lang", wet="wmo", begin=vandaag - timedelta(days=90))
    maak_termijn(zaak.casus, over=-1, titel="Kort", wet="wmo", eigenaar_id=None)
    maak_termijn(zaak.casus, over=3, titel="Week", wet="jeugd")
    maak_termijn(zaak.casus, over=40, titel="Ver")
    maak_termijn(zaak.casus, over=40, titel="Stil", wet="wmo", status="opgeschort")
    maak_termijn(zaak.casus, over=-5, titel="Venster", sleutel="bezwaar_indienen")
    maak_termijn(
        zaak.casus, over=-5, titel="Laat klaar", wet="wmo", status="overschreden", gehaald_op=vandaag,
        oorzaak="wacht_derde",
    )  # fmt: skip
    maak_termijn(vreemd_huishouden().casussen.get(), over=-5, titel="Vreemd", wet="wmo")
    return zaak


@pytest.mark.usefixtures("gevuld")
def test_every_number_opens_a_list_that_counts_the_same(klant):
    html = klant.get("/termijnen/overzicht").content.decode()

    vakken = re.findall(r'<a class="nl-link" href="(/termijnen\?[^"]+)">(\d+)', html)

    assert len(vakken) > 12
    for adres, aantal in vakken:
        assert len(titels(klant.get(unescape(adres)).content.decode())) == int(aantal), adres


@pytest.mark.usefixtures("gevuld")
def test_the_numbers_are_of_my_teams_and_who_waits_longest_is_on_top(klant):
    antwoord = klant.get("/termijnen/overzicht")

    assert "4 lopen , 1 binnen 7 dagen , 2 te laat , 1 staat stil ." in tekst(antwoord)
    assert titels(antwoord.content.decode()) == ["Lang", "Kort"]
    assert "We wachten op iemand anders" in tekst(antwoord)
    assert "Vreemd" not in tekst(antwoord)


@pytest.mark.parametrize(
    ("adres", "gezien"),
    [
        ("van=team&wet=jeugd", ["Week"]),
        ("van=team&wet=geen", ["Ver"]),
        ("van=team&stand=stil", ["Stil"]),
        ("van=team&wie=niemand", ["Kort"]),
        ("van=team&stand=laat_klaar&oorzaak=wacht_derde", ["Laat klaar"]),
        ("van=team&stand=laat_klaar&oorzaak=geen", []),
        ("van=team&wet=onzin&stand=stil", ["Stil"]),
    ],
)
@pytest.mark.usefixtures("gevuld")
def test_the_list_is_narrowed_by_law_owner_and_cause(klant, adres, gezien):
    assert titels(klant.get(f"/termijnen?{adres}").content.decode()) == gezien


@pytest.mark.usefixtures("gevuld")
def test_the_file_holds_no_names_of_residents_and_is_written_down(klant):
    antwoord = klant.get("/termijnen/csv?van=team&stand=te_laat")

    regels = antwoord.content.decode("utf-8-sig").splitlines()
    assert [regel.split(";")[0] for regel in regels] == ["Termijn", "Lang", "Kort"]
    assert "Kuiper" not in antwoord.content.decode()
    assert Logboekregel.objects.filter(gebeurtenis="dossier.termijnen.geexporteerd").count() == 1


@pytest.mark.usefixtures("gevuld")
def test_the_list_goes_on_paper(klant):
    antwoord = klant.get("/termijnen/afdruk?van=team&stand=te_laat")

    assert "Termijnen: te laat" in tekst(antwoord)
    assert (tekst(antwoord).count("Onderzoek"), "Lang" in tekst(antwoord)) == (0, True)


def test_no_terms_say_so(klant, zaak):
    assert Termijn.objects.count() == 0
    assert "Er lopen geen termijnen." in tekst(klant.get("/termijnen/overzicht"))


def test_the_numbers_take_the_same_queries_for_1_and_for_many(klant, zaak):
    maak_termijn(zaak.casus, over=-3)
    klant.get("/termijnen/overzicht")
    een = vragen(klant, "/termijnen/overzicht")
    for _ in range(3):
        maak_termijn(maak_casus(maak_huishouden("Bakker")), over=-3)

    assert (een, vragen(klant, "/termijnen/overzicht")) == (OVERZICHT, OVERZICHT)
