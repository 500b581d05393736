"""The lawful order of a decision, an objection and a complaint: what may follow on what, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from modules.dossier.besluiten.woorden import BezwaarStand, KlachtStand, Stand


class Handeling(StrEnum):
    """What somebody does with a decision."""

    WIJZIGEN = "wijzigen"
    VOORLEGGEN = "voorleggen"
    TERUGLEGGEN = "terugleggen"
    AKKOORD = "akkoord"
    NEMEN = "nemen"
    BEKENDMAKEN = "bekendmaken"
    STOPPEN = "stoppen"
    VERVOLGEN = "vervolgen"
    BEZWAAR = "bezwaar"


@dataclass(frozen=True, slots=True)
class Stap:
    """From which places something may be done, and where it leads."""

    van: frozenset[str]
    naar: str = ""


_CONCEPT, _VOOR, _GENOMEN, _BEKEND, _WEG = (
    Stand.CONCEPT,
    Stand.TER_BEOORDELING,
    Stand.GENOMEN,
    Stand.BEKEND,
    Stand.INGETROKKEN,
)
STAPPEN: Final[Mapping[Handeling, Stap]] = MappingProxyType(
    {
        Handeling.WIJZIGEN: Stap(frozenset({_CONCEPT}), _CONCEPT),
        Handeling.VOORLEGGEN: Stap(frozenset({_CONCEPT, _VOOR}), _VOOR),
        Handeling.TERUGLEGGEN: Stap(frozenset({_VOOR}), _CONCEPT),
        Handeling.AKKOORD: Stap(frozenset({_VOOR}), _CONCEPT),
        Handeling.NEMEN: Stap(frozenset({_CONCEPT, _VOOR}), _GENOMEN),
        Handeling.BEKENDMAKEN: Stap(frozenset({_GENOMEN}), _BEKEND),
        # Not made known is not in force (Awb 3:40): it may still be withdrawn without a new decision.
        Handeling.STOPPEN: Stap(frozenset({_CONCEPT, _VOOR, _GENOMEN}), _WEG),
        Handeling.VERVOLGEN: Stap(frozenset({_BEKEND}), _BEKEND),
        Handeling.BEZWAAR: Stap(frozenset({_BEKEND}), _BEKEND),
    }
)
_NOG_NIET: Final = "Dit besluit is nog niet genomen. Neem eerst het besluit."
_NOG_NIET_BEKEND: Final = (
    "Dit besluit is nog niet bekendgemaakt. Leg eerst vast wanneer het is verstuurd (Awb artikel 3:41)."
)
_AL_GENOMEN: Final = "Dit besluit is al genomen. Wil je iets anders, maak dan een nieuw besluit."
_AL_BEKEND: Final = (
    "Dit besluit is al bekendgemaakt. "
    "Wil je iets anders, maak dan een nieuw besluit dat dit wijzigt of intrekt."
)
_IS_WEG: Final = "Dit besluit is ingetrokken. Er kan niets meer mee. Maak een nieuw besluit."
_VOORGELEGD: Final = "Dit besluit ligt bij een collega. Vraag die om het terug te leggen, dan kun je verder."
_NIET_VOORGELEGD: Final = "Dit besluit is niet voorgelegd. Leg het eerst aan een collega voor."


def waarom_niet(handeling: Handeling, stand: str) -> str:
    """Return why this cannot be done with a decision that stands here; empty when it can."""
    if stand in STAPPEN[handeling].van:
        return ""
    if stand == _WEG:
        return _IS_WEG
    if handeling in (Handeling.BEKENDMAKEN, Handeling.VERVOLGEN, Handeling.BEZWAAR):
        if stand in (_CONCEPT, _VOOR):
            return _NOG_NIET
        return _AL_BEKEND if handeling is Handeling.BEKENDMAKEN else _NOG_NIET_BEKEND
    if stand == _GENOMEN:
        return _AL_GENOMEN
    if stand == _BEKEND:
        return _AL_BEKEND
    return _VOORGELEGD if stand == _VOOR else _NIET_VOORGELEGD


def na(handeling: Handeling, stand: str) -> str:
    """Return where a decision stands after this was done."""
    return STAPPEN[handeling].naar or stand


class Bezwaarhandeling(StrEnum):
    """What somebody does with an objection."""

    HOREN = "horen"
    AFZIEN_VAN_HOREN = "afzien_van_horen"
    VERDAGEN = "verdagen"
    BESLISSEN = "beslissen"
    BEKENDMAKEN = "bekendmaken"
    INTREKKEN = "intrekken"


_OPEN_BEZWAAR: Final = frozenset({BezwaarStand.ONTVANGEN.value, BezwaarStand.GEHOORD.value})
BEZWAARSTAPPEN: Final[Mapping[Bezwaarhandeling, Stap]] = MappingProxyType(
    {
        Bezwaarhandeling.HOREN: Stap(frozenset({BezwaarStand.ONTVANGEN.value}), BezwaarStand.GEHOORD),
        Bezwaarhandeling.AFZIEN_VAN_HOREN: Stap(
            frozenset({BezwaarStand.ONTVANGEN.value}), BezwaarStand.ONTVANGEN
        ),
        Bezwaarhandeling.VERDAGEN: Stap(_OPEN_BEZWAAR),
        Bezwaarhandeling.BESLISSEN: Stap(_OPEN_BEZWAAR, BezwaarStand.BESLIST),
        Bezwaarhandeling.BEKENDMAKEN: Stap(frozenset({BezwaarStand.BESLIST.value}), BezwaarStand.BEKEND),
        Bezwaarhandeling.INTREKKEN: Stap(_OPEN_BEZWAAR, BezwaarStand.INGETROKKEN),
    }
)


def waarom_niet_bij_bezwaar(handeling: Bezwaarhandeling, stand: str) -> str:
    """Return why this cannot be done with an objection that stands here; empty when it can."""
    if stand in BEZWAARSTAPPEN[handeling].van:
        return ""
    if stand == BezwaarStand.INGETROKKEN:
        return "Dit bezwaar is ingetrokken. Er is niets meer te beslissen (Awb artikel 6:21)."
    if handeling is Bezwaarhandeling.BEKENDMAKEN and stand in _OPEN_BEZWAAR:
        return "Op dit bezwaar is nog niet beslist. Neem eerst het besluit op bezwaar."
    if stand == BezwaarStand.GEHOORD:
        return "Er is al gehoord. Het verslag van het gesprek staat hieronder."
    return "Op dit bezwaar is al beslist. Is de inwoner het er niet mee eens, dan kan die naar de rechter."


class Klachthandeling(StrEnum):
    """What somebody does with a complaint."""

    BEVESTIGEN = "bevestigen"
    HOREN = "horen"
    VERDAGEN = "verdagen"
    OPLOSSEN = "oplossen"
    BEANTWOORDEN = "beantwoorden"
    INTREKKEN = "intrekken"


_OPEN_KLACHT: Final = frozenset({KlachtStand.ONTVANGEN.value, KlachtStand.GEHOORD.value})


def waarom_niet_bij_klacht(handeling: Klachthandeling, stand: str) -> str:
    """Return why this cannot be done with a complaint that stands here; empty when it can."""
    if handeling is Klachthandeling.HOREN and stand == KlachtStand.GEHOORD:
        return "Er is al gehoord. Het verslag van het gesprek staat hieronder."
    if stand in _OPEN_KLACHT:
        return ""
    return "Deze klacht is al afgehandeld. Komt er een nieuwe klacht, leg die dan apart vast."
