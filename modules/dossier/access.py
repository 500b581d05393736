"""The doors of the dossier: whoever holds a household was let in, and the visit is on record.

A household that is not yours answers 404, like one that does not exist: 403 would tell that it does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import (
    Afspraak,
    Betrokkene,
    Casus,
    Huishouden,
    Huishoudlid,
    Melding,
    Regisseurschap,
    Signaal,
    Termijn,
)
from modules.inrichting.models import Teamlid

LEEST_DOSSIERS = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
"""Roles that may open a household at all; an administrator is not one of them (hazards §5, 8)."""


def teams_van(gebruiker: Any) -> frozenset[UUID]:
    """Return the teams this person works in, or holds a role for that opens households.

    Somebody who makes policy for one team and helps in another, helps in one. Read once per request.
    """
    bekend: frozenset[UUID] | None = getattr(gebruiker, "_kt_teams", None)
    if bekend is None:
        lid = Teamlid.objects.op(localdate()).filter(gebruiker_id=gebruiker.pk)
        met_rol = {team for rol, team in gebruiker.toegekend if team and rol in LEEST_DOSSIERS}
        bekend = frozenset(met_rol) | frozenset(lid.values_list("team_id", flat=True))
        gebruiker._kt_teams = bekend
    return bekend


def zichtbaar(gebruiker: Any, via: str = "") -> Q:
    """Return the filter for this person: a household of an own team, or with an own part in the help.

    `via` is the way to the household from another table (`huishouden`). The own households are read
    first (one query per request), so that the database can follow the order of a long list, and can
    combine them with the index of the search text.
    """
    if zaaifouten.staat_aan("deur_open"):
        return Q()
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Q(pk__in=[])
    pk, team = (f"{via}_id", f"{via}__team_id") if via else ("pk", "team_id")
    eigen, teams = _eigen_ids(gebruiker), list(teams_van(gebruiker))
    if not teams:
        return Q(**{f"{pk}__in": eigen})
    van_team = Q(**{f"{team}__in": teams})
    return van_team | Q(**{f"{pk}__in": eigen}) if eigen else van_team


def _eigen_ids(gebruiker: Any) -> list[UUID]:
    bekend: list[UUID] | None = getattr(gebruiker, "_kt_eigen", None)
    if bekend is None:
        bekend = list(eigen_huishoudens(gebruiker))
        gebruiker._kt_eigen = bekend
    return bekend


def _mag_openen(gebruiker: Any) -> Q:
    """Return the same filter as `zichtbaar` for one household: then there is nothing to read first."""
    if zaaifouten.staat_aan("deur_open"):
        return Q()
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Q(pk__in=[])
    return Q(team_id__in=list(teams_van(gebruiker))) | Q(pk__in=eigen_huishoudens(gebruiker))


def eigen_huishoudens(gebruiker: Any) -> QuerySet[Any]:
    """Return the ids of households in which this person has a part: works along, regisseur, behandelaar."""
    mee = Betrokkene.objects.filter(gebruiker_id=gebruiker.pk, tot=None)
    regie = Regisseurschap.objects.filter(gebruiker_id=gebruiker.pk, tot=None)
    casus = Casus.objects.lopend().filter(behandelaar_id=gebruiker.pk)
    ids = [rijen.order_by().values_list("huishouden_id", flat=True) for rijen in (mee, regie, casus)]
    return ids[0].union(*ids[1:])


def huishouden_for(
    gebruiker: Any, huishouden_id: UUID, *, doel: Doel, at: datetime | None = None, lock: bool = False
) -> Huishouden:
    """Open the only door to a household, and write the visit in the logboek.

    :raises Http404: it is not there, or not for this person.
    """
    vraag = Huishouden.objects.filter(_mag_openen(gebruiker))
    # The lock takes the row itself, not the tables of the rights filter.
    vraag = vraag.select_for_update(of=("self",)) if lock else vraag.select_related("team", "buurt")
    huishouden = vraag.filter(pk=huishouden_id).first()
    if huishouden is None:
        raise Http404
    audit.record_inzage(target=huishouden, by=gebruiker, doel=doel, at=at or timezone.now())
    return huishouden


def lid_for(gebruiker: Any, huishouden_id: UUID, inwoner_id: UUID, *, doel: Doel) -> Huishoudlid:
    """Open a person through the household he or she belongs (or belonged) to.

    :raises Http404: the household is not yours, or the person was never in it.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=doel)
    leden = huishouden.leden.filter(inwoner_id=inwoner_id).select_related("inwoner")
    lid: Huishoudlid | None = leden.order_by("-van", "-id").first()
    if lid is None:
        raise Http404
    lid.huishouden = huishouden
    return lid


def melding_for(gebruiker: Any, melding_id: UUID, *, doel: Doel = Doel.INTAKE) -> Melding:
    """Open a melding through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    melding = Melding.objects.filter(pk=melding_id).select_related("casus__team").first()
    if melding is None:
        raise Http404
    melding.huishouden = huishouden_for(gebruiker, melding.huishouden_id, doel=doel)
    return melding


def termijn_for(gebruiker: Any, termijn_id: UUID) -> Termijn:
    """Open a term through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    termijn = Termijn.objects.filter(pk=termijn_id).first()
    if termijn is None:
        raise Http404
    termijn.huishouden = huishouden_for(gebruiker, termijn.huishouden_id, doel=Doel.HULP)
    return termijn


def signalen_voor(gebruiker: Any) -> QuerySet[Signaal]:
    """Return the signalen of the teams of this person, those of no team, and those picked up."""
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Signaal.objects.none()
    eigen = Q(team_id__in=list(teams_van(gebruiker))) | Q(team=None) | Q(opgepakt_door_id=gebruiker.pk)
    return Signaal.objects.filter(eigen)


def signaal_for(gebruiker: Any, signaal_id: UUID) -> Signaal:
    """Open a signaal, and write the visit in the logboek.

    :raises Http404: it is not there, or it went to another team.
    """
    vraag = signalen_voor(gebruiker).select_related("team", "opgepakt_door", "huishouden")
    signaal = vraag.filter(pk=signaal_id).first()
    if signaal is None:
        raise Http404
    audit.record_inzage(target=signaal, by=gebruiker, doel=Doel.INTAKE)
    return signaal


def afspraak_for(gebruiker: Any, afspraak_id: UUID) -> Afspraak:
    """Open an appointment in the own day.

    :raises Http404: it is not there, it is somebody else's, or its household went to another team.
    """
    mag = Q(huishouden=None) | zichtbaar(gebruiker, "huishouden")
    vraag = Afspraak.objects.filter(mag, gebruiker_id=gebruiker.pk, pk=afspraak_id)
    afspraak = vraag.select_related("huishouden").first()
    if afspraak is None:
        raise Http404
    return afspraak
