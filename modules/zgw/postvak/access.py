"""Who sees what lies in the inbox: the team it is for, and of no team every team that takes in questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.tenancy import zaaifouten
from modules.dossier.hulpvragen.access import teams_met_instroom
from modules.zgw.postvak.models import OPEN, Stuk


def stukken_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return what waits in the inbox for this person."""
    teams = teams_met_instroom(gebruiker)
    if not teams:
        return Stuk.objects.none()
    if zaaifouten.staat_aan("postvak_van_elk_team"):
        return Stuk.objects.filter(OPEN)
    return Stuk.objects.filter(OPEN, Q(team_id__in=teams) | Q(team=None))


def stuk_for(gebruiker: Any, stuk_id: UUID) -> Stuk:
    """Open a piece that waits, and write the visit in the logboek.

    :raises Http404: it is not there, is for another team, or was dealt with.
    """
    rijen = stukken_voor(gebruiker).select_related("team", "zaak__zaaktype", "zaak__soort__zaakregel")
    rij: Stuk | None = rijen.filter(pk=stuk_id).first()
    if rij is None:
        raise Http404
    audit.record_inzage(target=rij, by=gebruiker, doel=Doel.INTAKE)
    return rij


def weggelegd_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return what this person's teams put away, so that a mistake can be undone."""
    teams = teams_met_instroom(gebruiker)
    return (
        Stuk.objects.filter(Q(team_id__in=teams) | Q(team=None), stand="weggelegd")
        if teams
        else Stuk.objects.none()
    )
