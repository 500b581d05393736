"""The doors of the lists of work: what somebody may give away, whose filters, whose absence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import teams_van, zichtbaar
from modules.dossier.models import Casus
from modules.dossier.werk.models import Afwezigheid, Toewijsregel, Toewijsronde, Werkfilter
from modules.inrichting.models import Teamlid


def leidt(gebruiker: Any) -> frozenset[UUID]:
    """Return the teams whose work this person divides."""
    teams = {team for rol, team in gebruiker.toegekend if rol == Rol.TEAMLEIDER}
    return teams_van(gebruiker) if None in teams else teams_van(gebruiker) & teams


def te_verdelen(gebruiker: Any, ids: Collection[UUID]) -> QuerySet[Any]:
    """Return the casussen of these that this person may give to a colleague: of the own team, and known."""
    if zaaifouten.staat_aan("verdelen_zonder_team"):
        return Casus.objects.filter(pk__in=list(ids))
    return Casus.objects.filter(
        zichtbaar(gebruiker, "huishouden"), pk__in=list(ids), team_id__in=list(leidt(gebruiker))
    )


def ronde_for(gebruiker: Any, ronde_id: UUID) -> Toewijsronde:
    """Open the report of a round: for who made it, and who divides the work of these households too.

    :raises Http404: it is not there, or not yours.
    """
    ronde = (
        Toewijsronde.objects.filter(pk=ronde_id).select_related("naar", "door", "teruggedraaid_door").first()
    )
    if ronde is None:
        raise Http404
    if ronde.door_id != gebruiker.pk and not regels_van(gebruiker, ronde).exists():
        raise Http404
    return ronde


def regels_van(gebruiker: Any, ronde: Toewijsronde) -> QuerySet[Any]:
    """Return the households of a round that this person still divides the work of."""
    mag = zichtbaar(gebruiker, "huishouden") & Q(casus__team_id__in=list(leidt(gebruiker)))
    return Toewijsregel.objects.filter(mag, ronde=ronde)


def filters_van(gebruiker: Any) -> QuerySet[Any]:
    """Return the filters this person may use: the own ones, and those shared with a team of one's own."""
    return Werkfilter.objects.filter(Q(eigenaar_id=gebruiker.pk) | Q(team_id__in=list(teams_van(gebruiker))))


def filter_for(gebruiker: Any, filter_id: UUID) -> Werkfilter:
    """Open a filter that this person may use. :raises Http404: it is not there, or not yours."""
    rij: Werkfilter | None = filters_van(gebruiker).filter(pk=filter_id).select_related("team").first()
    if rij is None:
        raise Http404
    return rij


def collegas(gebruiker: Any, vandaag: date, teams: Collection[UUID] | None = None) -> QuerySet[Any]:
    """Return who works in these teams today (mine, unless said), by name."""
    leden = Teamlid.objects.op(vandaag).filter(
        team_id__in=list(teams_van(gebruiker) if teams is None else teams)
    )
    return Gebruiker.objects.actief().filter(pk__in=leden.values("gebruiker_id")).order_by("naam", "id")


def afwezigheden_van(gebruiker: Any, vandaag: date) -> QuerySet[Any]:
    """Return the absences one has to do with: the own, those one stands in for, and of the team one leads."""
    leden = Teamlid.objects.op(vandaag).filter(team_id__in=list(leidt(gebruiker)))
    mag = Q(gebruiker_id=gebruiker.pk) | Q(vervanger_id=gebruiker.pk)
    return Afwezigheid.objects.filter(mag | Q(gebruiker_id__in=leden.values("gebruiker_id")))


def mag_regelen(gebruiker: Any, wie_id: UUID, vandaag: date) -> bool:
    """Whether this person may say that somebody is away: oneself, or a member of the team one leads."""
    if wie_id == gebruiker.pk:
        return True
    leden = Teamlid.objects.op(vandaag).filter(team_id__in=list(leidt(gebruiker)), gebruiker_id=wie_id)
    return bool(leden.exists())


def afwezigheid_for(gebruiker: Any, afwezigheid_id: UUID, vandaag: date) -> Afwezigheid:
    """Open an absence that this person may end. :raises Http404: it is not there, or not yours to end."""
    rij: Afwezigheid | None = (
        Afwezigheid.objects.filter(pk=afwezigheid_id).select_related("gebruiker", "vervanger").first()
    )
    if rij is None or not mag_regelen(gebruiker, rij.gebruiker_id, vandaag):
        raise Http404
    return rij
