"""Months on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def plus_maanden(dag: date, aantal: int) -> date:
    """Return the same day of the month `aantal` months later, or the last day of a shorter month."""
    jaren, maand = divmod(dag.month - 1 + aantal, 12)
    jaar = dag.year + jaren
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
