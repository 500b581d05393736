"""Age, and what changes on a birthday (domain 5.4, 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.values.datum_tekst import datum
from modules.dossier.rules.maanden import plus_maanden

GRENZEN: Final = (12, 16, 18)
TRANSITIEPLAN_MAANDEN: Final = 16 * 12 + 6  # a plan for turning 18 starts at sixteen and a half


class Toestemming(StrEnum):
    """Who decides on youth help (Jeugdwet 7.3.4, 7.3.5, 7.3.15)."""

    OUDERS = "ouders"
    SAMEN = "samen"
    ZELF = "zelf"


def leeftijd_op(geboren: date, dag: date) -> int:
    """Return the age in whole years. Who was born on 29 February turns a year older on 1 March.

    :raises ValueError: the day lies before the birth.
    """
    if dag < geboren:
        raise ValueError("De dag ligt voor de geboorte.")
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def verjaardag(geboren: date, leeftijd: int) -> date:
    """Return the day somebody reaches an age."""
    try:
        return geboren.replace(year=geboren.year + leeftijd)
    except ValueError:
        return date(geboren.year + leeftijd, 3, 1)


def is_minderjarig(geboren: date, dag: date) -> bool:
    """Return whether somebody is under 18."""
    return leeftijd_op(geboren, dag) < 18


def wie_beslist(geboren: date, dag: date) -> Toestemming:
    """Return who decides on youth help: parents with gezag under 12, together from 12, alone from 16."""
    leeftijd = leeftijd_op(geboren, dag)
    if leeftijd < 12:
        return Toestemming.OUDERS
    return Toestemming.SAMEN if leeftijd < 16 else Toestemming.ZELF


def wie_beslist_zin(geboren: date, dag: date) -> str:
    """Return that in words, with the article."""
    zinnen = {
        Toestemming.OUDERS: "Ouders met gezag beslissen (Jeugdwet artikel 7.3.15).",
        Toestemming.SAMEN: "De jongere en de ouders met gezag beslissen samen (Jeugdwet artikel 7.3.4).",
        Toestemming.ZELF: "De jongere beslist zelf (Jeugdwet artikel 7.3.5).",
    }
    return "Beslist zelf." if not is_minderjarig(geboren, dag) else zinnen[wie_beslist(geboren, dag)]


@dataclass(frozen=True, slots=True)
class Grens:
    """The next birthday on which rights change."""

    leeftijd: int
    datum: date

    def __str__(self) -> str:
        return f"Wordt {self.leeftijd} op {datum(self.datum)}"


def volgende_grens(geboren: date, dag: date) -> Grens | None:
    """Return the next of 12, 16 and 18; none for an adult. A birthday itself has already come."""
    grenzen = (Grens(leeftijd, verjaardag(geboren, leeftijd)) for leeftijd in GRENZEN)
    return next((grens for grens in grenzen if grens.datum > dag), None)


@dataclass(frozen=True, slots=True)
class Verandering:
    """What changes on a birthday that is still to come, in words with its article (domain 5.4)."""

    leeftijd: int
    datum: date
    zin: str


VERANDERT: Final = {
    12: (
        "Beslist vanaf dan mee over jeugdhulp, samen met de ouders met gezag (Jeugdwet artikel 7.3.4). "
        "Mag het eigen dossier zien als dat kan (Wmo artikel 5.3.2). Ouders kijken niet meer namens het kind."
    ),
    16: (
        "Beslist vanaf dan zelf over jeugdhulp (Jeugdwet artikel 7.3.5). "
        "Ouders krijgen alleen nog iets te zien als de jongere dat goed vindt (Wmo artikel 5.3.2)."
    ),
    18: (
        "Is vanaf dan meerderjarig: het gezag stopt (BW artikel 1:233) en wat ouders mochten zien ook. "
        "Vraag opnieuw toestemming aan de jongere zelf."
    ),
}
"""Who decides and who sees, from this age on."""


def wat_verandert(geboren: date, dag: date) -> list[Verandering]:
    """Return every change that is still to come, the first one first; none for an adult."""
    return [
        Verandering(leeftijd, verjaardag(geboren, leeftijd), VERANDERT[leeftijd])
        for leeftijd in GRENZEN
        if verjaardag(geboren, leeftijd) > dag
    ]


def bereikt_vandaag(geboren: date, dag: date) -> int | None:
    """Return which of 12, 16 and 18 somebody becomes on this very day."""
    return next((leeftijd for leeftijd in GRENZEN if verjaardag(geboren, leeftijd) == dag), None)


def transitieplan_vanaf(geboren: date) -> date:
    """Return the day the plan for turning 18 begins."""
    return plus_maanden(geboren, TRANSITIEPLAN_MAANDEN)
