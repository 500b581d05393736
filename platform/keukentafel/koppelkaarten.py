"""The parts of the page Koppelingen. A module hands in its card; the page and its tabs know none by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from keukentafel import registry

Niveau = Literal["goed", "let_op", "gevaar", "neutraal", "rustig"]


@dataclass(frozen=True, slots=True)
class Kaartstand:
    """How a part is doing, in a few words: `3 programma's`, `2 berichten niet bezorgd`."""

    niveau: Niveau
    tekst: str


def _geen_stand() -> Sequence[Kaartstand]:
    return ()


@dataclass(frozen=True, slots=True)
class Koppelkaart:
    """One part: a card on `/koppelingen` and a tab on every page below it.

    `route` takes no arguments; who may not ask for it does not see the card. `stand` is asked once when the
    overview is drawn, in the scope of the gemeente: at most two queries, whatever the number of rows.
    """

    sleutel: str
    titel: str
    uitleg: str
    route: str
    icoon: str
    volgorde: int = 50
    stand: Callable[[], Sequence[Kaartstand]] = _geen_stand


_kaarten: dict[str, Koppelkaart] = {}


def registreer_kaart(kaart: Koppelkaart) -> None:
    """Hand in a card; an app does so in `ready()`.

    :raises ValueError: the key is taken.
    """
    if kaart.sleutel in _kaarten:
        raise ValueError(f"De kaart {kaart.sleutel} is al aangemeld.")
    _kaarten[kaart.sleutel] = kaart


@cache
def _rechten() -> Mapping[str, Any]:
    return registry.rechten()


def kaarten_voor(gebruiker: Any) -> list[Koppelkaart]:
    """Return the cards of what this person may open, in their order."""
    rechten = _rechten()
    zichtbaar = (
        kaart
        for kaart in _kaarten.values()
        if (recht := rechten.get(kaart.route)) is not None and recht.geldt_voor(gebruiker.rollen)
    )
    return sorted(zichtbaar, key=lambda kaart: (kaart.volgorde, kaart.titel))
