"""Warn the member and the teamleider before a registration in BIG or SKJ runs out (F080)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel.identity.models import RolToekenning
from keukentafel.identity.rollen import Rol
from modules.dossier.delen.rules.registraties import WAARSCHUW, registratiestand, waarschuwstap
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.toegang.models import Attendering
from modules.inrichting.models import Registratie

SOORT = "registratie"


@transaction.atomic
def warn_registraties(*, at: datetime) -> int:
    """Tell of each registration that reached a step; return how many notices were made.

    Safe to run twice: one step of one registration is told once. A day that was missed is made up for.
    """
    dag, aantal = localdate(at), 0
    rijen = (
        Registratie.objects.filter(geldig_tot__lte=dag + WAARSCHUW, teamlid__tot=None)
        .select_related("teamlid__gebruiker", "teamlid__team")
        .order_by("id")
    )
    for rij in rijen:
        stap = waarschuwstap(rij.geldig_tot, dag)
        if stap is None:
            continue
        soort = f"{SOORT}_{stap}"
        url = f"{reverse('delen:registraties')}#r-{rij.pk}"
        if Attendering.objects.filter(soort=soort, url=url).exists():
            continue
        zin = registratiestand(rij.geldig_tot, dag).zin
        attendeer(
            voor=[rij.teamlid.gebruiker_id],
            soort=soort,
            tekst=f"Je registratie in het {rij.register} {_is(zin)}. Geef de nieuwe datum door.",
            url=url,
            at=at,
        )
        attendeer(
            voor=_teamleiders(rij.teamlid.team_id),
            soort=soort,
            tekst=f"De {rij.register}-registratie van {rij.teamlid.gebruiker.naam} {_is(zin)}.",
            url=url,
            at=at,
        )
        aantal += 1
    return aantal


def _is(zin: str) -> str:
    return zin if zin.startswith("loopt") else f"is {zin}"


def _teamleiders(team_id: UUID) -> list[UUID]:
    rijen = RolToekenning.objects.filter(rol=Rol.TEAMLEIDER, team_id=team_id, gebruiker__is_actief=True)
    return list(rijen.order_by().values_list("gebruiker_id", flat=True).distinct())
