"""The doors of the dossier: whoever holds a household was let in, and the visit is on record.

A household that is not yours answers 404, like one that does not exist: 403 would tell that it does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Betrokkene, Casus, Huishouden, Regisseurschap

LEEST_DOSSIERS = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
"""Roles that may open a household at all; an administrator is not one of them (hazards §5, 8)."""


def teams_van(gebruiker: Any) -> frozenset[UUID]:
    """Return the teams this person works in, read once per request (kept on the person)."""
    bekend = getattr(gebruiker, "_kt_teams", None)
    if bekend is None:
        from modules.inrichting.queries import teams_van_gebruiker

        bekend = frozenset(teams_van_gebruiker(gebruiker.pk))
        gebruiker._kt_teams = bekend
    return bekend


def zichtbaar(gebruiker: Any) -> Q:
    """Return the filter on Huishouden for this person: an own team, or an own part in the help."""
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Q(pk__in=[])
    betrokken = Betrokkene.objects.filter(gebruiker_id=gebruiker.pk, tot=None).values("huishouden_id")
    regie = Regisseurschap.objects.filter(gebruiker_id=gebruiker.pk, tot=None).values("huishouden_id")
    casus = Casus.objects.lopend().filter(behandelaar_id=gebruiker.pk).values("huishouden_id")
    return (
        Q(team_id__in=list(teams_van(gebruiker)))
        | Q(pk__in=betrokken)
        | Q(pk__in=regie)
        | Q(pk__in=casus)
    )


def huishouden_for(
    gebruiker: Any, huishouden_id: UUID, *, doel: Doel, at: datetime | None = None, lock: bool = False
) -> Huishouden:
    """Open the only door to a household, and write the visit in the logboek.

    :raises Http404: it is not there, or not for this person.
    """
    vraag = Huishouden.objects.visible_to(gebruiker)
    # The lock takes the row itself, not the tables of the rights filter.
    vraag = vraag.select_for_update(of=("self",)) if lock else vraag.select_related("team", "buurt")
    huishouden = vraag.filter(pk=huishouden_id).first()
    if huishouden is None:
        raise Http404
    audit.record_inzage(target=huishouden, by=gebruiker, doel=doel, at=at or timezone.now())
    return huishouden
