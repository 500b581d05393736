"""The meldcode: five steps, five questions, and what they lead to (Jeugdwet 4.1.7)."""

from __future__ import annotations

from datetime import date

import pytest

from modules.jeugd.rules.meldcode import (
    STAPPEN,
    Stappen,
    Weegantwoorden,
    besluit_klopt,
    weeg,
    weging_klopt,
)

DAG = date(2026, 11, 20)
TOT_VIER = Stappen("Blauwe plekken", "Daan Visser", DAG, DAG, is_gewogen=True)


def test_the_meldcode_has_the_five_steps_of_the_besluit_verplichte_meldcode_2():
    assert [sleutel for sleutel, _ in STAPPEN] == ["signalen", "overleg", "gesprek", "wegen", "besluit"]


def test_a_step_counts_when_date_and_person_are_there():
    stappen = Stappen(
        signalen="Blauwe plekken", overlegd_met="Daan Visser", niet_gesproken_omdat="Te gevaarlijk"
    )

    assert stappen.klaar() == ("signalen", "gesprek")
    assert stappen.open() == ("overleg", "wegen", "besluit")


@pytest.mark.parametrize("veiligheid", ["acuut", "structureel"])
def test_acute_or_structural_unsafety_means_report_and_help_may_run_beside(veiligheid):
    weging = weeg(Weegantwoorden(veiligheid, "ja", "ja", "ja"))

    assert (weging.melden, weging.helpen) == (True, True)


@pytest.mark.parametrize("nee", ["kan_helpen", "willen", "werkt"])
def test_a_suspicion_without_good_help_means_report(nee):
    antwoorden = {"kan_helpen": "ja", "willen": "ja", "werkt": "ja"} | {nee: "nee"}

    assert weeg(Weegantwoorden("vermoeden", **antwoorden)).melden


def test_a_suspicion_with_help_that_works_needs_no_report():
    assert not weeg(Weegantwoorden("vermoeden", "ja", "ja", "ja")).melden
    assert not weeg(Weegantwoorden("geen")).melden


def test_a_suspicion_asks_all_five_questions():
    velden = [rij.veld for rij in weging_klopt(Weegantwoorden("vermoeden", "ja"))]

    assert velden == ["willen", "werkt"]
    assert [rij.veld for rij in weging_klopt(Weegantwoorden(""))] == ["veiligheid"]
    assert weging_klopt(Weegantwoorden("acuut")) == ()


def test_deciding_comes_after_the_weighing():
    assert [str(rij) for rij in besluit_klopt(Stappen("x"), None, melden=False, toelichting="")] == [
        "Weeg eerst hoe ernstig het is (stap 4)."
    ]


def test_in_acute_danger_reporting_needs_no_other_step_than_what_was_seen_and_why_it_could_not_wait():
    assert besluit_klopt(Stappen("Een gewonde"), None, melden=True, toelichting="Nu gevaar") == ()
    assert besluit_klopt(Stappen("Een gewonde"), None, melden=True, toelichting="")[0].veld == "toelichting"
    assert besluit_klopt(Stappen(), None, melden=True, toelichting="Nu gevaar") != ()


def test_not_reporting_asks_for_the_first_three_steps():
    weging = weeg(Weegantwoorden("geen"))

    gevonden = besluit_klopt(Stappen("x", is_gewogen=True), weging, melden=False, toelichting="")

    assert [str(rij) for rij in gevonden] == [
        "Doe eerst deze stap: overleg met een collega, en zo nodig met Veilig Thuis.",
        "Doe eerst deze stap: praat met de ouders en het kind.",
    ]


def test_another_choice_than_the_weighing_needs_a_reason():
    weging = weeg(Weegantwoorden("acuut"))

    assert besluit_klopt(TOT_VIER, weging, melden=False, toelichting="")[0].veld == "toelichting"
    assert besluit_klopt(TOT_VIER, weging, melden=False, toelichting="Is al gemeld") == ()
    assert besluit_klopt(TOT_VIER, weging, melden=True, toelichting="") == ()
