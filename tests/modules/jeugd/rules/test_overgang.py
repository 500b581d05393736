"""Turning eighteen: the plan from 16 and a half, seven subjects at 17, help until 23 (Jeugdwet 1.1)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.rules.leeftijd import verjaardag
from modules.jeugd.rules.overgang import Overgangstand, overgang, verlengde_jeugdhulp
from modules.jeugd.woorden import Toekomstpunt

GEBOREN = date(2010, 3, 10)
ALLES = dict.fromkeys(Toekomstpunt.values, "geregeld")


def stand(dag: date, heeft_plan: bool = False, punten=None) -> Overgangstand:
    return overgang(GEBOREN, dag, heeft_plan=heeft_plan, punten=punten or {}).stand


def test_the_plan_begins_at_sixteen_and_a_half():
    assert stand(date(2026, 9, 9)) is Overgangstand.TE_VROEG
    assert stand(date(2026, 9, 10)) is Overgangstand.PLAN_NODIG
    assert stand(date(2026, 9, 10), heeft_plan=True) is Overgangstand.BEZIG


def test_at_seventeen_all_seven_subjects_are_looked_at():
    op_zeventien = overgang(GEBOREN, date(2027, 3, 10), heeft_plan=True, punten={"wonen": "nodig"})

    assert op_zeventien.stand is Overgangstand.NALOPEN
    assert op_zeventien.zin == "De jongere is 17. Er zijn nog 6 onderwerpen niet bekeken."
    assert stand(date(2027, 3, 10), heeft_plan=True, punten=ALLES) is Overgangstand.ROND


def test_at_eighteen_the_plan_for_eighteen_is_over():
    assert stand(date(2028, 3, 9), heeft_plan=True) is Overgangstand.NALOPEN
    assert stand(date(2028, 3, 10)) is Overgangstand.VOLWASSEN


def test_help_that_began_before_eighteen_may_go_on_to_23_jeugdwet_1_1():
    oordeel = verlengde_jeugdhulp(GEBOREN, date(2029, 1, 1), begonnen_op=date(2028, 3, 9))

    assert (oordeel.mag, oordeel.tot) == (True, date(2033, 3, 10))


def test_help_that_was_decided_before_eighteen_may_begin_after_it_jeugdwet_1_1():
    assert verlengde_jeugdhulp(GEBOREN, date(2029, 1, 1), besloten_op=date(2028, 3, 9)).mag
    assert not verlengde_jeugdhulp(GEBOREN, date(2029, 1, 1), besloten_op=date(2028, 3, 10)).mag


def test_help_is_resumed_within_half_a_year_jeugdwet_1_1():
    gestopt = date(2029, 1, 31)

    assert verlengde_jeugdhulp(
        GEBOREN, date(2029, 7, 31), begonnen_op=date(2027, 1, 1), gestopt_op=gestopt
    ).mag
    assert not verlengde_jeugdhulp(
        GEBOREN, date(2029, 8, 1), begonnen_op=date(2027, 1, 1), gestopt_op=gestopt
    ).mag


def test_at_23_it_ends_whatever_began_before_jeugdwet_1_1():
    assert not verlengde_jeugdhulp(GEBOREN, date(2033, 3, 10), begonnen_op=date(2020, 1, 1)).mag


def test_pleegzorg_goes_on_until_21_by_itself():
    assert verlengde_jeugdhulp(GEBOREN, date(2031, 3, 9), is_pleegzorg=True).tot == date(2031, 3, 10)
    assert not verlengde_jeugdhulp(GEBOREN, date(2031, 3, 10), is_pleegzorg=True).mag


@given(st.dates(date(2000, 1, 1), date(2015, 12, 31)), st.integers(0, 365 * 24))
def test_help_is_never_extended_past_23(geboren, dagen):
    oordeel = verlengde_jeugdhulp(
        geboren, geboren + timedelta(days=dagen), begonnen_op=geboren + timedelta(days=100)
    )

    assert oordeel.tot is None or oordeel.tot <= verjaardag(geboren, 23)
    assert not oordeel.mag or geboren + timedelta(days=dagen) < verjaardag(geboren, 23)
