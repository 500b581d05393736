"""The order of work, who stands in for whom, and which columns: pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.werk.rules.kolommen import KOLOMMEN, alle_in_volgorde, lees_kolommen, verplaats
from modules.dossier.werk.rules.risico import Risico, Tijd, is_voorbij, risico, volgorde
from modules.dossier.werk.rules.vervanging import Afwezig, dag_zonder_waarnemer, op_dag, waarnemers

DAG = date(2026, 11, 24)
A, B, C, D = (UUID(int=nummer) for nummer in range(1, 5))


def tijd(over: int | None, *, begin: int = 100, crisis: bool = False) -> Tijd:
    einde = None if over is None else DAG + timedelta(days=over)
    return Tijd(DAG - timedelta(days=begin), einde, crisis)


@pytest.mark.parametrize(
    ("wanneer", "verwacht"),
    [
        (tijd(30, crisis=True), Risico.CRISIS),
        (tijd(None, crisis=True), Risico.CRISIS),
        (tijd(-1), Risico.TE_LAAT),
        (tijd(0), Risico.BIJNA),
        (tijd(2, begin=0), Risico.BIJNA),
        (tijd(25, begin=100), Risico.BIJNA),
        (tijd(26, begin=100), Risico.LOOPT),
        (tijd(3, begin=0), Risico.LOOPT),
        (Tijd(None, DAG + timedelta(days=3)), Risico.LOOPT),
        (Tijd(DAG, DAG + timedelta(days=1), is_voorbij=True), Risico.TE_LAAT),
        (tijd(None), Risico.ZONDER_DAG),
    ],
)
def test_how_urgent_something_is(wanneer, verwacht):
    assert risico(wanneer, DAG) == verwacht


def test_crisis_stands_above_late_above_four_fifths_above_days_left():
    rijen = [tijd(None), tijd(40), tijd(30), tijd(5, begin=90), tijd(-2), tijd(-9), tijd(50, crisis=True)]

    assert sorted(rijen, key=lambda rij: volgorde(rij, DAG)) == [
        tijd(50, crisis=True), tijd(-9), tijd(-2), tijd(5, begin=90), tijd(30), tijd(40), tijd(None),
    ]  # fmt: skip


def test_what_ends_in_hours_is_late_by_the_hour():
    einde = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    assert [is_voorbij(einde, nu) for nu in (einde, einde + timedelta(minutes=1), None)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("afwezig", "verwacht"),
    [
        ({A: B}, {A: B}),
        ({A: B, B: C}, {A: C, B: C}),
        ({A: B, B: C, C: D}, {A: D, B: D, C: D}),
        ({A: B, B: A}, {A: None, B: None}),
        ({A: B, B: C, C: B}, {A: None, B: None, C: None}),
        ({A: C, B: C}, {A: C, B: C}),
    ],
)
def test_a_chain_of_stand_ins_ends_with_who_is_there(afwezig, verwacht):
    assert waarnemers(afwezig) == verwacht


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8), max_size=8))
def test_who_sees_the_work_is_never_away(paren):
    afwezig = {UUID(int=wie): UUID(int=wie_dan) for wie, wie_dan in paren.items() if wie != wie_dan}

    assert all(wie is None or wie not in afwezig for wie in waarnemers(afwezig).values())


def test_somebody_is_away_from_the_first_day_until_and_with_the_last():
    rij = Afwezig(A, B, DAG, DAG + timedelta(days=2))

    assert [bool(op_dag([rij], DAG + timedelta(days=over))) for over in (-1, 0, 2, 3)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_first_day_without_anybody_is_found():
    nieuw = Afwezig(A, B, DAG, DAG + timedelta(days=9))
    terug = Afwezig(B, A, DAG + timedelta(days=4), DAG + timedelta(days=6))
    verder = Afwezig(B, C, DAG + timedelta(days=4), DAG + timedelta(days=6))

    assert dag_zonder_waarnemer(nieuw, []) is None
    assert dag_zonder_waarnemer(nieuw, [terug]) == DAG + timedelta(days=4)
    assert dag_zonder_waarnemer(nieuw, [verder]) is None


def test_columns_keep_their_order_and_unknown_ones_are_left_out():
    assert lees_kolommen(["wet", "weg", "team", "wet"]) == ("wet", "team")
    assert alle_in_volgorde(("wet", "team"))[:2] == ("wet", "team")
    assert set(alle_in_volgorde(("wet",))) == set(KOLOMMEN)


def test_a_column_moves_one_place_and_stays_at_the_edge():
    assert verplaats(("a", "b", "c"), "c", -1) == ("a", "c", "b")
    assert verplaats(("a", "b", "c"), "a", -1) == ("a", "b", "c")
    assert verplaats(("a", "b", "c"), "weg", 1) == ("a", "b", "c")
