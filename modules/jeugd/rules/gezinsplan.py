"""The family makes its own plan first (Jeugdwet 4.1.2), and what stands in the way of a decision. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from modules.jeugd.woorden import Gezinsplan

ARTIKEL: Final = "Jeugdwet, artikel 4.1.2"
VRAAGT_REDEN: Final = frozenset({Gezinsplan.DREIGING, Gezinsplan.SCHADE})


def gezinsplan_klopt(
    keuze: str, *, aangeboden_op: date | None, toelichting: str
) -> tuple[tuple[str, str], ...]:
    """Return what is missing, as (field, sentence).

    It is offered first. Only when the parents do not want it, at a concrete threat, or when it harms the
    child otherwise, it may be left out; the last two need a reason in words (Jeugdwet 4.1.2).
    """
    mist = []
    if keuze not in (Gezinsplan.DREIGING, Gezinsplan.SCHADE) and aangeboden_op is None:
        mist.append(("aangeboden_op", "Vul in op welke dag je het hebt aangeboden."))
    if keuze in VRAAGT_REDEN and not toelichting.strip():
        mist.append(("toelichting", "Schrijf op welke dreiging of schade je ziet."))
    return tuple(mist)


@dataclass(frozen=True, slots=True)
class Besluitfeiten:
    """What must be there before a decision on youth help."""

    gezinsplan: str
    heeft_woonplaats: bool
    is_onze_gemeente: bool
    weet_wie_beslist: str  # why nobody may be asked; empty when it is known
    stem_kind: bool
    werktoedeling: str  # why this person may not; empty when allowed
    is_aangevraagd: bool = True
    instemming: tuple[tuple[str, str], ...] = ()  # who still has to agree before help begins
    te_oud: str = ""  # why help may not begin after eighteen; empty when it may


def ontbreekt_voor_besluit(feiten: Besluitfeiten) -> tuple[tuple[str, str], ...]:
    """Return what a decision on youth help misses, as (part of the page, sentence)."""
    mist = []
    if not feiten.is_aangevraagd:
        mist.append(("stappen", "Er is nog geen aanvraag. Leg eerst vast op welke dag is aangevraagd."))
    mist += _woonplaats(feiten)
    mist += _gezinsplan(feiten)
    if feiten.weet_wie_beslist:
        mist.append(("gezag", feiten.weet_wie_beslist))
    if not feiten.stem_kind:
        mist.append(("stem", "Schrijf op wat het kind zelf wil, of waarom je dat nog niet weet."))
    if feiten.werktoedeling:
        mist.append(("professional", feiten.werktoedeling))
    return tuple(mist)


def ontbreekt_voor_hulp(feiten: Besluitfeiten) -> tuple[tuple[str, str], ...]:
    """Return what the help itself misses before it begins, after a decision as after a referral.

    Our gemeente is responsible (Jeugdwet 1.1), the family was offered to make its own plan (4.1.2), who
    decides agrees (7.3.4), a registered professional does the work (Besluit Jeugdwet 5.1.1), and after
    eighteen only what may go on (1.1).
    """
    mist = [("leeftijd", feiten.te_oud)] if feiten.te_oud else []
    mist += _woonplaats(feiten)
    mist += _gezinsplan(feiten)
    if feiten.weet_wie_beslist:
        mist.append(("gezag", feiten.weet_wie_beslist))
    else:
        mist += feiten.instemming
    if feiten.werktoedeling:
        mist.append(("professional", feiten.werktoedeling))
    return tuple(mist)


def _woonplaats(feiten: Besluitfeiten) -> list[tuple[str, str]]:
    mist = []
    if not feiten.heeft_woonplaats:
        mist.append(("woonplaats", "Bekijk eerst welke gemeente verantwoordelijk is (Jeugdwet artikel 1.1)."))
    elif not feiten.is_onze_gemeente:
        mist.append(
            (
                "woonplaats",
                "Een andere gemeente is verantwoordelijk (Jeugdwet artikel 1.1). Draag de vraag over.",
            )
        )
    return mist


def _gezinsplan(feiten: Besluitfeiten) -> list[tuple[str, str]]:
    if feiten.gezinsplan != Gezinsplan.NIET_AANGEBODEN:
        return []
    return [("gezinsplan", "Bied de familie eerst aan om zelf een plan te maken (Jeugdwet artikel 4.1.2).")]
