"""Looking again at a decision (Wmo 2015, art. 2.3.9; F068)."""

from __future__ import annotations

from datetime import date

from modules.wmo.rules.heronderzoek import CODES, Heronderzoek, controleer, is_ongewijzigd

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
