"""Where a decision is made: in the team, at the backoffice, or in another team that decides (domain 2.2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from modules.dossier.besluiten.woorden import Plaats
from modules.inrichting.models import Teamlid, Wijkteam
from modules.inrichting.rules.instellingsoort import Keuze

_PLAATS = {"team": Plaats.TEAM, "backoffice": Plaats.BACKOFFICE, "overdracht": Plaats.ANDER}


def plaats_van(keuzes: Any) -> Plaats:
    """Return where this team has its decisions made; a team without that step hands them over."""
    if Keuze(str(keuzes.stap_beschikking)) is Keuze.N and keuzes.besluit_door == "team":
        return Plaats.BACKOFFICE
    return _PLAATS[str(keuzes.besluit_door)]


def besluiten_elders(niet_team: UUID | None) -> list[UUID]:
    """Return the other teams that take decisions themselves."""
    instellingen = huidige_instellingen()
    teams = Wijkteam.objects.actief().exclude(pk=niet_team).values_list("pk", flat=True)
    return [pk for pk in teams if plaats_van(instellingen.van_team(pk)) is Plaats.TEAM]


def wie_maakt_het(plaats: Plaats, team_id: UUID | None, *, niet: Any) -> QuerySet[Gebruiker]:
    """Return who can be asked: the backoffice, and for `ander` also those of teams that decide."""
    met_plek = Teamlid.objects.op(localdate()).values("gebruiker_id")
    backoffice = Q(toekenningen__rol=Rol.BACKOFFICE, pk__in=met_plek)
    wie = backoffice
    if plaats is Plaats.ANDER:
        elders = Teamlid.objects.op(localdate()).filter(team_id__in=besluiten_elders(team_id))
        wie |= Q(toekenningen__rol=Rol.TEAMLID, pk__in=elders.values("gebruiker_id"))
    return Gebruiker.objects.actief().filter(wie).exclude(pk=niet.pk).distinct().order_by("naam", "id")
