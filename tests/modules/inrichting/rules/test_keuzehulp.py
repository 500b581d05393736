from datetime import date
from itertools import product

import pytest

from modules.inrichting.rules.gereedheid import CHECKS, Antwoord, gereedheid_zin
from modules.inrichting.rules.keuzehulp import (
    VRAGEN,
    OngeldigAntwoord,
    adviseer,
    controleer_antwoorden,
    herhaal_op,
)

ASSEN_VAN = {  # quadrant of the table: (zwaar, zelf) -> an answer on each axis
    (False, False): ("3", "3"),
    (False, True): ("1", "4"),
    (True, True): ("4", "5"),
    (True, False): ("5", "1"),
}


def _antwoorden(q1="nee", zo_veel=None, q2="verwijzen", z="1", o="1", detachering="nee", **rest):
    return {
        "ernstige_problemen": q1,
        "zo_veel": q1 if zo_veel is None else zo_veel,
        "oplossen": q2,
        "zwaarte": z,
        "eigen_ondersteuning": o,
        "volledige_detachering": detachering,
        "toegangsteam": "ja",
        "inlooppunt": "ja",
    } | rest


def _modellen(antwoorden):
    return [(str(advies.variant), advies.zwaar_spoor) for advies in adviseer(antwoorden).adviezen]


# The truth table of the domain: question 1, question 2, full secondment -> advice.
WAARHEID = [
    ("nee", "verwijzen", "nee", ("toegang", False)),
    ("nee", "verwijzen", "ja", ("toegang", False)),
    ("nee", "zelf", "nee", ("team", False)),
    ("nee", "zelf", "ja", ("team", False)),
    ("ja", "zelf", "nee", ("netwerk", False)),
    ("ja", "zelf", "ja", ("team", True)),
    ("ja", "verwijzen", "nee", ("regie", False)),
    ("ja", "verwijzen", "ja", ("regie", False)),
]


@pytest.mark.parametrize(("q1", "q2", "detachering", "model"), WAARHEID)
def test_agreeing_axes_and_questions_give_the_advice_of_the_table(q1, q2, detachering, model):
    z, o = ASSEN_VAN[q1 == "ja", q2 == "zelf"]

    uitkomst = adviseer(_antwoorden(q1, q2=q2, z=z, o=o, detachering=detachering))

    assert [(str(advies.variant), advies.zwaar_spoor) for advies in uitkomst.adviezen] == [model]
    assert (uitkomst.is_eenduidig, uitkomst.motivatie_nodig, uitkomst.ontbreekt) == (True, False, ())
    assert len(uitkomst.adviezen[0].redenen) == 2


@pytest.mark.parametrize(
    ("rij_vragen", "rij_assen"),
    [(een, ander) for een, ander in product(WAARHEID[::2], repeat=2) if een != ander],
)
def test_disagreeing_axes_and_questions_give_two_advices_and_ask_why(rij_vragen, rij_assen):
    q1, q2, _, model_vragen = rij_vragen
    z, o = ASSEN_VAN[rij_assen[0] == "ja", rij_assen[1] == "zelf"]

    uitkomst = adviseer(_antwoorden(q1, q2=q2, z=z, o=o))

    assert [(str(advies.variant), advies.zwaar_spoor) for advies in uitkomst.adviezen] == [
        model_vragen,
        rij_assen[3],
    ]
    assert uitkomst.motivatie_nodig


@pytest.mark.parametrize(
    ("ernstig", "zo_veel", "modellen"),
    [
        ("ja", "nee", ["toegang"]),
        ("nee", "ja", ["toegang"]),
        ("nee", "weet_niet", ["toegang"]),
        ("ja", "ja", ["regie"]),
        ("ja", "weet_niet", ["toegang", "regie"]),
        ("weet_niet", "weet_niet", ["toegang", "regie"]),
    ],
)
def test_question_one_is_yes_only_when_both_halves_are(ernstig, zo_veel, modellen):
    z = "5" if modellen == ["regie"] else "1"

    uitkomst = adviseer(_antwoorden(ernstig, zo_veel, z=z))

    assert [str(advies.variant) for advies in uitkomst.adviezen] == modellen


