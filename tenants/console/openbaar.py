"""How the platform was measured to be, for the public status page: the worst of each group, no words, no names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from tenants.console.models import Gezondheidsstand
from tenants.console.onderdelen import op_volgorde
from tenants.console.rules.gezondheid import OUD_NA, Niveau

Gemeten = Niveau | Literal["nog_niet"]
"""`nog_niet`: never measured, as a new installation is of which no copy was put back yet. That is no fault."""
_ERNST: Mapping[Gemeten, int] = {"goed": 0, "nog_niet": 1, "geen": 2, "vertraagd": 3, "stuk": 4}
_GROEP = {"databank": "site", "archief": "back_ups"}
"""The parts of a cluster count with what they carry."""


def gemeten(*, at: datetime) -> dict[str, Gemeten]:
    """Return per part of the public page how it was measured last: `geen` when nobody did of late. One query."""
    standen = {rij.onderdeel: rij for rij in Gezondheidsstand.objects.all()}
    uit: dict[str, Gemeten] = {}
    for deel in op_volgorde():
        stand = standen.get(deel.sleutel)
        if stand is None and deel.als_het_er_is:
            continue
        niveau: Gemeten = "nog_niet" if stand is None else _nu(stand, at)
        groep = deel.sleutel.partition("_")[0]
        sleutel = _GROEP.get(groep, deel.sleutel)
        uit[sleutel] = ergste(uit.get(sleutel, "goed"), niveau)
    return uit


def _nu(stand: Gezondheidsstand, at: datetime) -> Niveau:
    return stand.niveau if at - stand.gemeten_op <= OUD_NA else "geen"  # type: ignore[return-value]


def ergste(een: Gemeten, ander: Gemeten) -> Gemeten:
    """Return the worst of two."""
    return max(een, ander, key=_ERNST.__getitem__)
