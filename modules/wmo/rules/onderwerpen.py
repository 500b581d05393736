"""The seven subjects that an onderzoek covers (Wmo 2015, art. 2.3.2 lid 4; F061)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """One subject: its letter in the law, what it is called here, what to ask, and what belongs in it."""

    letter: str
    titel: str
    vraag: str
    uitleg: str

    @property
    def vindplaats(self) -> str:
        """Where the law asks it."""
        return f"Wmo artikel 2.3.2 lid 4 onder {self.letter}"


ONDERWERPEN: Final = (
    Onderwerp(
        "a",
        "Wat iemand nodig heeft en wil",
        "Wat is er aan de hand, wie bent u en wat wilt u graag?",
        "De behoefte, de persoon en de voorkeuren.",
    ),
    Onderwerp(
        "b",
        "Eigen kracht en gebruikelijke hulp",
        "Wat lukt zelf, en wat doen de mensen in huis voor elkaar?",
        "Wat iemand zelf kan, en wat huisgenoten gewoonlijk voor elkaar doen.",
    ),
    Onderwerp(
        "c",
        "Mantelzorg en netwerk",
        "Wie helpt al, en wie wil of kan nog helpen?",
        "Hulp van mantelzorgers, familie, vrienden en buren.",
    ),
    Onderwerp(
        "d",
        "Hulp voor de mantelzorger",
        "Wat heeft de mantelzorger zelf nodig?",
        "Is er geen mantelzorger, schrijf dat dan op.",
    ),
    Onderwerp(
        "e",
        "Wat er voor iedereen is",
        "Wat is er in de buurt, en wat zou u daar willen doen?",
        "Algemene voorzieningen en zinvolle activiteiten.",
    ),
    Onderwerp(
        "f",
        "Samen met zorg, school, wonen en werk",
        "Met wie stemmen we af?",
        "Zorgverzekeraar, jeugdhulp, onderwijs, wonen, werk en inkomen.",
    ),
    Onderwerp(
        "g",
        "Wat iemand zelf betaalt",
        "Weet u wat u zelf betaalt, en dat u mag kiezen voor een pgb?",
        "De bijdrage die gaat gelden, en uitleg over het pgb (lid 6).",
    ),
)
PER_LETTER: Final[Mapping[str, Onderwerp]] = {onderwerp.letter: onderwerp for onderwerp in ONDERWERPEN}
LETTERS: Final = tuple(PER_LETTER)


def ontbrekende(teksten: Mapping[str, str]) -> tuple[Onderwerp, ...]:
    """Return the subjects that have no text yet, in the order of the law.

    White space is no text: an onderzoek that skips a subject is not the one the law asks for.
    """
    return tuple(onderwerp for onderwerp in ONDERWERPEN if not teksten.get(onderwerp.letter, "").strip())


def zin_over(ontbreekt: tuple[Onderwerp, ...]) -> str:
    """Return in one sentence what is still empty; nothing when all is there."""
    if not ontbreekt:
        return ""
    namen = ", ".join(f"{onderwerp.letter} ({onderwerp.titel})" for onderwerp in ontbreekt)
    if len(ontbreekt) == 1:
        return f"In het onderzoek is nog leeg: onderdeel {namen}. Vul dat eerst in."
    return f"In het onderzoek zijn nog {len(ontbreekt)} onderdelen leeg: {namen}. Vul die eerst in."
