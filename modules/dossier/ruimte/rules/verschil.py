"""Who may read whose view, who may cut the knot, and what may be counted (F104, N01; domain.md 6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from modules.dossier.ruimte.woorden import Besluitwijze

RONDE, TERUGKIJKEN = "verschil_ronde", "verschil_terugkijken"
"""The norms: how long everybody has for an own view, and when people look back."""

MINSTENS: Final = 2
"""So many people are asked: one view is no difference."""
TE_WEINIG: Final = 5
GEEN_DEEL: Final = 10
"""Under the first no number is shown, under the second no percentage (ux.md 6)."""


@dataclass(frozen=True, slots=True)
class Beslisser:
    """What is known of somebody who wants to decide."""

    werkt_hier: bool
    is_regisseur: bool = False
    is_teamleider: bool = False


@dataclass(frozen=True, slots=True)
class Ronde:
    """How the first round stands: so many were asked, wrote, and still see it differently."""

    gevraagd: int
    geschreven: int
    blijft_anders: int = 0

    @property
    def is_rond(self) -> bool:
        """Whether everybody wrote."""
        return self.geschreven == self.gevraagd


def mag_visie_lezen(*, is_eigen: bool, is_gevraagd: bool, schreef: bool, dicht: bool) -> bool:
    """Tell whether somebody may read one view. This says in words what the query of the pages does.

    One's own, always. That of another after one's own was written, or when the first round is over. Who was
    not asked, waits for the end of the round.
    """
    return is_eigen or dicht or (is_gevraagd and schreef)


def waarom_niet(wijze: str, wie: Beslisser, ronde: Ronde) -> str:
    """Return why this person may not decide in this way, or nothing when it may be done."""
    if wijze == Besluitwijze.CONSENSUS:
        if not wie.werkt_hier:
            return "Dat leggen de mensen vast die met dit huishouden werken."
        if ronde.blijft_anders:
            return "Iemand blijft het anders zien. Dan zijn jullie het nog niet eens."
        return "" if ronde.is_rond else "Niet iedereen gaf een kijk. Dan zijn jullie het nog niet eens."
    if wijze == Besluitwijze.REGISSEUR:
        return "" if wie.is_regisseur else "Dat doet de regisseur van dit huishouden."
    if wijze == Besluitwijze.TEAMLEIDER:
        return "" if wie.is_teamleider else "Dat doet de teamleider."
    if wie.is_teamleider or wie.is_regisseur:
        return ""
    return "Dat legt de regisseur of de teamleider vast."


def wijzen_voor(wie: Beslisser, ronde: Ronde) -> tuple[str, ...]:
    """Return the ways in which this person may decide now."""
    return tuple(wijze for wijze in Besluitwijze.values if not waarom_niet(wijze, wie, ronde))


def vraagt_naam(wijze: str) -> bool:
    """Tell whether the record has to say who decided: somebody who does not work here."""
    return wijze in (Besluitwijze.DOORZETTINGSMACHT, Besluitwijze.COLLEGE)


def in_woorden(aantal: int) -> str:
    """Return a number as it may be shown: a small one stays hidden, because it could point at somebody."""
    return "minder dan 5" if 0 < aantal < TE_WEINIG else str(aantal)


def deel_in_woorden(deel: int, geheel: int) -> str:
    """Return a share with what it is a share of; of few nothing, and no part that is small on either side."""
    if geheel < GEEN_DEEL:
        return "te weinig om te tonen"
    if deel < TE_WEINIG or geheel - deel < TE_WEINIG:
        return _grof(deel, geheel)
    return f"{round(100 * deel / geheel)}% ({deel} van {geheel})"


def _grof(deel: int, geheel: int) -> str:
    if deel < TE_WEINIG:
        return "minder dan 5" if deel else f"0% (0 van {geheel})"
    return f"bijna alle {geheel}" if deel < geheel else f"100% ({geheel} van {geheel})"
