from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.periode import OngeldigePeriode, Periode

MEI_3 = date(2026, 5, 3)
MEI_10 = date(2026, 5, 10)


def test_tot_en_met_counts_its_last_day_and_tot_does_not():
    tot_en_met = Periode.tot_en_met(MEI_3, MEI_10)
    tot = Periode.tot(MEI_3, MEI_10)

    assert (MEI_10 in tot_en_met, MEI_10 in tot) == (True, False)
    assert (tot_en_met.dagen, tot.dagen) == (8, 7)
    assert tot_en_met.laatste_dag == MEI_10
    assert tot_en_met == Periode.tot(MEI_3, date(2026, 5, 11))


def test_an_open_period_has_no_end():
    open_periode = Periode(MEI_3)

    assert (open_periode.is_open, open_periode.dagen, open_periode.laatste_dag) == (True, None, None)
    assert date(2099, 1, 1) in open_periode
    assert str(open_periode) == "vanaf 3 mei 2026"


def test_a_period_of_one_day_exists():
    assert Periode.tot_en_met(MEI_3, MEI_3).dagen == 1


def test_a_period_that_ends_before_it_begins_is_refused_with_both_days():
    with pytest.raises(OngeldigePeriode) as geweigerd:
        Periode.tot_en_met(MEI_10, MEI_3)

    assert str(geweigerd.value) == (
        "De einddatum (3 mei) ligt vóór de begindatum (10 mei). Kies een latere einddatum."
    )


def test_a_period_without_a_day_is_refused():
    with pytest.raises(OngeldigePeriode) as geweigerd:
        Periode.tot(MEI_3, MEI_3)

    assert str(geweigerd.value) == "De periode bevat geen enkele dag. Kies een latere einddatum."


def test_periods_that_share_a_day_overlap():
    mei = Periode.tot_en_met(date(2026, 5, 1), date(2026, 5, 31))
    juni = Periode(date(2026, 6, 1))

    assert mei.overlapt(Periode.tot_en_met(MEI_3, MEI_10))
    assert not mei.overlapt(juni)
    assert juni.sluit_aan_op(mei)
    assert mei.doorsnede(Periode(MEI_10)) == Periode.tot_en_met(MEI_10, date(2026, 5, 31))


def test_a_period_reads_as_people_say_it():
    assert str(Periode.tot_en_met(MEI_3, MEI_10)) == "3 mei tot en met 10 mei 2026"
    assert str(Periode.tot_en_met(date(2025, 12, 30), MEI_3)) == "30 december 2025 tot en met 3 mei 2026"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 500), st.integers(-600, 600))
def test_a_day_is_in_exactly_one_of_two_periods_that_join(begin, lengte, verschil):
    eerste = Periode(begin, begin + timedelta(days=lengte))
    tweede = Periode(begin + timedelta(days=lengte))
    dag = begin + timedelta(days=verschil)

    assert (dag in eerste) + (dag in tweede) == (dag >= begin)
