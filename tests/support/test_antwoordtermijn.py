"""Before when we answer, in the hours that people work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.kalender import kalender_op
from support.rules.antwoordtermijn import WERKUREN, antwoord_voor
from support.rules.resterend import niveau, nog


@pytest.mark.parametrize(
    ("prioriteit", "vanaf", "voor"),
    [
        ("kritiek", "2026-11-28 23:10", "2026-11-29 00:10"),  # a Saturday night
        ("hoog", "2026-11-24 09:00", "2026-11-24 13:00"),
        ("hoog", "2026-11-24 16:00", "2026-11-25 11:30"),
        ("hoog", "2026-11-27 16:30", "2026-11-30 12:00"),  # over a weekend
        ("normaal", "2026-11-24 08:30", "2026-11-25 16:00"),
        ("laag", "2026-12-24 16:00", "2027-01-01 00:00"),
    ],
)
def test_it_counts_working_hours(prioriteit: str, vanaf: str, voor: str) -> None:
    begin = localtime(datetime.fromisoformat(f"{vanaf}+01:00"))
    einde = antwoord_voor(prioriteit, begin, kalender_op(begin.date()))

    if prioriteit == "laag":  # Christmas and the weekend do not count
        assert einde > datetime.fromisoformat(f"{voor}+01:00")
    else:
        assert einde == datetime.fromisoformat(f"{voor}+01:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),
    st.sampled_from([naam for naam in WERKUREN if naam != "kritiek"]),
)
def test_it_ends_on_a_working_day_and_never_too_soon(vanaf: datetime, prioriteit: str) -> None:
    kalender = kalender_op(vanaf.date())
    einde = antwoord_voor(prioriteit, vanaf, kalender)

    assert einde - vanaf >= timedelta(hours=WERKUREN[prioriteit])
    assert kalender.is_werkdag(localtime(einde).date())


@pytest.mark.parametrize(
    ("minuten", "woorden", "hoe"),
    [
        (50, "nog 50 minuten", "danger"),
        (1, "nog 1 minuut", "danger"),
        (170, "nog 2 uur en 50 minuten", "warning"),
        (180, "nog 3 uur", "warning"),
        (3000, "nog 2 dagen", "ok"),
        (-90, "1 uur en 30 minuten te laat", "danger"),
    ],
)
def test_how_long_it_still_takes(minuten: int, woorden: str, hoe: str) -> None:
    nu = datetime(2026, 11, 24, 14, 10, tzinfo=UTC)

    assert nog(nu + timedelta(minutes=minuten), nu) == woorden
    assert niveau(nu + timedelta(minutes=minuten), nu) == hoe
