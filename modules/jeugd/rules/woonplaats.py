"""Which gemeente is responsible: the woonplaatsbeginsel (Jeugdwet 1.1, since 1 January 2022). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from modules.jeugd.woorden import Woonregel

ARTIKEL: Final = "Jeugdwet, artikel 1.1 (woonplaats)"
SINDS: Final = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class Woonfeiten:
    """What is known of where a child lives; an empty name is not known.

    `gemeente_voor_verblijf` is where the child stood in the BRP directly before the stay. Stays that
    follow each other without a break are one stay: then it is the gemeente before the first of them.
    """

    gemeente_brp: str = ""
    heeft_verblijf: bool = False
    gemeente_voor_verblijf: str = ""
    gemeente_moeder_bij_geboorte: str = ""
    gemeente_werkelijk: str = ""


@dataclass(frozen=True, slots=True)
class Woonplaats:
    """Which gemeente, by which part of the rule and why. Without a gemeente `ontbreekt` says what to ask."""

    gemeente: str
    regel: Woonregel
    reden: str
    artikel: str = ARTIKEL
    ontbreekt: str = ""

    @property
    def is_bekend(self) -> bool:
        """Whether the rule came to a gemeente."""
        return bool(self.gemeente)

    def is_van(self, gemeente: str) -> bool:
        """Tell whether this gemeente is the one."""
        return bool(self.gemeente) and _vorm(self.gemeente) == _vorm(gemeente)


def woonplaats(feiten: Woonfeiten) -> Woonplaats:
    """Return the responsible gemeente with the reason (Jeugdwet 1.1).

    Without a stay: where the child stands in the BRP. With a stay: where the child stood directly before
    it. Not known: where the mother stood at the birth, and else where the child really is.
    """
    if not feiten.heeft_verblijf and feiten.gemeente_brp:
        return Woonplaats(
            feiten.gemeente_brp,
            Woonregel.BRP,
            f"Het kind krijgt hulp zonder verblijf en staat in de BRP in {feiten.gemeente_brp}.",
        )
    if feiten.heeft_verblijf and feiten.gemeente_voor_verblijf:
        return Woonplaats(
            feiten.gemeente_voor_verblijf,
            Woonregel.VOOR_VERBLIJF,
            f"Het kind krijgt hulp met verblijf en stond direct daarvoor in de BRP in "
            f"{feiten.gemeente_voor_verblijf}.",
        )
    onbekend = (
        "Waar het kind direct voor het verblijf stond ingeschreven, is niet bekend."
        if feiten.heeft_verblijf
        else "Waar het kind staat ingeschreven, is niet bekend."
    )
    if feiten.gemeente_moeder_bij_geboorte:
        return Woonplaats(
            feiten.gemeente_moeder_bij_geboorte,
            Woonregel.MOEDER,
            f"{onbekend} De moeder stond bij de geboorte ingeschreven in "
            f"{feiten.gemeente_moeder_bij_geboorte}.",
        )
    if feiten.gemeente_werkelijk:
        return Woonplaats(
            feiten.gemeente_werkelijk,
            Woonregel.WERKELIJK,
            f"{onbekend} Ook van de moeder is dat niet bekend. Het kind verblijft nu in "
            f"{feiten.gemeente_werkelijk}.",
        )
    vraag = (
        "Vraag waar het kind direct voor het verblijf stond ingeschreven."
        if feiten.heeft_verblijf
        else "Kijk in de BRP in welke gemeente het kind staat ingeschreven."
    )
    return Woonplaats("", Woonregel.WERKELIJK, onbekend, ontbreekt=vraag)


def moet_opnieuw(
    *, laatste: date | None, verhuisd_op: date | None, verblijf_op: date | None, is_ander_adres: bool = False
) -> str:
    """Return why the woonplaats has to be looked at (again): at every start and every move; empty when not.

    `is_ander_adres`: the child lives at another address than when somebody looked the last time.
    """
    if laatste is None:
        return "Bekijk eerst welke gemeente verantwoordelijk is."
    if is_ander_adres or (verhuisd_op is not None and verhuisd_op > laatste):
        return "Het kind is verhuisd. Bekijk opnieuw welke gemeente verantwoordelijk is."
    if verblijf_op is not None and verblijf_op > laatste:
        return "Het verblijf is veranderd. Bekijk opnieuw welke gemeente verantwoordelijk is."
    return ""


def _vorm(naam: str) -> str:
    return " ".join(naam.casefold().removeprefix("gemeente ").split())
