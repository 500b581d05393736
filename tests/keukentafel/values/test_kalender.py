from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.feestdagen import feestdagen, paaszondag
from keukentafel.values.kalender import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    NEDERLAND,
    BuitenKalender,
    Kalender,
    kalender_op,
)

JAREN = range(EERSTE_JAAR, LAATSTE_JAAR + 1)
DAGEN = st.dates(date(2020, 1, 1), date(2040, 12, 31))
GELIJKGESTELD = {
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
}


@pytest.mark.parametrize(
    "pasen", [date(2000, 4, 23), date(2024, 3, 31), date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16)]
)
def test_easter_falls_where_the_almanac_says(pasen):
    assert paaszondag(pasen.year) == pasen


@pytest.mark.parametrize("jaar", JAREN)
def test_the_feestdagen_of_a_year_are_those_of_an_independent_calendar(jaar):
    onafhankelijk = set(holidays.NL(years=jaar, categories=("public", "optional")))
    zondagen_zonder_gevolg = {paaszondag(jaar), paaszondag(jaar) + timedelta(days=49)}

    assert set(feestdagen(jaar)) == (onafhankelijk - zondagen_zonder_gevolg) | {date(jaar, 5, 5)}


def test_the_feestdagen_of_2026_are_those_of_the_law():
    assert dict(feestdagen(2026)) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 4, 3): "Goede Vrijdag",
        date(2026, 4, 6): "tweede paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 5): "Bevrijdingsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 25): "tweede pinksterdag",
        date(2026, 12, 25): "eerste kerstdag",
        date(2026, 12, 26): "tweede kerstdag",
    }


def test_koningsdag_moves_to_saturday_when_it_falls_on_a_sunday():
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


def test_the_day_of_the_king_has_the_name_of_its_time():
    assert feestdagen(2013)[date(2013, 4, 30)] == "Koninginnedag"
    assert feestdagen(2014)[date(2014, 4, 26)] == "Koningsdag"


def test_the_equalled_days_are_those_that_are_known():
    assert set(NEDERLAND.gelijkgesteld) == GELIJKGESTELD
    assert NEDERLAND.gelijkgestelde_dagen_bekend(2028)
    assert not NEDERLAND.gelijkgestelde_dagen_bekend(2029)


def test_an_equalled_day_is_no_working_day():
    assert [NEDERLAND.is_werkdag(dag) for dag in sorted(GELIJKGESTELD)] == [False] * 5
    assert Kalender().is_werkdag(date(2027, 5, 7))


def test_carnaval_is_a_working_day():
    assert NEDERLAND.is_werkdag(date(2026, 2, 16))


def test_the_first_working_day_after_christmas_2026_is_monday():
    assert NEDERLAND.eerste_werkdag_vanaf(date(2026, 12, 25)) == date(2026, 12, 28)
    assert NEDERLAND.laatste_werkdag_tot_en_met(date(2026, 12, 27)) == date(2026, 12, 24)


def test_working_days_are_counted_without_the_day_of_the_event():
    assert NEDERLAND.werkdagen_tussen(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert NEDERLAND.werkdagen_tussen(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert NEDERLAND.werkdagen_tussen(date(2026, 11, 23), date(2026, 11, 20)) == -1


def test_plus_werkdagen_skips_weekends_and_feestdagen():
    assert NEDERLAND.plus_werkdagen(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert NEDERLAND.plus_werkdagen(date(2026, 12, 28), -2) == date(2026, 12, 23)
    assert NEDERLAND.plus_werkdagen(date(2026, 11, 21), 0) == date(2026, 11, 23)


@given(DAGEN, st.integers(1, 60))
def test_plus_werkdagen_and_werkdagen_tussen_are_each_others_inverse(dag, aantal):
    einde = NEDERLAND.plus_werkdagen(dag, aantal)

    assert NEDERLAND.is_werkdag(einde)
    assert NEDERLAND.werkdagen_tussen(dag, einde) == aantal


@pytest.mark.parametrize("dag", [date(1999, 12, 31), date(2046, 1, 1)])
def test_the_calendar_refuses_a_day_it_does_not_know(dag):
    with pytest.raises(BuitenKalender):
        NEDERLAND.is_werkdag(dag)
    with pytest.raises(BuitenKalender):
        kalender_op(dag)


def test_kalender_op_gives_the_dutch_calendar():
    assert kalender_op(date(2026, 11, 21)) == NEDERLAND
    assert hash(kalender_op(date(2026, 11, 21))) == hash(NEDERLAND)
