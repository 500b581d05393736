"""When an unpaid invoice asks for a reminder, and when a person may decide to more than that."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAGEN = (7, 21, 42)
"""The first, second and third reminder: so many days after the invoice should have been paid."""
NOG = timedelta(days=14)
"""How long a reminder gives to pay."""
MAANDEN_TOT_LEZEN = 3


def volgende_herinnering(*, vervaldatum: date, gehad: int, vandaag: date) -> int | None:
    """Return the number of the reminder that is due today, or None. None is ever skipped."""
    if gehad >= len(DAGEN):
        return None
    return gehad + 1 if vandaag >= vervaldatum + timedelta(days=DAGEN[gehad]) else None


def lezen_mag_vanaf(vervaldatum: date) -> date:
    """Return the first day on which a person may decide on read-only: three months after it was due."""
    teller = vervaldatum.year * 12 + vervaldatum.month - 1 + MAANDEN_TOT_LEZEN
    jaar, maand = divmod(teller, 12)
    return date(jaar, maand + 1, min(vervaldatum.day, monthrange(jaar, maand + 1)[1]))
