from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.rules.leeftijd import (
    Grens,
    Toestemming,
    is_minderjarig,
    leeftijd_op,
    transitieplan_vanaf,
    verjaardag,
    volgende_grens,
    wie_beslist,
    wie_beslist_zin,
)
from modules.dossier.rules.maanden import plus_maanden

GEBOREN = date(2010, 11, 21)


@pytest.mark.parametrize(
    ("dag", "leeftijd"),
    [(GEBOREN, 0), (date(2026, 11, 20), 15), (date(2026, 11, 21), 16), (date(2026, 11, 22), 16)],
)
def test_age_changes_on_the_birthday(dag, leeftijd):
    assert leeftijd_op(GEBOREN, dag) == leeftijd


def test_who_was_born_on_29_february_turns_older_on_1_march():
    assert verjaardag(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert leeftijd_op(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert leeftijd_op(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="voor de geboorte"):
        leeftijd_op(GEBOREN, date(2010, 11, 20))


@pytest.mark.parametrize(
    ("dag", "wie", "zin"),
    [
        (date(2022, 11, 20), Toestemming.OUDERS, "Ouders met gezag beslissen (Jeugdwet artikel 7.3.15)."),
        (
            date(2022, 11, 21),
            Toestemming.SAMEN,
            "De jongere en de ouders met gezag beslissen samen (Jeugdwet artikel 7.3.4).",
        ),
        (date(2026, 11, 21), Toestemming.ZELF, "De jongere beslist zelf (Jeugdwet artikel 7.3.5)."),
        (date(2028, 11, 21), Toestemming.ZELF, "Beslist zelf."),
    ],
)
def test_who_decides_changes_at_12_and_16(dag, wie, zin):
    assert (wie_beslist(GEBOREN, dag), wie_beslist_zin(GEBOREN, dag)) == (wie, zin)


@pytest.mark.parametrize(
    ("dag", "grens"),
    [
        (date(2022, 11, 20), Grens(12, date(2022, 11, 21))),
        (date(2022, 11, 21), Grens(16, date(2026, 11, 21))),
        (date(2026, 11, 21), Grens(18, date(2028, 11, 21))),
        (date(2028, 11, 21), None),
    ],
)
def test_the_next_bound_is_12_16_or_18(dag, grens):
    assert volgende_grens(GEBOREN, dag) == grens


def test_a_bound_reads_as_a_sentence():
    assert str(Grens(18, date(2028, 11, 21))) == "Wordt 18 op 21 november 2028"


def test_the_plan_for_turning_18_begins_at_sixteen_and_a_half():
    assert transitieplan_vanaf(GEBOREN) == date(2027, 5, 21)


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(0, 100))
def test_on_a_birthday_the_age_is_reached_and_the_day_before_it_is_not(geboren, leeftijd):
    dag = verjaardag(geboren, leeftijd)

    assert leeftijd_op(geboren, dag) == leeftijd
    if leeftijd:
        assert leeftijd_op(geboren, dag - timedelta(days=1)) == leeftijd - 1
        assert is_minderjarig(geboren, dag) == (leeftijd < 18)


@pytest.mark.parametrize(
    ("dag", "aantal", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_keep_the_day_or_the_last_day(dag, aantal, later):
    assert plus_maanden(dag, aantal) == later
