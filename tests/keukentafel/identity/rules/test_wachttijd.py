from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.identity.rules.wachttijd import PER_ACCOUNT, in_woorden, telt_opnieuw, wachttijd

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_wait_grows_and_the_tenth_try_shuts_the_door_for_a_quarter():
    wachten = [int(wachttijd(poging, PER_ACCOUNT).total_seconds()) for poging in range(1, 12)]

    assert wachten == [0, 0, 0, 5, 10, 20, 40, 80, 160, 900, 900]


@given(st.lists(st.integers(min_value=0, max_value=1200), max_size=80))
def test_no_quarter_of_an_hour_holds_more_than_ten_tries_however_they_are_spread(pauzes):
    at, pogingen, dicht_tot, laatste, gelukt = BEGIN, 0, BEGIN, BEGIN, []
    for pauze in pauzes:
        at += timedelta(seconds=pauze)
        if at < dicht_tot:
            continue
        if telt_opnieuw(pogingen, laatste, at, PER_ACCOUNT):
            pogingen = 0
        pogingen, laatste = pogingen + 1, at
        dicht_tot = at + wachttijd(pogingen, PER_ACCOUNT)
        gelukt.append(at)

    drukste = max((sum(0 <= (b - a).total_seconds() < 900 for b in gelukt) for a in gelukt), default=0)

    assert drukste <= 10


@pytest.mark.parametrize(
    ("seconden", "woorden"),
    [(0.2, "1 seconde"), (20, "20 seconden"), (59.5, "1 minuut"), (61, "2 minuten"), (900, "15 minuten")],
)
def test_the_wait_is_said_as_people_say_it(seconden, woorden):
    assert in_woorden(timedelta(seconds=seconden)) == woorden
