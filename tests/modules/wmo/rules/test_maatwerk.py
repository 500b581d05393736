"""The order of help, the pgb and the choice of provider (Wmo 2015, art. 2.3.5 and 2.3.6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.wmo.rules.maatwerk import (
    VOLGORDE,
    VOOR_MAATWERK,
    Keuze,
    Pgb,
    Weging,
    beoordeel_keuze,
    beoordeel_pgb,
    beoordeel_volgorde,
)

GEWOGEN = {trede.code: Weging("Dit lost een deel op.") for trede in VOLGORDE}
GOED = Pgb(
    True,
    "Zijn dochter doet de administratie.",
    "Hij wil zijn vaste hulp houden.",
    True,
    "Zij heeft een diploma.",
)


def test_wmo_2_3_5_lid_3_weighs_from_light_to_heavy():
    assert [trede.titel for trede in VOLGORDE] == [
        "Eigen kracht",
        "Gebruikelijke hulp",
        "Mantelzorg",
        "Netwerk",
        "Wat er voor iedereen is",
        "Maatwerk",
    ]


def test_wmo_2_3_5_lid_3_gives_maatwerk_when_nothing_lighter_is_enough():
    assert beoordeel_volgorde(GEWOGEN, is_toegekend=True) == ()


@pytest.mark.parametrize("code", VOOR_MAATWERK)
def test_wmo_2_3_5_lid_3_asks_each_lighter_step_for_maatwerk(code):
    gemist = beoordeel_volgorde(GEWOGEN | {code: Weging()}, is_toegekend=True)

    assert [bevinding.veld for bevinding in gemist] == [code]


def test_wmo_2_3_5_lid_3_says_what_maatwerk_is_for():
    gemist = beoordeel_volgorde(GEWOGEN | {"maatwerk": Weging()}, is_toegekend=True)

    assert [bevinding.text for bevinding in gemist] == ["Schrijf op wat er dan nog nodig is."]


def test_wmo_2_3_5_lid_3_gives_no_maatwerk_when_a_lighter_step_is_enough():
    gemist = beoordeel_volgorde(
        GEWOGEN | {"netwerk": Weging("De buurvrouw doet het.", volstaat=True)}, is_toegekend=True
    )

    assert gemist[0].text == (
        "Bij Netwerk staat dat dit genoeg is. Dan is maatwerk niet nodig. Wijs af, of zeg dat het niet genoeg is."
    )


def test_wmo_2_3_5_lid_3_rejects_only_with_a_step_that_is_enough():
    gemist = beoordeel_volgorde(GEWOGEN, is_toegekend=False)

    assert [bevinding.veld for bevinding in gemist] == ["eigen_kracht"]


def test_wmo_2_3_5_lid_3_rejects_with_the_steps_up_to_what_is_enough():
    wegingen = {
        "eigen_kracht": Weging("Zij kookt zelf."),
        "gebruikelijke_hulp": Weging("Haar man maakt schoon.", volstaat=True),
    }

    assert beoordeel_volgorde(wegingen, is_toegekend=False) == ()


def test_wmo_2_3_6_lid_2_gives_a_pgb_to_who_is_able_wants_it_and_is_safe():
    assert beoordeel_pgb(GOED) == ()


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"bekwaam": False}, "pgb_bekwaam"),
        ({"bekwaam": None}, "pgb_bekwaam"),
        ({"bekwaam_tekst": " "}, "pgb_bekwaam"),
        ({"motivering": ""}, "pgb_motivering"),
        ({"veilig": False}, "pgb_veilig"),
        ({"veilig_tekst": ""}, "pgb_veilig"),
    ],
)
def test_wmo_2_3_6_lid_2_refuses_a_pgb_that_misses_one_of_three(anders, veld):
    assert [bevinding.veld for bevinding in beoordeel_pgb(replace(GOED, **anders))] == [veld]


def test_wmo_2_3_5_lid_5_answers_a_wish_about_belief_or_culture():
    keuze = Keuze(aangeboden=True, aanbieder="Zorggroep", wens="Hulp door een vrouw.")

    assert [bevinding.veld for bevinding in beoordeel_keuze(keuze, aantal_aanbieders=3)] == ["wens_antwoord"]


def test_wmo_2_3_5_lid_5_says_why_there_was_no_choice():
    keuze = Keuze(aanbieder="Zorggroep")

    assert [bevinding.veld for bevinding in beoordeel_keuze(keuze, aantal_aanbieders=3)] == ["reden_een"]
    assert beoordeel_keuze(keuze, aantal_aanbieders=1) == ()


def test_wmo_2_3_5_lid_5_a_wish_has_words():
    keuze = Keuze(aangeboden=True, aanbieder="Zorggroep", wens_soort="geloof")

    assert [bevinding.veld for bevinding in beoordeel_keuze(keuze, aantal_aanbieders=3)] == ["wens"]
