"""The terms and the borders of an objection (Awb chapters 6 and 7) and of a complaint (chapter 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from keukentafel.values.kalender import kalender_op
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde

INDIENEN: Final = "bezwaar_indienen"


@dataclass(frozen=True, slots=True)
class NietHoren:
    """A ground on which nobody has to be heard: in short, and as it is kept."""

    kort: str
    reden: str


NIET_HOREN: Final = MappingProxyType(
    {
        "a": NietHoren(
            "Het kan duidelijk niet in behandeling",
            "Het bezwaar kan niet in behandeling (Awb artikel 7:3 onder a).",
        ),
        "b": NietHoren(
            "Het is duidelijk ongegrond", "Het bezwaar is duidelijk ongegrond (Awb artikel 7:3 onder b)."
        ),
        "c": NietHoren(
            "De inwoner wil niet worden gehoord",
            "De inwoner wil niet worden gehoord (Awb artikel 7:3 onder c).",
        ),
        "d": NietHoren(
            "De inwoner reageerde niet op onze vraag",
            "De inwoner reageerde niet op tijd op de vraag of die gehoord wil worden (Awb artikel 7:3 onder d).",
        ),
        "e": NietHoren(
            "De inwoner krijgt helemaal gelijk",
            "De inwoner krijgt helemaal gelijk (Awb artikel 7:3 onder e).",
        ),
    }
)
"""The five grounds of Awb 7:3, by their letter."""
BESLISSEN: Final = "bezwaar_beslissen"
BESLISSEN_COMMISSIE: Final = "bezwaar_beslissen_commissie"
STUKKEN_DAGEN: Final = 10
KLACHT: Final = "klacht"
KLACHT_ADVISEUR: Final = "klacht_adviseur"


def _einde(sleutel: str, begin: date) -> date:
    return wettelijk_einde(begin, norm_op(sleutel, begin), kalender_op(begin))


def indienen_uiterlijk(bekend_op: date) -> date:
    """Return the last day to object: six weeks, from the day after it was made known (Awb 6:7, 6:8)."""
    return _einde(INDIENEN, bekend_op)


def beslissleutel(*, met_commissie: bool) -> str:
    """Return which term holds for the decision on an objection."""
    return BESLISSEN_COMMISSIE if met_commissie else BESLISSEN


def beslissen_uiterlijk(bekend_op: date, *, met_commissie: bool) -> date:
    """Return the last day to decide: six weeks after the time to object is over, twelve with a committee.

    Awb 7:10 lid 1 counts from the day after the time to object, also when the objection came early.
    """
    return _einde(beslissleutel(met_commissie=met_commissie), indienen_uiterlijk(bekend_op))


def klachtsleutel(*, met_adviseur: bool) -> str:
    """Return which term holds for a complaint."""
    return KLACHT_ADVISEUR if met_adviseur else KLACHT


def afhandelen_uiterlijk(ontvangen_op: date, *, met_adviseur: bool) -> date:
    """Return the last day for a complaint: six weeks, ten with an adviser or committee (Awb 9:11 lid 1)."""
    return _einde(klachtsleutel(met_adviseur=met_adviseur), ontvangen_op)


def wie_niet_op_bezwaar(*, beslist_door: object, by: object) -> str:
    """Return why this person may not decide on the objection; empty when he may (Awb 10:3 lid 3)."""
    if beslist_door == by:
        return (
            "Jij nam het besluit waar dit bezwaar over gaat. Op het bezwaar beslist iemand anders "
            "(Awb artikel 10:3 lid 3)."
        )
    return ""


def hoor_mist(*, gehoord: bool, niet_gehoord_omdat: str) -> str:
    """Return what is missing about the hearing before a decision; empty when it is there (Awb 7:2, 7:3)."""
    if gehoord or niet_gehoord_omdat.strip():
        return ""
    return (
        "De inwoner is nog niet gehoord (Awb artikel 7:2). Leg vast wanneer dat was, "
        "of waarom het niet hoeft (Awb artikel 7:3)."
    )


def te_snel_horen(dag: date, vandaag: date, *, is_afgesproken: bool) -> str:
    """Return why somebody cannot be invited for this day; empty when it can.

    Awb 7:4 lid 1: until ten days before the hearing papers may be sent in, so the invitation leaves
    that time, unless the resident agreed to an earlier day.
    """
    if dag < vandaag:
        return "Deze dag is al geweest. Kies een dag die nog komt."
    if (dag - vandaag).days <= STUKKEN_DAGEN and not is_afgesproken:
        return (
            f"Tot {STUKKEN_DAGEN} dagen voor de hoorzitting mag de inwoner stukken insturen "
            "(Awb artikel 7:4). Kies een latere dag, of leg vast dat de inwoner eerder wil."
        )
    return ""


def klacht_hoor_mist(*, gehoord: bool, niet_gehoord_omdat: str) -> str:
    """Return what is missing about the hearing before the answer to a complaint (Awb 9:10)."""
    if gehoord or niet_gehoord_omdat.strip():
        return ""
    return (
        "Geef de inwoner eerst de kans om te vertellen wat er is gebeurd (Awb artikel 9:10). "
        "Leg vast wanneer dat was, of waarom het niet hoeft."
    )
