"""Looking again at a decision, without ballast (Wmo 2015, art. 2.3.9; F068)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding

VRAGEN: Final = (
    ("gezondheid", "Is de gezondheid hetzelfde gebleven?"),
    ("huis", "Wonen dezelfde mensen in huis?"),
    ("netwerk", "Helpen dezelfde mensen mee?"),
    ("hulp", "Past de hulp nog?"),
    ("aanbieder", "Wil de inwoner dezelfde aanbieder?"),
)
CODES: Final = tuple(code for code, _ in VRAGEN)


@dataclass(frozen=True, slots=True)
class Heronderzoek:
    """What somebody said about each question: True is `the same`; when and with whom it was asked."""

    gelijk: frozenset[str]
    anders: frozenset[str]
    gesproken_met: str
    dag: date


def is_ongewijzigd(onderzoek: Heronderzoek) -> bool:
    """Tell whether one confirmation is enough: every question was asked, and all is the same."""
    return onderzoek.gelijk == frozenset(CODES) and not onderzoek.anders


def controleer(onderzoek: Heronderzoek) -> tuple[Bevinding, ...]:
    """Return what is missing (art. 2.3.9: the college asks, and does so with the person)."""
    gemist = [
        Bevinding(f"Geef antwoord op de vraag: {vraag}", code)
        for code, vraag in VRAGEN
        if code not in onderzoek.gelijk and code not in onderzoek.anders
    ]
    if not onderzoek.gesproken_met.strip():
        gemist.append(Bevinding("Vul in met wie je hebt gesproken.", "gesproken_met"))
    return tuple(gemist)
