"""Who sees what came in by the website: the team of the address, and of no address every team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.instellingen import huidige_instellingen
from modules.dossier.hulpvragen.models import Webstand, Webvraag
from modules.dossier.zicht.lezers import plekken_van
from modules.inrichting.rules.protocol import Categorie, Mate, Moment, Voorwaarde


def teams_met_instroom(gebruiker: Any) -> list[UUID]:
    """Return the teams where this person takes in questions of people that are not in a dossier yet."""
    matrix = huidige_instellingen().protocol
    teams = []
    for plek in plekken_van(gebruiker):
        cellen = [matrix.cel(functie, Categorie.CONTACT, Moment.SIGNAAL) for functie in plek.functies]
        if any(
            c is not None and c.mate is Mate.ALLES and c.voorwaarde is not Voorwaarde.EIGEN for c in cellen
        ):
            teams.append(plek.team_id)
    return teams


def webvragen_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return what nobody picked up yet, of the teams where this person takes in questions."""
    teams = teams_met_instroom(gebruiker)
    if not teams:
        return Webvraag.objects.none()
    return Webvraag.objects.filter(Q(team_id__in=teams) | Q(team=None), stand=Webstand.NIEUW)


def webvraag_for(gebruiker: Any, webvraag_id: UUID) -> Webvraag:
    """Open one that nobody picked up yet, and write the visit in the logboek.

    :raises Http404: it is not there, went to another team, or was picked up.
    """
    rij: Webvraag | None = webvragen_voor(gebruiker).select_related("team").filter(pk=webvraag_id).first()
    if rij is None:
        raise Http404
    audit.record_inzage(target=rij, by=gebruiker, doel=Doel.INTAKE)
    return rij
