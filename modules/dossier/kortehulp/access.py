"""Who sees which questions: the own teams, and what one wrote. Policy counts, and reads no words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import teams_van
from modules.dossier.kortehulp.apps import HELPT_KORT
from modules.dossier.kortehulp.models import KorteHulp


def korte_hulp_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return the questions that this person may read."""
    if zaaifouten.staat_aan("korte_hulp_van_elk_team"):
        return KorteHulp.objects.all()
    if not HELPT_KORT & gebruiker.rollen:
        return KorteHulp.objects.none()
    return KorteHulp.objects.filter(Q(door=gebruiker) | Q(team_id__in=teams_van(gebruiker)))


def telt_van(gebruiker: Any) -> QuerySet[Any]:
    """Return what this person may count: for policy all of it, for others what they read."""
    return KorteHulp.objects.all() if gebruiker.has_rol(Rol.BELEID) else korte_hulp_voor(gebruiker)


def korte_hulp_for(gebruiker: Any, korte_hulp_id: UUID) -> KorteHulp:
    """Open one. :raises Http404: it is not there, or of another team."""
    rij: KorteHulp | None = (
        korte_hulp_voor(gebruiker).filter(pk=korte_hulp_id).select_related("team", "door").first()
    )
    if rij is None:
        raise Http404
    return rij


def mag_weghalen(gebruiker: Any, rij: KorteHulp) -> bool:
    """Tell whether this person may take it away: who wrote it, or who leads the team."""
    return bool(rij.door_id == gebruiker.pk or gebruiker.has_rol(Rol.TEAMLEIDER))
