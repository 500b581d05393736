"""Where a gemeente departs from the templates it took over (F131)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from modules.inrichting.configuratie.aanvullend import naast
from modules.inrichting.configuratie.actions.inname import lees_alles
from modules.inrichting.configuratie.deel import DeelOngeldig, delen
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.configuratie.verschil import Regel, verschil

_HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Overname:
    """The last version of a template that was taken over, and what differs from it now."""

    sjabloon: UUID
    nummer: int
    op: datetime
    delen: tuple[str, ...]
    regels: Mapping[str, tuple[Regel, ...]]

    @property
    def afwijkingen(self) -> int:
        """How many lines differ."""
        return sum(len(regels) for regels in self.regels.values())


def overnames() -> dict[UUID, Overname]:
    """Return per template what was taken over last. A fixed number of queries, whatever their number."""
    rijen = list(
        Configuratieinname.objects.filter(soort=Innamesoort.SJABLOON, teruggedraaid_op=None)
        .defer("vooraf", "uitkomst")
        .order_by("-pk")[:_HOOGSTENS]
    )
    if not rijen:
        return {}
    nu = lees_alles()
    uit: dict[UUID, Overname] = {}
    for rij in rijen:
        if rij.sjabloon is not None and rij.sjabloon not in uit:
            regels = {sleutel: _regels(sleutel, inhoud, nu) for sleutel, inhoud in rij.delen.items()}
            uit[rij.sjabloon] = Overname(rij.sjabloon, rij.sjabloonnummer, rij.op, tuple(rij.delen), regels)
    return uit


def _regels(sleutel: str, inhoud: Any, nu: Mapping[str, Any]) -> tuple[Regel, ...]:
    deel = delen.van(sleutel)
    if deel is None or sleutel not in nu:
        return ()
    try:
        return verschil(deel.woorden(inhoud), deel.woorden(naast(deel, nu[sleutel], inhoud)))
    except DeelOngeldig:
        return ()  # of an earlier release: what it said can no longer be compared
