"""Looking again at a decision, without ballast (Wmo 2015, art. 2.3.9; F068)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding
from modules.dossier.rules.maanden import plus_maanden

VRAGEN: Final = (
    ("gezondheid", "Is de gezondheid hetzelfde gebleven?"),
    ("huis", "Wonen dezelfde mensen in huis?"),
    ("netwerk", "Helpen dezelfde mensen mee?"),
    ("hulp", "Past de hulp nog?"),
    ("aanbieder", "Wil de inwoner dezelfde aanbieder?"),
)
CODES: Final = tuple(code for code, _ in VRAGEN)
_HOOGSTENS: Final = 60


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


def opnieuw_kijken_op(*, bekend_op: date, einde: date | None, ervoor: date | None, jaren: int) -> date:
    """Return the day by which somebody looks again at help that was decided on (art. 2.3.9).

    `ervoor` is the day the norm counts back to from the end of the help. Help shorter than that is
    looked at before it ends; help without an end every so many years.
    """
    if einde is None:
        return plus_maanden(bekend_op, jaren * 12)
    return ervoor if ervoor is not None and ervoor > bekend_op else max(einde, bekend_op)


def minuten_sinds(seconden: float) -> int:
    """Return whole minutes of work on the page, at least one; who left it open all day counts an hour."""
    return max(1, min(_HOOGSTENS, round(seconden / 60)))
