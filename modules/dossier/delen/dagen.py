"""The moments at which a day begins and ends in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def begin_van(dag: date) -> datetime:
    """Return the first moment of a day."""
    return timezone.make_aware(datetime.combine(dag, time()))


def na(dag: date) -> datetime:
    """Return the first moment after a day: what counts until and including that day, ends here."""
    return begin_van(dag + timedelta(days=1))
