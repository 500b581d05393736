"""Turning eighteen: when the plan begins, what is looked at, what may go on to 23 (domain.md 4.3). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from modules.dossier.rules.leeftijd import leeftijd_op, transitieplan_vanaf, verjaardag
from modules.dossier.rules.maanden import plus_maanden
from modules.jeugd.woorden import Nodig, Toekomstpunt

HALF_JAAR: Final = 6
TOT_VERLENGD: Final = 23
TOT_PLEEGZORG: Final = 21


class Overgangstand(StrEnum):
    """Where a young person stands on the way to eighteen."""

    TE_VROEG = "te_vroeg"
    PLAN_NODIG = "plan_nodig"
    BEZIG = "bezig"
    NALOPEN = "nalopen"
    ROND = "rond"
    VOLWASSEN = "volwassen"


@dataclass(frozen=True, slots=True)
class Overgang:
    """The stand with what to do, and which of the seven subjects are open."""

    stand: Overgangstand
    zin: str
    open: tuple[Toekomstpunt, ...] = ()

    @property
    def vraagt_werk(self) -> bool:
        """Whether somebody has to do something now."""
        return self.stand in (Overgangstand.PLAN_NODIG, Overgangstand.NALOPEN)


def open_punten(punten: Mapping[str, str]) -> tuple[Toekomstpunt, ...]:
    """Return which of the seven subjects nobody looked at yet."""
    return tuple(punt for punt in Toekomstpunt if not punten.get(punt.value, Nodig.ONBEKEND))


def overgang(geboren: date, dag: date, *, heeft_plan: bool, punten: Mapping[str, str]) -> Overgang:
    """Return where somebody stands: a plan from sixteen and a half, seven subjects at seventeen."""
    open_ = open_punten(punten)
    if leeftijd_op(geboren, dag) >= 18:
        return Overgang(Overgangstand.VOLWASSEN, "Is 18 jaar of ouder.", open_)
    if dag < transitieplan_vanaf(geboren):
        return Overgang(Overgangstand.TE_VROEG, "Het plan voor 18 jaar begint bij 16 en een half.", open_)
    if not heeft_plan:
        return Overgang(
            Overgangstand.PLAN_NODIG, "Maak samen een plan: wat is er nodig als de jongere 18 wordt?", open_
        )
    if not open_:
        return Overgang(Overgangstand.ROND, "Alle zeven onderwerpen zijn bekeken.", ())
    if dag >= verjaardag(geboren, 17):
        aantal = len(open_)
        over = "is nog 1 onderwerp" if aantal == 1 else f"zijn nog {aantal} onderwerpen"
        return Overgang(Overgangstand.NALOPEN, f"De jongere is 17. Er {over} niet bekeken.", open_)
    return Overgang(Overgangstand.BEZIG, "Het plan is begonnen. Bij 17 jaar moet alles bekeken zijn.", open_)


@dataclass(frozen=True, slots=True)
class Verlenging:
    """Whether youth help may go on after eighteen, until which day, and why."""

    mag: bool
    reden: str
    tot: date | None = None
    artikel: str = "Jeugdwet, artikel 1.1 (jeugdige)"


def vraagt_verlenging(geboren: date, dag: date, *, loopt: bool, verlengd_tot: date | None) -> str:
    """Return what to settle when help runs on after eighteen; empty when nothing (Jeugdwet 1.1).

    `verlengd_tot` is until when going on was agreed; at eighteen help stops unless somebody agreed on more.
    """
    if not loopt or dag < verjaardag(geboren, 18) or (verlengd_tot is not None and dag < verlengd_tot):
        return ""
    if dag >= verjaardag(geboren, TOT_VERLENGD):
        return "De jongere is 23 jaar. Jeugdhulp stopt dan. Rond de hulpvraag af (Jeugdwet artikel 1.1)."
    return "De jongere is 18 jaar. Leg vast of de jeugdhulp doorgaat, of rond de hulpvraag af (Jeugdwet artikel 1.1)."


def verlengde_jeugdhulp(
    geboren: date,
    dag: date,
    *,
    begonnen_op: date | None = None,
    besloten_op: date | None = None,
    gestopt_op: date | None = None,
    is_pleegzorg: bool = False,
) -> Verlenging:
    """Return whether help may go on or start again after eighteen (Jeugdwet 1.1, jeugdige, under 3).

    Until 23, when it began or was decided before eighteen, or when it is needed again within half a year
    after it stopped. Pleegzorg goes on until 21 by itself.
    """
    achttien, grens = verjaardag(geboren, 18), verjaardag(geboren, TOT_VERLENGD)
    if dag < achttien:
        return Verlenging(True, "De jongere is nog geen 18 jaar.", achttien)
    if dag >= grens:
        return Verlenging(False, "Jeugdhulp kan tot 23 jaar. Kijk wat er past uit de Wmo, Zvw of Wlz.", grens)
    if is_pleegzorg and dag < verjaardag(geboren, TOT_PLEEGZORG):
        return Verlenging(True, "Pleegzorg loopt door tot 21 jaar.", verjaardag(geboren, TOT_PLEEGZORG))
    begon = begonnen_op is not None and begonnen_op < achttien
    besloten = besloten_op is not None and besloten_op < achttien
    if not (begon or besloten):
        return Verlenging(
            False, "De hulp is niet begonnen en er is niet over besloten voor de 18e verjaardag.", None
        )
    if gestopt_op is not None and dag > plus_maanden(gestopt_op, HALF_JAAR):
        return Verlenging(
            False,
            "De hulp stopte langer dan een half jaar geleden. Opnieuw beginnen kan dan niet meer.",
            None,
        )
    if gestopt_op is not None:
        return Verlenging(True, "De hulp is binnen een half jaar weer nodig.", grens)
    return Verlenging(
        True,
        "De hulp begon voor de 18e verjaardag."
        if begon
        else "Voor de 18e verjaardag is besloten dat de hulp nodig is.",
        grens,
    )
