"""B1: which sentences of a letter are too hard, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.brieven.basis import velden_van
from modules.dossier.brieven.rules.sjabloon import voorbeelden, vul
from modules.dossier.brieven.rules.taalniveau import Waarom, score
from modules.dossier.brieven.soorten import Briefsoort, soorten


def waarom(tekst: str) -> list[tuple[str, str]]:
    return [(reden.waarom.value, reden.woord) for zin in score(tekst).zinnen for reden in zin.redenen]


@pytest.mark.parametrize(
    ("tekst", "redenen"),
    [
        ("Wij bellen u morgen.", []),
        ("Indien u vragen heeft, belt u ons.", [("moeilijk", "Indien")]),
        ("Met betrekking tot uw vraag bellen wij.", [("moeilijk", "Met betrekking tot")]),
        ("Uw aanvraag wordt morgen behandeld.", [("lijdend", "wordt … behandeld")]),
        ("De brief werd op maandag opgestuurd.", [("lijdend", "werd … opgestuurd")]),
        ("Het wordt vandaag mooi weer in de gemeenten.", []),
        ("U krijgt een vervoerskostenvergoeding.", [("samenstelling", "vervoerskostenvergoeding")]),
        ("Een cliëntondersteuner gaat mee.", []),
        ("Bel het CIZ of de SVB.", [("afkorting", "CIZ")]),
        ("Kom om 10.00 uur naar art. 5. Dan praten wij.", []),
        ("# Ten behoeve van u", [("moeilijk", "Ten behoeve van")]),
        ("> Indien ik thans mag zeggen wat ik reeds dacht, dan word ik gehoord.", []),
    ],
)
def test_a_sentence_fails_on_what_makes_it_hard(tekst: str, redenen: list[tuple[str, str]]) -> None:
    assert waarom(tekst) == redenen


def test_a_long_sentence_says_how_many_words_it_has() -> None:
    tekst = "Wij komen " + "en gaan " * 10 + "weer."
    zin = score(tekst).zinnen[0]

    assert zin.redenen[0].waarom is Waarom.LENGTE
    assert "23 woorden" in zin.redenen[0].uitleg
    assert waarom("Wij komen " + "en gaan " * 8 + "weer.") == []


def test_the_level_follows_from_how_many_sentences_fail() -> None:
    goed = "Wij bellen u morgen. "
    assert score(goed * 20).niveau == "B1"
    assert score(goed * 20 + "Tevens komt het terug.").niveau == "B1"
    assert score(goed * 3 + "Tevens komt het terug.").niveau == "B2"
    assert score("Tevens komt het terug.").niveau == "C1"
    assert score("").uitkomst == "Er staat nog geen tekst."
    assert score(goed * 3 + "Tevens komt het terug.").uitkomst == "1 zin is te moeilijk, van de 4."
    assert score(goed * 3 + "Tevens komt het terug.").score == 75


@pytest.mark.parametrize("soort", soorten.alle(), ids=lambda soort: soort.code)
def test_every_text_that_comes_with_the_product_is_b1(soort: Briefsoort) -> None:
    velden = velden_van(soort)
    waarden = voorbeelden(velden)
    tekst = "\n\n".join(
        vul(deel, waarden, velden) for deel in (soort.standaard.samenvatting, soort.standaard.tekst)
    )
    oordeel = score(tekst)

    assert [(zin.tekst, [r.woord or r.uitleg for r in zin.redenen]) for zin in oordeel.zinnen] == []
    assert oordeel.niveau == "B1"


@given(st.text(max_size=400))
def test_whatever_is_written_gets_a_judgement(tekst: str) -> None:
    oordeel = score(tekst)

    assert oordeel.niveau in ("B1", "B2", "C1")
    assert 0 <= oordeel.score <= 100
    assert len(oordeel.zinnen) <= oordeel.aantal
