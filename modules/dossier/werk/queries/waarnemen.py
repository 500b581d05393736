"""Who is away today, and whose work somebody sees because of that. It opens nothing: rights stay one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from modules.dossier.werk.models import Afwezigheid
from modules.dossier.werk.rules.vervanging import op_dag, waarnemers


@dataclass(frozen=True, slots=True)
class Waarneming:
    """Somebody whose work one sees today, until when, and through whom when the stand-in is away too."""

    wie: UUID
    naam: str
    tot_en_met: date
    via: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How it stands for one person today: whose work one sees, and whether one is away oneself."""

    waarnemingen: tuple[Waarneming, ...]
    zelf: Any = None

    def mensen(self, gebruiker: Any) -> Mapping[UUID, str]:
        """Return whose work this person sees: the own, and that of who is away."""
        return {gebruiker.pk: "", **{rij.wie: rij.naam for rij in self.waarnemingen}}


def stand_van(gebruiker: Any, vandaag: date) -> Stand:
    """Return whose work this person sees today; one query."""
    rijen = list(
        Afwezigheid.objects.op(vandaag).select_related("gebruiker", "vervanger").order_by("van", "id")
    )
    doet = waarnemers(op_dag((rij.als_regel() for rij in rijen), vandaag))
    mijn = tuple(
        Waarneming(
            rij.gebruiker_id,
            rij.gebruiker.naam,
            rij.tot_en_met,
            "" if rij.vervanger_id == gebruiker.pk else rij.vervanger.naam,
        )
        for rij in rijen
        if doet.get(rij.gebruiker_id) == gebruiker.pk
    )
    return Stand(mijn, next((rij for rij in rijen if rij.gebruiker_id == gebruiker.pk), None))
