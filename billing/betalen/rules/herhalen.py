"""When something that did not succeed is tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

_WACHT: Final = (1, 2, 5, 15, 60, 180, 360, 720, 1440)
POGINGEN: Final = len(_WACHT) + 1


def wacht_na(pogingen: int) -> timedelta | None:
    """Return how long to wait after this many tries; None: it is given up and a person looks."""
    return timedelta(minutes=_WACHT[pogingen - 1]) if pogingen <= len(_WACHT) else None
