"""What may follow on what with a signal about a provider, who weighs it, and what it may not hold. Pure."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.values.bsn import Bsn
from keukentafel.values.ongeldig import OngeldigeWaarde
from modules.dossier.aanbiedersignalen.woorden import Stand
from modules.dossier.rules.maanden import plus_maanden

BEWAREN_MAANDEN: Final = 60
"""Five years after closing, then it goes by itself."""


class Handeling(StrEnum):
    """What who was appointed does with a signal."""

    WEGEN = "wegen"
    OVERDRAGEN = "overdragen"
    SLUITEN = "sluiten"


_MAG: Final = {
    Handeling.WEGEN: frozenset({Stand.NIEUW, Stand.GEWOGEN}),
    Handeling.OVERDRAGEN: frozenset({Stand.GEWOGEN}),
    Handeling.SLUITEN: frozenset({Stand.GEWOGEN, Stand.OVERGEDRAGEN}),
}
_WEIGER: Final = {
    Handeling.WEGEN: "Dit signaal is al overgedragen. Wegen kan niet meer.",
    Handeling.OVERDRAGEN: "Overdragen kan een keer, na het wegen. Weeg het signaal eerst.",
    Handeling.SLUITEN: "Weeg het signaal eerst. Daarna kun je het sluiten.",
}


def waarom_niet(stand: str, handeling: Handeling, *, is_maker: bool) -> str:
    """Return why this cannot be done now; empty when it can. Who made a signal does not weigh it."""
    if stand == Stand.GESLOTEN:
        return "Dit signaal is gesloten. Maak een nieuw signaal als er weer iets is."
    if Stand(stand) not in _MAG[handeling]:
        return _WEIGER[handeling]
    if handeling is Handeling.WEGEN and is_maker:
        return "Je hebt dit signaal zelf gemaakt. Een andere collega die is aangewezen, weegt het."
    return ""


def noemt_inwoner(tekst: str) -> bool:
    """Tell whether a text holds a burgerservicenummer: a signal names no resident."""
    return any(_is_bsn(gevonden) for gevonden in re.findall(r"(?<!\d)\d[\d. ]{6,11}\d(?!\d)", tekst))


def _is_bsn(tekst: str) -> bool:
    cijfers = re.sub(r"\D", "", tekst)
    if len(cijfers) not in (8, 9):
        return False
    try:
        Bsn(cijfers)
    except OngeldigeWaarde:
        return False
    return True


def weg_op(gesloten_op: date) -> date:
    """Return the day on which a closed signal is removed."""
    return plus_maanden(gesloten_op, BEWAREN_MAANDEN)
