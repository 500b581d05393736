"""How the platform was measured to be, for the public status page: the worst of each group, no words, no names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tenants.console.models import Gezondheidsstand
from tenants.console.onderdelen import op_volgorde
from tenants.console.rules.gezondheid import OUD_NA, Niveau

_ERNST: Mapping[Niveau, int] = {"goed": 0, "geen": 1, "vertraagd": 2, "stuk": 3}
_GROEP = {"databank": "site", "archief": "back_ups"}
"""The parts of a cluster count with what they carry."""


def gemeten(*, at: datetime) -> dict[str, Niveau]:
    """Return per part of the public page how it was measured last: `geen` when nobody did of late. One query."""
    standen = {rij.onderdeel: rij for rij in Gezondheidsstand.objects.all()}
    uit: dict[str, Niveau] = {}
    for deel in op_volgorde():
        stand = standen.get(deel.sleutel)
        if stand is None and deel.als_het_er_is:
            continue
        vers = stand is not None and at - stand.gemeten_op <= OUD_NA
        niveau: Niveau = stand.niveau if stand is not None and vers else "geen"  # type: ignore[assignment]
        groep = deel.sleutel.partition("_")[0]
        sleutel = _GROEP.get(groep, deel.sleutel)
        uit[sleutel] = ergste(uit.get(sleutel, "goed"), niveau)
    return uit


def ergste(een: Niveau, ander: Niveau) -> Niveau:
    """Return the worst of two."""
    return max(een, ander, key=_ERNST.__getitem__)
