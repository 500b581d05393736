"""The plan of the family first (Jeugdwet 4.1.2), and what a decision needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modules.jeugd.rules.gezinsplan import Besluitfeiten, gezinsplan_klopt, ontbreekt_voor_besluit

DAG = date(2026, 11, 20)
ROND = Besluitfeiten("maakt", True, True, "", True, "")


def test_the_plan_of_the_family_is_offered_first_jeugdwet_4_1_2():
    assert gezinsplan_klopt("maakt", aangeboden_op=DAG, toelichting="") == ()
    assert [veld for veld, _ in gezinsplan_klopt("wil_niet", aangeboden_op=None, toelichting="")] == [
        "aangeboden_op"
    ]


@pytest.mark.parametrize("keuze", ["dreiging", "schade"])
def test_leaving_it_out_for_a_threat_or_harm_needs_a_reason_jeugdwet_4_1_2(keuze):
    assert [veld for veld, _ in gezinsplan_klopt(keuze, aangeboden_op=None, toelichting=" ")] == [
        "toelichting"
    ]
    assert gezinsplan_klopt(keuze, aangeboden_op=None, toelichting="Vader dreigt") == ()


@pytest.mark.parametrize(
    ("feit", "deel"),
    [
        ({"gezinsplan": ""}, "gezinsplan"),
        ({"heeft_woonplaats": False}, "woonplaats"),
        ({"is_onze_gemeente": False}, "woonplaats"),
        ({"weet_wie_beslist": "Leg gezag vast."}, "gezag"),
        ({"stem_kind": False}, "stem"),
        ({"werktoedeling": "Niet geregistreerd."}, "professional"),
        ({"is_aangevraagd": False}, "stappen"),
    ],
)
def test_a_decision_says_what_it_misses_and_where(feit, deel):
    assert [waar for waar, _ in ontbreekt_voor_besluit(replace(ROND, **feit))] == [deel]


def test_a_complete_hulpvraag_can_be_decided():
    assert ontbreekt_voor_besluit(ROND) == ()
