"""The number a resident gets: easy to read aloud, impossible to guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

TEKENS: Final = "23456789BCDFGHJKMNPQRTVWXZ"
"""No vowels (no words), no 0 or O, no 1, I or L: nothing that sounds or looks like another."""
LENGTE: Final = 8


def maak_nummer(kies: Callable[[str], str]) -> str:
    """Return a number as `K7F3-2M9Q`; `kies` picks one sign of a text."""
    tekens = "".join(kies(TEKENS) for _ in range(LENGTE))
    return f"{tekens[:4]}-{tekens[4:]}"
