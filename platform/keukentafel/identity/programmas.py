"""Accounts of programs: they have roles like people, and sign in nowhere. Their name begins in a way of its own."""

from __future__ import annotations

from typing import Final

VOORVOEGSEL: Final = "programma."
"""How the gebruikersnaam of the account of a program begins; no person gets such a name."""


def is_van_programma(gebruikersnaam: str) -> bool:
    """Tell whether this is the name of the account of a program."""
    return gebruikersnaam.startswith(VOORVOEGSEL)
