"""What comes first: crisis, then late, then four fifths of the time gone, then the fewest days left. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Final

from modules.dossier.rules.termijnstand import BIJNA

DAGEN_BIJNA: Final = 2
DAGEN_WEEK: Final = 7


class Risico(IntEnum):
    """How soon something has to happen; the lowest stands on top."""

    CRISIS = 0
    TE_LAAT = 1
    BIJNA = 2
    LOOPT = 3
    ZONDER_DAG = 4


@dataclass(frozen=True, slots=True)
class Tijd:
    """What the order looks at: the day it began, the last day, and whether somebody is in danger."""

    begin: date | None
    uiterlijk: date | None
    is_crisis: bool = False
    is_voorbij: bool = False  # what ends in hours, and whose hour passed


def is_voorbij(einde: datetime | None, nu: datetime | None) -> bool:
    """Whether the hour of something passed."""
    return einde is not None and nu is not None and einde < nu


def risico(tijd: Tijd, vandaag: date) -> Risico:
    """Return how urgent something is on a day. The last day itself is in time, and nearly over."""
    if tijd.is_crisis:
        return Risico.CRISIS
    if tijd.uiterlijk is None:
        return Risico.ZONDER_DAG
    if tijd.uiterlijk < vandaag or tijd.is_voorbij:
        return Risico.TE_LAAT
    return Risico.BIJNA if _is_bijna(tijd.begin, tijd.uiterlijk, vandaag) else Risico.LOOPT


def volgorde(tijd: Tijd, vandaag: date) -> tuple[int, date]:
    """Return by what a list of work is sorted: the risk, and within it the day."""
    return risico(tijd, vandaag), tijd.uiterlijk or date.max


def _is_bijna(begin: date | None, uiterlijk: date, vandaag: date) -> bool:
    if (uiterlijk - vandaag).days <= DAGEN_BIJNA:
        return True
    if begin is None or begin >= uiterlijk:
        return False
    return (vandaag - begin).days * 100 >= BIJNA * (uiterlijk - begin).days
