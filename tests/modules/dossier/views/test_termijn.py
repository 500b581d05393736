"""The page of one term: why that day, and each thing that can happen to it, with its way back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.models import Termijn
from modules.dossier.wetten import Termijnsoort
from tests.factories.dossier import maak_termijn
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BLAD = 15


def tekst(antwoord):
    kaal = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))
    return re.sub(r"\s+", " ", kaal.replace("\u00a0", " "))


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant)


def start(zaak, sleutel="wmo_beschikking", dagen=3, titel="Besluit nemen"):
    [termijn] = start_termijnen(
        casus=zaak.casus,
        melding=None,
        soorten=[Termijnsoort(sleutel, titel)],
        begin=localdate() - timedelta(days=dagen),
    )
    return termijn


def stuur(klant, termijn, adres, welk, **velden):
    return klant.post(
        f"/termijnen/{termijn.pk}/{adres}", {f"{welk}-{naam}": waarde for naam, waarde in velden.items()}
    )


def iso(over=0):
    return (localdate() + timedelta(days=over)).strftime("%d-%m-%Y")


def test_the_page_says_why_it_is_this_day(klant, zaak):
    termijn = start(zaak)

    pagina = tekst(klant.get(f"/termijnen/{termijn.pk}"))

    assert "Waarom deze datum?" in pagina
    assert "2 weken na de aanvraag (Wmo artikel 2.3.5 lid 2)" in pagina


def test_standing_still_running_again_and_both_ways_back(klant, zaak):
    termijn = start(zaak)
    stuur(
        klant, termijn, "stilstaan", "stil", grond="aanvullen", van=iso(-1), uiterlijk=iso(10), reden="Bewijs"
    )
    stil = Termijn.objects.get(pk=termijn.pk)
    pauze = stil.opschortingen.get()
    pagina = tekst(klant.get(f"/termijnen/{termijn.pk}"))

    stuur(klant, termijn, "weer-lopen", "hervat", op=iso())
    loopt = Termijn.objects.get(pk=termijn.pk).status
    klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"hervatting:{pauze.pk}"})
    weer_stil = Termijn.objects.get(pk=termijn.pk).status
    klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"opschorting:{pauze.pk}"})

    assert (stil.status, loopt, weer_stil) == ("opgeschort", "loopt", "opgeschort")
    assert "De tijd staat stil." in pagina
    eind = Termijn.objects.get(pk=termijn.pk)
    assert (eind.status, eind.einde, eind.opschortingen.count()) == ("loopt", termijn.einde, 0)


def test_a_refusal_keeps_what_was_typed_and_says_what_is_missing(klant, zaak):
    termijn = start(zaak)

    antwoord = stuur(
        klant, termijn, "stilstaan", "stil", grond="aanvullen", van=iso(), reden="Het bewijs mist"
    )

    assert antwoord.status_code == 422
    assert "Vul in tot welke dag de inwoner de tijd krijgt (Awb artikel 4:5)." in tekst(antwoord)
    assert "Het bewijs mist" in antwoord.content.decode()


def test_more_time_for_the_onderzoek_is_agreed_on_and_taken_back(klant, zaak):
    termijn = start(zaak, "wmo_onderzoek")

    stuur(klant, termijn, "meer-tijd", "meer", grond="afgesproken", tot=iso(70), reden="Samen afgesproken")
    langer = Termijn.objects.get(pk=termijn.pk)
    klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"verlenging:{langer.verlengingen.get().pk}"})

    assert langer.einde >= localdate() + timedelta(days=70)
    assert Termijn.objects.get(pk=termijn.pk).einde == termijn.einde
    assert "Laat de tijd stilstaan" not in tekst(klant.get(f"/termijnen/{termijn.pk}"))


def test_an_agreement_without_a_day_asks_for_it(klant, zaak):
    antwoord = stuur(klant, start(zaak, "wmo_onderzoek"), "meer-tijd", "meer", grond="afgesproken", reden="x")

    assert (antwoord.status_code, "Vul in tot welke dag er meer tijd is." in tekst(antwoord)) == (422, True)


def test_word_of_delay_and_its_way_back(klant, zaak):
    termijn = start(zaak, "jeugd_beslissing")

    stuur(klant, termijn, "uitstel", "uitstel", nieuw=iso(80), reden="Er komt een advies.")
    bericht = termijn.uitstelberichten.get()
    langer = Termijn.objects.get(pk=termijn.pk).einde
    klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"uitstel:{bericht.pk}"})

    assert langer > termijn.einde
    assert Termijn.objects.get(pk=termijn.pk).einde == termijn.einde


def test_a_letter_shows_what_the_delay_costs(klant, zaak):
    termijn = start(zaak, dagen=60)

    stuur(klant, termijn, "ingebrekestelling", "ingebreke", ontvangen_op=iso(-30))
    pagina = tekst(klant.get(f"/termijnen/{termijn.pk}"))

    assert "Dag 16 van 42." in pagina
    assert "€ 392,00" in pagina  # 14 × 23 and 2 × 35
    stuur(klant, termijn, "dwangsom", "geen", reden="kennelijk")
    assert "€ 0,00" in tekst(klant.get(f"/termijnen/{termijn.pk}"))
    klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"brief:{termijn.ingebrekestelling.pk}"})
    assert "Dwangsom" not in tekst(klant.get(f"/termijnen/{termijn.pk}"))


def test_a_letter_that_comes_too_early_is_refused_in_words(klant, zaak):
    antwoord = stuur(klant, start(zaak), "ingebrekestelling", "ingebreke", ontvangen_op=iso())

    assert (antwoord.status_code, "liep nog tot en met" in tekst(antwoord)) == (422, True)


def test_a_late_term_asks_for_its_cause_and_says_what_follows(klant, zaak):
    termijn = start(zaak, "wmo_onderzoek", dagen=60)
    pagina = tekst(klant.get(f"/termijnen/{termijn.pk}"))

    stuur(klant, termijn, "oorzaak", "oorzaak", oorzaak="capaciteit")

    assert "Waardoor is het te laat?" in pagina
    assert "mag nu meteen een aanvraag doen, ook zonder verslag (Wmo artikel 2.3.2 lid 9)" in pagina
    assert Termijn.objects.get(pk=termijn.pk).oorzaak == "capaciteit"


def test_what_cannot_be_undone_any_more_is_told(klant, zaak):
    termijn = start(zaak)
    stuur(klant, termijn, "stilstaan", "stil", grond="overmacht", van=iso(-1), reden="Storm")
    pauze = termijn.opschortingen.get()
    klant.post(f"/termijnen/{termijn.pk}", {"gehaald_op": "vandaag"})

    antwoord = klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": f"opschorting:{pauze.pk}"})

    assert (antwoord.status_code, "al afgerond" in tekst(antwoord)) == (422, True)
    for wat in ("opschorting:x", "iets:" + str(pauze.pk), f"verlenging:{pauze.pk}"):
        assert "al ongedaan gemaakt" in tekst(klant.post(f"/termijnen/{termijn.pk}/ongedaan", {"wat": wat}))


@pytest.mark.parametrize(
    "adres",
    [
        "stilstaan",
        "weer-lopen",
        "meer-tijd",
        "uitstel",
        "ingebrekestelling",
        "dwangsom",
        "oorzaak",
        "ongedaan",
    ],
)
def test_a_term_of_another_team_answers_404_to_everything(klant, zaak, adres):
    vreemd = maak_termijn(vreemd_huishouden().casussen.get())

    assert klant.post(f"/termijnen/{vreemd.pk}/{adres}", {}).status_code == 404


def test_the_page_takes_the_same_queries_whatever_happened(klant, zaak):
    termijn = start(zaak)
    klant.get(f"/termijnen/{termijn.pk}")
    leeg = vragen(klant, f"/termijnen/{termijn.pk}")
    for _ in range(3):
        stuur(klant, termijn, "stilstaan", "stil", grond="overmacht", van=iso(), reden="Storm")
        stuur(klant, termijn, "weer-lopen", "hervat", op=iso())
    stuur(klant, termijn, "uitstel", "uitstel", nieuw=iso(40))

    assert (leeg, vragen(klant, f"/termijnen/{termijn.pk}")) == (BLAD, BLAD)


def test_the_page_of_an_agreed_day_only_asks_whether_it_is_done(klant, zaak):
    termijn = maak_termijn(zaak.casus, is_afgesproken=True, sleutel="plan_evaluatie", begin=date(2026, 1, 5))

    assert "Meer of andere tijd" not in tekst(klant.get(f"/termijnen/{termijn.pk}"))
