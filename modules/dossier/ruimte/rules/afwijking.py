"""When two deviations are of the same rule, when a rule asks for an answer, and how the backing stands."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

DREMPEL = 3
"""So many deviations of one rule open a signal for policy (domain.md 6.7)."""

STEUN, SIGNAAL = "afwijking_steun", "beleidssignaal"
"""The norms: how long the manager has for an answer, and how long policy has."""

_KORT = {"art": "artikel", "artikelen": "artikel", "lid": "lid", "hfst": "hoofdstuk"}


def regelsleutel(titel: str) -> str:
    """Return what a rule is known by, however somebody wrote it: `Art. 7, lid 2` is `artikel 7 lid 2`."""
    woorden = re.findall(r"\w+(?:[.:]\w+)*", titel.casefold())
    return " ".join(_KORT.get(woord, woord) for woord in woorden)[:160]


def vraagt_om_antwoord(losse: int) -> bool:
    """Tell whether so many deviations, that stand in no signal yet, are a reason to ask policy."""
    return losse >= DREMPEL


class Steunstand(StrEnum):
    """How the backing of a deviation stands today."""

    GESTEUND = "gesteund"
    NIET_GESTEUND = "niet_gesteund"
    WACHT = "wacht"
    STIL = "stil"


def steunstand(steun: str, uiterlijk: date, vandaag: date) -> Steunstand:
    """Return how the backing stands; nobody who answered in time is silence, and it is named so (F103)."""
    if steun:
        return Steunstand.GESTEUND if steun == "ja" else Steunstand.NIET_GESTEUND
    return Steunstand.STIL if vandaag > uiterlijk else Steunstand.WACHT
