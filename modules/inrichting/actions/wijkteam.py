"""Teams: starting, changing and stopping them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.gevolgen import casussen
from modules.inrichting.models import Teamlid, Wijkteam


class TeamnaamBezet(Refusal):
    """Another team has this name."""

    text = "Er is al een team met deze naam. Kies een andere naam."


class TeamNogInGebruik(Refusal):
    """The team still has people or households."""

    text = "Dit team heeft nog medewerkers of huishoudens. Geef die eerst een ander team."


class LaatsteTeam(Refusal):
    """Without a team an address leads nowhere."""

    text = "Dit is het enige team dat werkt. Maak eerst een ander team."


@transaction.atomic
def add_wijkteam(
    *,
    naam: str,
    telefoon: str = "",
    locatie: str = "",
    vanaf: date,
    by: Gebruiker | None,
    at: datetime,
) -> Wijkteam:
    """Start a team.

    :raises TeamnaamBezet: the name is taken, in whatever capitals.
    """
    _check_naam(naam)
    team = Wijkteam.objects.create(naam=naam, telefoon=telefoon, locatie=locatie, vanaf=vanaf)
    audit.record("inrichting.wijkteam.gemaakt", target=team, by=by, at=at, soort="maken")
    return team


@transaction.atomic
def change_wijkteam(
    *,
    team: Wijkteam,
    versie: int,
    naam: str,
    telefoon: str,
    locatie: str,
    by: Gebruiker,
    at: datetime,
) -> Wijkteam:
    """Change name, telephone and place.

    :raises Verouderd: somebody saved this team after `versie` was read.
    :raises TeamnaamBezet: the name is taken.
    """
    team = Wijkteam.objects.select_for_update().get(pk=team.pk)
    if team.versie != versie:
        raise Verouderd(huidig=team)
    if team.naam.lower() != naam.lower():
        _check_naam(naam)
    nieuw = {"naam": naam, "telefoon": telefoon, "locatie": locatie}
    velden = [veld for veld, waarde in nieuw.items() if getattr(team, veld) != waarde]
    for veld in velden:
        setattr(team, veld, nieuw[veld])
    team.versie += 1
    team.save()
    audit.record("inrichting.wijkteam.gewijzigd", target=team, by=by, at=at, detail={"velden": velden})
    return team


@transaction.atomic
def stop_wijkteam(*, team: Wijkteam, by: Gebruiker, at: datetime) -> Wijkteam:
    """Stop a team from today. It stays readable: old households and the logboek point at it.

    :raises TeamNogInGebruik: members or running households are still there.
    :raises LaatsteTeam: no other team works.
    """
    team = Wijkteam.objects.select_for_update().get(pk=team.pk)
    if Teamlid.objects.op(localdate(at)).filter(team=team).exists():
        raise TeamNogInGebruik
    if casussen().lopend_per_team().get(team.pk, 0):
        raise TeamNogInGebruik
    if not Wijkteam.objects.actief().exclude(pk=team.pk).exists():
        raise LaatsteTeam
    team.is_actief, team.tot = False, max(localdate(at), team.vanaf)
    team.versie += 1
    team.save()
    audit.record("inrichting.wijkteam.gestopt", target=team, by=by, at=at)
    return team


@transaction.atomic
def restart_wijkteam(*, team: Wijkteam, by: Gebruiker, at: datetime) -> Wijkteam:
    """Undo the stopping of a team."""
    team = Wijkteam.objects.select_for_update().get(pk=team.pk)
    team.is_actief, team.tot = True, None
    team.versie += 1
    team.save()
    audit.record("inrichting.wijkteam.hervat", target=team, by=by, at=at)
    return team


def _check_naam(naam: str) -> None:
    if Wijkteam.objects.filter(naam__iexact=naam).exists():
        raise TeamnaamBezet
