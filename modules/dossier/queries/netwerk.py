"""The people around a household, for the drawing and the list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from keukentafel.components.care import Netwerkknoop
from modules.dossier.models import Huishouden, Netwerklid

STERK_VANAF = 4


@dataclass(frozen=True, slots=True)
class Netwerk:
    """The network with the day it was last looked at."""

    leden: Sequence[Netwerklid]
    knopen: Sequence[Netwerkknoop]
    bekeken_op: date | None


def netwerk_van(huishouden: Huishouden) -> Netwerk:
    """Return the network without those the resident hid; one query."""
    leden = list(Netwerklid.objects.filter(huishouden=huishouden, is_verborgen=False))
    dagen = [lid.bekeken_op for lid in leden if lid.bekeken_op]
    return Netwerk(leden, [_knoop(lid) for lid in leden], max(dagen, default=None))


def _knoop(lid: Netwerklid) -> Netwerkknoop:
    band: Literal["sterk", "gewoon", "gespannen"] = "gewoon"
    if lid.is_gespannen:
        band = "gespannen"
    elif lid.sterkte >= STERK_VANAF:
        band = "sterk"
    return Netwerkknoop(lid.naam, band, ", ".join(deel for deel in (lid.relatie, lid.wat) if deel))
