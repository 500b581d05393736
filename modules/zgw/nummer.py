"""Numbers that cannot be guessed and do not tell how many there are."""

from __future__ import annotations

import secrets
from typing import Final

_TEKENS: Final = "23456789BCDFGHJKMNPQRTVWXZ"  # no vowels, nothing that looks like another


def willekeurig() -> str:
    """Return eight signs: `K7F32M9Q`."""
    return "".join(secrets.choice(_TEKENS) for _ in range(8))
