"""The door to a file that is being read in: it holds content until it is done, so each look is on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import teams_van
from modules.dossier.inlezen.models import Inlezing


def inlezingen_voor(gebruiker: Any) -> QuerySet[Inlezing]:
    """Return the files this person may follow: the own ones and those for an own team.

    An administrator brings the caseload of every team in, and sees them all.
    """
    if gebruiker.has_rol(Rol.BEHEERDER) or zaaifouten.staat_aan("export_zonder_filter"):
        return Inlezing.objects.all()
    eigen = Q(door_id=gebruiker.pk) | Q(team_id__in=list(teams_van(gebruiker)))
    return Inlezing.objects.filter(eigen)


def inlezing_for(gebruiker: Any, inlezing_id: UUID, *, at: datetime) -> Inlezing:
    """Return a file to somebody who may read files in, and write the visit in the logboek.

    The file of a colleague may be finished by another who works for the same team.

    :raises Http404: it is not there, or it is about another team.
    """
    inlezing = get_object_or_404(inlezingen_voor(gebruiker).select_related("door", "team"), pk=inlezing_id)
    audit.record_inzage(target=inlezing, by=gebruiker, doel=Doel.INLEZEN, at=at)
    return inlezing
