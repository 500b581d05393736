"""Which colleagues can handle something here."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Teamlid

_BEHANDELT = (Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BACKOFFICE)


def mensen_hier(team_id: Any, dag: date, *, niet: UUID | None = None) -> QuerySet[Gebruiker]:
    """Return the colleagues of a team, without one of them."""
    leden = Teamlid.objects.op(dag).filter(team_id=team_id).values("gebruiker_id")
    wie = Gebruiker.objects.actief().filter(pk__in=leden, toekenningen__rol__in=_BEHANDELT)
    if niet is not None:
        wie = wie.exclude(pk=niet)
    return wie.distinct().order_by("naam", "id")
