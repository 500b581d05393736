"""Looking again at a decision (Wmo 2015, art. 2.3.9; F068)."""

from __future__ import annotations

from datetime import date

import pytest

from modules.wmo.rules.heronderzoek import (
    CODES,
    Heronderzoek,
    controleer,
    is_ongewijzigd,
    minuten_sinds,
    opnieuw_kijken_op,
)

GELIJK = Heronderzoek(frozenset(CODES), frozenset(), "Mevrouw Kuiper", date(2026, 11, 24))


def test_wmo_2_3_9_needs_one_confirmation_when_all_is_the_same():
    assert (is_ongewijzigd(GELIJK), controleer(GELIJK)) == (True, ())


def test_wmo_2_3_9_is_a_new_onderzoek_when_something_changed():
    anders = Heronderzoek(
        frozenset(CODES) - {"netwerk"}, frozenset({"netwerk"}), "Mevrouw Kuiper", GELIJK.dag
    )

    assert (is_ongewijzigd(anders), controleer(anders)) == (False, ())


def test_wmo_2_3_9_asks_every_question_with_the_person():
    leeg = Heronderzoek(frozenset(CODES) - {"hulp"}, frozenset(), " ", GELIJK.dag)

    assert [bevinding.veld for bevinding in controleer(leeg)] == ["hulp", "gesproken_met"]


@pytest.mark.parametrize(
    ("einde", "ervoor", "op"),
    [
        (date(2027, 12, 31), date(2027, 10, 8), date(2027, 10, 8)),
        (date(2027, 1, 31), date(2026, 11, 8), date(2027, 1, 31)),
        (None, None, date(2028, 11, 24)),
    ],
)
def test_wmo_2_3_9_looks_again_before_the_end_or_every_two_years(einde, ervoor, op):
    assert opnieuw_kijken_op(bekend_op=date(2026, 11, 24), einde=einde, ervoor=ervoor, jaren=2) == op


@pytest.mark.parametrize(("seconden", "minuten"), [(0, 1), (89, 1), (91, 2), (600, 10), (90_000, 60)])
def test_the_time_on_the_page_is_counted_in_whole_minutes_and_never_as_a_day(seconden, minuten):
    assert minuten_sinds(seconden) == minuten
