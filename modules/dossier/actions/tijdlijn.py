"""Write the timeline. Every action that people should find back calls this, in its own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modules.dossier.models import Huishouden, TijdlijnGroep, Tijdlijnregel
from modules.dossier.zicht.indeling import categorie_van
from modules.inrichting.rules.protocol import Categorie


def schrijf_tijdlijn(
    *,
    huishouden: Huishouden,
    groep: TijdlijnGroep,
    icoon: str,
    titel: str,
    at: datetime,
    by: Any = None,
    door_naam: str = "",
    tekst: str = "",
    bij: Any = None,
    categorie: Categorie | None = None,
) -> Tijdlijnregel:
    """Add one event to the timeline of a household.

    `at` is the moment it happened. `by` is the person who did it; `door_naam` names somebody without
    an account, or more than one person. `bij` is the row it tells of, and gives the category of the
    protocol that decides who reads the line, unless `categorie` says another.
    """
    return Tijdlijnregel.objects.create(
        huishouden=huishouden,
        groep=groep,
        icoon=icoon,
        titel=titel[:200],
        tekst=tekst,
        gebeurd_op=at,
        door_naam=door_naam or getattr(by, "naam", ""),
        categorie=categorie or categorie_van(bij),
        eigenaar_id=getattr(by, "pk", None),
        object_soort=type(bij).__name__.lower() if bij is not None else "",
        object_id=getattr(bij, "pk", None),
    )


def verwijder_tijdlijn(*, bij: Any) -> None:
    """Take the events of a row off the timeline, when what they tell was undone."""
    Tijdlijnregel.objects.filter(object_soort=type(bij).__name__.lower(), object_id=bij.pk).delete()
