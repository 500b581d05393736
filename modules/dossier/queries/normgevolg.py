"""What a change of a norm would do to the terms that run: shown before it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db.models import Count

from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.termijnnorm import te_herrekenen
from modules.dossier.rules.normen import Duur, Norm
from modules.dossier.rules.termijnen import wettelijk_einde

_GEEN: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Normgevolg:
    """How many terms run, how many would end earlier or later, and how many would be late at once."""

    lopend: int
    eerder: int
    later: int
    dan_te_laat: int

    @property
    def veranderd(self) -> int:
        """How many would get another day."""
        return self.eerder + self.later


def gevolg_voor_lopende(norm: Norm, duur: Duur, vandaag: date) -> Normgevolg:
    """Count per day of begin and end what the new length would do; one query.

    Extra days that a term got (it stood still, or more time was agreed on) stay on top of it.
    """
    nieuw = replace(norm, duur=duur)
    rijen = te_herrekenen(norm.sleutel).order_by().values_list("begin", "einde").annotate(aantal=Count("pk"))
    lopend = eerder = later = te_laat = 0
    for begin, einde, aantal in rijen:
        was = wettelijk_einde(begin, norm, kalender_op(begin))
        straks = wettelijk_einde(begin, nieuw, kalender_op(begin)) + max(einde - was, _GEEN)
        lopend += aantal
        eerder += aantal if straks < einde else 0
        later += aantal if straks > einde else 0
        te_laat += aantal if straks < vandaag <= einde else 0
    return Normgevolg(lopend, eerder, later, te_laat)
