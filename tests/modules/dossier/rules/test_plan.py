from datetime import date

import pytest

from keukentafel.values.bevinding import Ernst
from modules.dossier.rules.plan import (
    Actie,
    Doel,
    Instemming,
    Plan,
    Resultaat,
    controleer_afspreken,
    controleer_lagen,
    controleer_wie,
    is_kort,
    telt_als_plan,
    wie_verdeling,
)

VANDAAG = date(2026, 11, 21)
DOEL = Doel(1, "Ik betaal de huur op tijd", heeft_probleem=True, resultaten=1)
KORT = Resultaat(1, "geen nieuwe schuld", "drie maanden geen brief", date(2027, 2, 1))
LANG = Resultaat(2, "spaargeld", "500 euro", date(2027, 11, 1))
ACTIE = Actie(1, "Post sorteren", "netwerk", heeft_resultaat=True)
GOED = Plan([DOEL], [KORT, LANG], [ACTIE], evaluatie_op=date(2027, 2, 21))


def _zinnen(bevindingen):
    return [str(bevinding) for bevinding in bevindingen]


def test_a_plan_with_its_layers_linked_has_no_remarks():
    assert controleer_lagen(GOED, vandaag=VANDAAG) == ()
    assert controleer_afspreken(GOED, [Instemming(1, "Marieke", "akkoord")]) == ()


@pytest.mark.parametrize(
    ("plan", "zin"),
    [
        (
            Plan([Doel(1, "Rust", heeft_probleem=False, resultaten=1)], [KORT, LANG], [ACTIE]),
            "Bij welk probleem hoort het doel Rust?",
        ),
        (
            Plan([Doel(1, "Rust", heeft_probleem=True, resultaten=0)], [KORT, LANG], [ACTIE]),
            "Waaraan merkt u dat Rust gelukt is?",
        ),
        (
            Plan([DOEL], [KORT, Resultaat(2, "spaargeld", " ", date(2027, 11, 1))], [ACTIE]),
            "Hoe zien we dat dit gelukt is: spaargeld?",
        ),
        (
            Plan([DOEL], [KORT, Resultaat(2, "spaargeld", "500 euro", None)], [ACTIE]),
            "Wanneer is dit klaar: spaargeld?",
        ),
        (
            Plan([DOEL], [KORT, LANG], [Actie(1, "Bellen", "zelf", heeft_resultaat=False)]),
            "Deze actie leidt nog nergens toe: Bellen. Kies een resultaat.",
        ),
        (
            Plan([DOEL], [KORT, KORT], [ACTIE]),
            "Alle resultaten zijn al gauw klaar. Is er ook iets voor later?",
        ),
        (
            Plan([DOEL], [LANG, LANG], [ACTIE]),
            "Alle resultaten zijn pas later klaar. Is er ook iets wat snel lukt?",
        ),
    ],
)
def test_loose_layers_are_flagged_and_never_block(plan, zin):
    gevonden = controleer_lagen(plan, vandaag=VANDAAG)

    assert _zinnen(gevonden) == [zin]
    assert {bevinding.ernst for bevinding in gevonden} == {Ernst.LET_OP}


def test_a_form_free_plan_counts_with_one_result_and_one_action():
    assert telt_als_plan(Plan([], [KORT], [ACTIE]))
    assert not telt_als_plan(Plan([DOEL], [KORT], []))
    assert not telt_als_plan(Plan([DOEL], [], [ACTIE]))


def test_an_empty_plan_cannot_be_agreed_on():
    assert _zinnen(controleer_afspreken(Plan([], [], []), [])) == [
        "Schrijf op waaraan u merkt dat het gelukt is.",
        "Schrijf op wie wat gaat doen.",
        "Kies wanneer jullie samen terugkijken.",
    ]


@pytest.mark.parametrize(
    ("instemming", "zinnen"),
    [
        (Instemming(1, "Marieke"), ["Vraag Marieke wat die van het plan vindt."]),
        (Instemming(1, "Marieke", "anders"), ["Schrijf op waar Marieke anders over denkt."]),
        (Instemming(1, "Marieke", "deels", " "), ["Schrijf op waar Marieke anders over denkt."]),
        (Instemming(1, "Marieke", "anders", "Ik wil eerst rust."), []),
        (Instemming(1, "Marieke", "akkoord"), []),
    ],
)
def test_everyone_agrees_or_says_what_they_think_instead(instemming, zinnen):
    assert _zinnen(controleer_afspreken(GOED, [instemming])) == zinnen


def test_actions_are_shared_between_household_network_and_professional():
    verdeling = wie_verdeling(["zelf", "netwerk", "netwerk", "professional"])

    assert (verdeling.zin, verdeling.eigen_aandeel) == ("4 acties: 1 zelf, 2 netwerk, 1 professional.", 75)
    assert (wie_verdeling([]).zin, wie_verdeling([]).eigen_aandeel) == ("Er zijn nog geen acties.", 0)
    assert wie_verdeling(["zelf"]).zin == "1 actie: 1 zelf."


@pytest.mark.parametrize(("streefdatum", "kort"), [(date(2027, 2, 21), True), (date(2027, 2, 22), False)])
def test_three_months_is_short(streefdatum, kort):
    assert is_kort(streefdatum, VANDAAG) is kort


def test_an_action_has_an_owner():
    assert controleer_wie("netwerk") == ()
    assert _zinnen(controleer_wie("")) == [
        "Kies wie deze actie doet: de inwoner, iemand uit het netwerk of een professional."
    ]
    assert _zinnen(controleer_wie("", inwoner="de klant")) == [
        "Kies wie deze actie doet: de klant, iemand uit het netwerk of een professional."
    ]