def test_an_unknown_answer_shows_both_rows_and_names_the_missing_fact():
    uitkomst = adviseer(_antwoorden("ja", "weet_niet"))

    assert uitkomst.ontbreekt == ("om hoeveel gezinnen het gaat",)
    assert not uitkomst.motivatie_nodig


def test_an_unknown_secondment_shows_both_models_for_heavy_situations():
    uitkomst = adviseer(_antwoorden("ja", q2="zelf", z="5", o="5", detachering="weet_niet"))

    assert [advies.titel for advies in uitkomst.adviezen] == [
        "Netwerkvariant",
        "Teamvariant met een spoor voor zware situaties",
    ]
    assert uitkomst.ontbreekt == ("of mensen met hun hele contract naar het team kunnen",)


def test_an_unknown_that_cannot_change_the_outcome_is_not_asked_again():
    uitkomst = adviseer(_antwoorden("nee", "weet_niet", detachering="weet_niet", toegangsteam="weet_niet"))

    assert uitkomst.ontbreekt == ()


def test_a_secondment_matters_only_for_a_team_that_helps_with_heavy_problems():
    licht = adviseer(_antwoorden("nee", q2="zelf", o="5", detachering="weet_niet"))
    verwijzend = adviseer(_antwoorden("ja", z="5", detachering="weet_niet"))

    assert (licht.ontbreekt, verwijzend.ontbreekt) == ((), ())


def test_one_entrance_beside_a_regieteam_is_enough_to_know():
    bekend = adviseer(_antwoorden("ja", z="5", toegangsteam="ja", inlooppunt="weet_niet"))
    onbekend = adviseer(_antwoorden("ja", z="5", toegangsteam="nee", inlooppunt="weet_niet"))

    assert bekend.ontbreekt == ()
    assert onbekend.ontbreekt == ("of er een plek is om binnen te lopen",)


def test_no_answers_at_all_give_every_model_and_every_missing_fact():
    uitkomst = adviseer({})

    assert _modellen({}) == [
        ("toegang", False),
        ("team", False),
        ("regie", False),
        ("netwerk", False),
        ("team", True),
    ]
    assert uitkomst.ontbreekt == tuple(vraag.ontbreekt for vraag in VRAGEN)


@pytest.mark.parametrize(
    ("toegangsteam", "inlooppunt"), [("ja", "ja"), ("ja", "nee"), ("nee", "ja"), ("nee", "nee")]
)
def test_a_regieteam_stands_beside_a_toegang_or_an_inlooppunt(toegangsteam, inlooppunt):
    advies = adviseer(_antwoorden("ja", z="5", toegangsteam=toegangsteam, inlooppunt=inlooppunt)).adviezen[0]

    nodig = "Dit model werkt alleen naast een Team Toegang of een inlooppunt."
    assert advies.voorwaarden == (
        (nodig,) if "ja" in (toegangsteam, inlooppunt) else (f"{nodig} Regel dat eerst.",)
    )


def test_there_are_eight_questions_and_seven_checks():
    assert (len(VRAGEN), len(CHECKS)) == (8, 7)
    assert all(vraag.keuzes[-1] == ("weet_niet", "Dat weten we nog niet") for vraag in VRAGEN)


@pytest.mark.parametrize("antwoorden", [{"kleur": "ja"}, {"oplossen": "misschien"}, {"zwaarte": "6"}])
def test_an_answer_that_does_not_exist_is_refused(antwoorden):
    with pytest.raises(OngeldigAntwoord):
        controleer_antwoorden(antwoorden)


def test_the_aid_is_repeated_after_a_year():
    assert herhaal_op(date(2026, 11, 21)) == date(2027, 11, 21)
    assert herhaal_op(date(2028, 2, 29)) == date(2029, 2, 28)


def test_the_seven_checks_are_one_sentence():
    alle = tuple(Antwoord(check.sleutel, geregeld=True) for check in CHECKS)
    half = (Antwoord("kwaliteit", geregeld=True), Antwoord("leertijd", geregeld=False, eigenaar="Noor"))

    assert gereedheid_zin(alle) == "7 van de 7 checks zijn geregeld."
    assert gereedheid_zin(half) == "1 van de 7 checks zijn geregeld. Bij 5 staat nog niet wie ervoor zorgt."
