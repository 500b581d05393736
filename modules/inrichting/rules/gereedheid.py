"""The seven checks of a team model: is the gemeente ready for it (domain 2.5, F006)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Check:
    """One of the seven checks."""

    sleutel: str
    vraag: str
    uitleg: str


CHECKS: Final = (
    Check(
        "kwaliteit",
        "Kunnen de medewerkers hun werk goed doen?",
        "Denk aan werving, scholing, intervisie en een teamleider.",
    ),
    Check(
        "leertijd",
        "Is er tijd om te leren?",
        "In het eerste jaar past een kleiner aantal huishoudens bij een medewerker.",
    ),
    Check(
        "beleid_en_praktijk",
        "Past het beleid bij de praktijk?",
        "Denk aan het mandaat om te verwijzen en een Wmo-loket in het team.",
    ),
    Check(
        "verzilvering",
        "Is afgesproken welke oude uitgaven stoppen?",
        "Nieuw geld voor het team komt in de plaats van iets anders.",
    ),
    Check(
        "voorfinanciering",
        "Is er geld om te beginnen?",
        "De kosten komen eerst, de besparing komt later.",
    ),
    Check(
        "bevoegdheden",
        "Mag het team wat je ervan verwacht?",
        "Een team dat veel moet oplossen, heeft ook iets te zeggen nodig.",
    ),
    Check(
        "onafhankelijkheid",
        "Is het team onafhankelijk van specialistische aanbieders?",
        "Dan kiest het team de hulp die past, en niet die van de eigen organisatie.",
    ),
)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What somebody answered to a check: in order or not, who takes care, by when."""

    sleutel: str
    geregeld: bool | None = None
    eigenaar: str = ""
    datum: date | None = None


def gereedheid_zin(antwoorden: tuple[Antwoord, ...]) -> str:
    """Return the stand of the seven checks in one sentence."""
    geregeld = sum(antwoord.geregeld is True for antwoord in antwoorden)
    zonder = sum(antwoord.geregeld is not True and not antwoord.eigenaar.strip() for antwoord in antwoorden)
    zonder += len(CHECKS) - len(antwoorden)
    zin = f"{geregeld} van de {len(CHECKS)} checks zijn geregeld."
    if zonder == 0:
        return zin
    return f"{zin} Bij {zonder} staat nog niet wie ervoor zorgt."
