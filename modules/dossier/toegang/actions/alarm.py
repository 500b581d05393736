"""Many households in a short time: sound the alarm, take the reason, stop, and lift the stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.sleutels import slot
from modules.dossier.toegang.attenderen import attendeer, is_afgehandeld
from modules.dossier.toegang.codelijsten import AlarmSoort
from modules.dossier.toegang.mensen import is_teamleider_van, met_rol, teamleiders_van
from modules.dossier.toegang.models import Alarm, Kijkraam
from modules.dossier.zicht.lezers import plekken_van

REDEN_MINSTENS = 10


class RedenNodig(Refusal):
    text = "Schrijf in een zin waarom je nu zo veel huishoudens opent."


class NietVoorJezelf(Refusal):
    text = "Je kunt je eigen stop niet opheffen. Een ander doet dat."


class NietJouwTeam(Refusal):
    text = "De privacyfunctionaris of de teamleider heft deze stop op."


class AlOpgeheven(Refusal):
    text = "Een collega heeft deze stop net opgeheven."


@transaction.atomic
def sound_alarm(*, soort: AlarmSoort, aantal: int, venster: timedelta, by: Any, at: datetime) -> Alarm:
    """Write the alarm once, and tell who oversees: the FG, and for a stop the teamleider too.

    An alarm that waits for its reason, or a stop that was not lifted, stays the same alarm.
    """
    with slot(f"toegang-alarm-{by.pk}"):
        wachtend = Alarm.objects.filter(gebruiker_id=by.pk, soort=soort, opgeheven_op=None)
        if soort == AlarmSoort.VEEL:
            wachtend = wachtend.filter(reden_op=None, op__gt=at - venster)
        if (bestaand := wachtend.first()) is not None:
            return bestaand
        alarm = Alarm.objects.create(gebruiker=by, soort=soort, op=at, aantal=aantal)
    fgs = set(met_rol(Rol.FG)) - {by.pk}
    leiders = _leiders(by) - fgs - {by.pk} if soort == AlarmSoort.STOP else set()
    wat = "is gestopt na" if soort == AlarmSoort.STOP else "opende"
    attendeer(
        voor=sorted(fgs | leiders),
        soort="alarm",
        tekst=f"{by.naam} {wat} {aantal} huishoudens in korte tijd.",
        url=reverse("toegang:alarm", args=[alarm.pk]),
        at=at,
        mail=soort == AlarmSoort.STOP,
    )
    audit.record(
        f"toegang.alarm.{'gestopt' if soort == AlarmSoort.STOP else 'veel'}",
        target=alarm,
        by=by,
        at=at,
        soort="E",
        resultaat="geweigerd",
        detail={"aantal": aantal},
    )
    return alarm


def _leiders(gebruiker: Any) -> set[Any]:
    teams: set[UUID | None] = {plek.team_id for plek in plekken_van(gebruiker)}
    return {leider for team in teams or {None} for leider in teamleiders_van(team)}


@transaction.atomic
def explain_alarm(*, reden: str, by: Any, at: datetime) -> None:
    """Take the reason with the alarm that asked for it; the person goes on, until the second limit.

    Without an alarm there is nothing to explain: a reason in advance would keep the FG in the dark.

    :raises RedenNodig: less than a sentence.
    """
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig
    alarm = Alarm.objects.filter(gebruiker_id=by.pk, soort=AlarmSoort.VEEL, reden_op=None).first()
    if alarm is None:
        return
    alarm.reden, alarm.reden_op = reden.strip()[:300], at
    alarm.save()
    audit.record("toegang.alarm.uitgelegd", target=alarm, by=by, at=at, soort="U", reden=alarm.reden)


@transaction.atomic
def lift_alarm(*, alarm: Alarm, reden: str, by: Any, at: datetime) -> Alarm:
    """Let somebody go on after a stop, and begin counting again.

    :raises NietVoorJezelf, NietJouwTeam, AlOpgeheven, RedenNodig: see their texts.
    """
    alarm = Alarm.objects.select_for_update(of=("self",)).select_related("gebruiker").get(pk=alarm.pk)
    if alarm.gebruiker_id == by.pk:
        raise NietVoorJezelf
    if not mag_opheffen(by, alarm):
        raise NietJouwTeam
    if alarm.opgeheven_op is not None:
        raise AlOpgeheven
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig("Schrijf in een zin waarom dit weer mag.")
    alarm.opgeheven_op, alarm.opgeheven_door, alarm.opheffing = at, by, reden.strip()[:300]
    alarm.save()
    Kijkraam.objects.filter(gebruiker_id=alarm.gebruiker_id).update(gezien={})
    is_afgehandeld(reverse("toegang:alarm", args=[alarm.pk]), at=at)
    attendeer(
        voor=[alarm.gebruiker_id],
        soort="alarm",
        tekst="Je kunt weer huishoudens openen.",
        url=reverse("dossier:huishoudens"),
        at=at,
    )
    audit.record("toegang.alarm.opgeheven", target=alarm, by=by, at=at, soort="U", reden=alarm.opheffing)
    return alarm


def mag_opheffen(gebruiker: Any, alarm: Alarm) -> bool:
    """Tell whether this person may lift the stop: the FG, or who leads a team of the one who was stopped."""
    if gebruiker.pk == alarm.gebruiker_id:
        return False
    if gebruiker.has_rol(Rol.FG):
        return True
    teams: set[UUID | None] = {plek.team_id for plek in plekken_van(alarm.gebruiker)}
    return any(is_teamleider_van(gebruiker, team) for team in teams or {None})
