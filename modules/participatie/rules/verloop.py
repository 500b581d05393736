"""How a melding or aanvraag goes on, and which terms run with it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from modules.participatie.woorden import Regeling, Stand


class Gebeurtenis(StrEnum):
    """What people do with it."""

    ZOEK = "zoek"
    VRAAG_AAN = "vraag_aan"
    BESLUIT = "besluit"
    TREK_IN = "trek_in"
    MELD_OPNIEUW = "meld_opnieuw"


@dataclass(frozen=True, slots=True)
class Verloop:
    """Where it is. `zoektijd_geldt`: under 27 and not excepted; `zoektijd_voorbij`: the four weeks are over."""

    regeling: str
    stand: Stand = Stand.GEMELD
    zoektijd_geldt: bool = False
    zoektijd_voorbij: bool = False


_MAG: Final = {
    Gebeurtenis.ZOEK: frozenset({Stand.GEMELD}),
    Gebeurtenis.VRAAG_AAN: frozenset({Stand.GEMELD, Stand.ZOEKTIJD}),
    Gebeurtenis.BESLUIT: frozenset({Stand.AANVRAAG}),
    Gebeurtenis.TREK_IN: frozenset({Stand.GEMELD, Stand.ZOEKTIJD, Stand.AANVRAAG}),
    Gebeurtenis.MELD_OPNIEUW: frozenset({Stand.BESLOTEN, Stand.INGETROKKEN}),
}
_NAAR: Final = {
    Gebeurtenis.ZOEK: Stand.ZOEKTIJD,
    Gebeurtenis.VRAAG_AAN: Stand.AANVRAAG,
    Gebeurtenis.BESLUIT: Stand.BESLOTEN,
    Gebeurtenis.TREK_IN: Stand.INGETROKKEN,
    Gebeurtenis.MELD_OPNIEUW: Stand.GEMELD,
}
_WEIGER: Final = {
    Gebeurtenis.ZOEK: "De zoektijd kan alleen meteen na de melding beginnen.",
    Gebeurtenis.VRAAG_AAN: "Er is al een aanvraag of een besluit.",
    Gebeurtenis.BESLUIT: "Besluiten kan alleen op een aanvraag. Leg eerst de aanvraag vast.",
    Gebeurtenis.TREK_IN: "Intrekken kan alleen zolang er geen besluit is.",
    Gebeurtenis.MELD_OPNIEUW: "Deze aanvraag loopt nog.",
}


def waarom_niet(verloop: Verloop, gebeurtenis: Gebeurtenis) -> str:
    """Return why something cannot be done now; empty when it can."""
    if verloop.stand not in _MAG[gebeurtenis]:
        return _WEIGER[gebeurtenis]
    if gebeurtenis is Gebeurtenis.ZOEK and not moet_zoeken(verloop):
        return "Een zoektijd geldt hier niet. Leg de aanvraag vast."
    if gebeurtenis is Gebeurtenis.VRAAG_AAN and moet_zoeken(verloop) and not verloop.zoektijd_voorbij:
        return (
            "De vier weken om zelf te zoeken zijn nog niet voorbij (Participatiewet artikel 41 lid 4). Is het een "
            "kwetsbare jongere, leg dan de uitzondering vast (lid 11)."
        )
    return ""


def moet_zoeken(verloop: Verloop) -> bool:
    """Whether the time to look for work counts: only for benefit for living, and by age."""
    return verloop.regeling == Regeling.BIJSTAND and verloop.zoektijd_geldt


def stap(verloop: Verloop, gebeurtenis: Gebeurtenis) -> Verloop:
    """Return where it is after something was done.

    :raises ValueError: it cannot be done now.
    """
    reden = waarom_niet(verloop, gebeurtenis)
    if reden:
        raise ValueError(reden)
    return replace(verloop, stand=_NAAR[gebeurtenis])


def kan(verloop: Verloop) -> tuple[Gebeurtenis, ...]:
    """Return what can be done now."""
    return tuple(gebeurtenis for gebeurtenis in Gebeurtenis if not waarom_niet(verloop, gebeurtenis))


def lopende_termijnen(verloop: Verloop) -> frozenset[str]:
    """Return which terms run: looking for work (41), deciding (Awb 4:13) and the advance (52)."""
    if verloop.stand is Stand.ZOEKTIJD:
        return frozenset({"pw_zoektermijn"})
    if verloop.stand is not Stand.AANVRAAG:
        return frozenset()
    met_voorschot = {"pw_voorschot"} if verloop.regeling == Regeling.BIJSTAND else set()
    return frozenset({"pw_beslissing", *met_voorschot})
