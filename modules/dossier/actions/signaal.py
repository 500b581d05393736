"""Take in a signaal, pick it up, and tell the reporter what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Huishouden, Signaal, SignaalStand, TijdlijnGroep
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.rules.normen import BEZOEKNORMEN
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Wijkteam


class AlOpgepakt(Refusal):
    """Somebody else was first; the sentence names who."""


class NogNietOpgepakt(Refusal):
    text = "Pak het signaal eerst op. Dan weet iedereen wie ermee bezig is."


class RedenOntbreekt(Refusal):
    text = "Schrijf in één zin waarom er geen actie nodig is."


@transaction.atomic
def register_signaal(
    *, gegevens: Mapping[str, Any], team: Wijkteam | None, by: Any, at: datetime, id: UUID | None = None
) -> Signaal:
    """Record what somebody saw or heard, and until when a first visit should be (domain.md 3.1).

    `id` is the key of the form: sent twice, it is one signaal.
    """
    if id and (al_bekend := Signaal.objects.filter(pk=id).first()):
        return al_bekend
    dag = localdate(at)
    sleutel = BEZOEKNORMEN[gegevens["urgentie"]]
    norm = Gemeentenormen([sleutel]).op(sleutel, dag)
    signaal = Signaal(
        **gegevens,
        team=team,
        ontvangen_op=at,
        eerste_bezoek_uiterlijk=wettelijk_einde(dag, norm, kalender_op(dag)),
    )
    if id:
        signaal.id = id
    signaal.save(force_insert=True)
    audit.record("dossier.signaal.geregistreerd", target=signaal, by=by, at=at, soort="maken")
    return signaal


def _lock(signaal: Signaal) -> Signaal:
    vraag = Signaal.objects.select_for_update(of=("self",)).select_related("opgepakt_door", "huishouden")
    huidig: Signaal = vraag.get(pk=signaal.pk)
    return huidig


@transaction.atomic
def take_signaal(*, signaal: Signaal, by: Any, at: datetime) -> Signaal:
    """Make a signaal mine; taking my own again changes nothing.

    :raises AlOpgepakt: somebody else took it first.
    """
    signaal = _lock(signaal)
    if signaal.opgepakt_door_id == by.pk:
        return signaal
    if signaal.opgepakt_door is not None:
        raise AlOpgepakt(f"{signaal.opgepakt_door.naam} heeft dit net opgepakt.")
    signaal.opgepakt_door, signaal.opgepakt_op = by, at
    signaal.stand = SignaalStand.OPGEPAKT
    signaal.save(update_fields=["opgepakt_door", "opgepakt_op", "stand"])
    audit.record("dossier.signaal.opgepakt", target=signaal, by=by, at=at)
    return signaal


@transaction.atomic
def release_signaal(*, signaal: Signaal, by: Any, at: datetime) -> Signaal:
    """Undo `take_signaal`: the signaal is new again.

    :raises AlOpgepakt: it is somebody else's.
    """
    signaal = _lock(signaal)
    if signaal.opgepakt_door is not None and signaal.opgepakt_door_id != by.pk:
        raise AlOpgepakt(f"{signaal.opgepakt_door.naam} heeft dit net opgepakt.")
    signaal.opgepakt_door, signaal.opgepakt_op, signaal.stand = None, None, SignaalStand.NIEUW
    signaal.save(update_fields=["opgepakt_door", "opgepakt_op", "stand"])
    audit.record("dossier.signaal.teruggelegd", target=signaal, by=by, at=at)
    return signaal


@transaction.atomic
def link_signaal(*, signaal: Signaal, huishouden: Huishouden, by: Any, at: datetime) -> Signaal:
    """Say which household it is about; it appears on that timeline.

    :raises NogNietOpgepakt: nobody took it yet.
    """
    signaal = _lock(signaal)
    if signaal.opgepakt_door_id is None:
        raise NogNietOpgepakt
    signaal.huishouden = huishouden
    signaal.save(update_fields=["huishouden"])
    bron = signaal.bron_naam or str(SignaalBron(signaal.bron).label)
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="walk",
        titel="Signaal ontvangen",
        tekst=signaal.waarneming,
        at=signaal.ontvangen_op,
        door_naam=bron,
        bij=signaal,
    )
    audit.record("dossier.signaal.gekoppeld", target=signaal, by=by, at=at)
    return signaal


@transaction.atomic
def close_signaal(*, signaal: Signaal, reden: str, by: Any, at: datetime) -> Signaal:
    """Say that no action is needed, and why.

    :raises NogNietOpgepakt: nobody took it yet.
    :raises RedenOntbreekt: there is no sentence.
    """
    signaal = _lock(signaal)
    if signaal.opgepakt_door_id is None:
        raise NogNietOpgepakt
    if not reden.strip():
        raise RedenOntbreekt
    signaal.stand, signaal.uitkomst = SignaalStand.GEEN_ACTIE, reden.strip()
    signaal.save(update_fields=["stand", "uitkomst"])
    audit.record("dossier.signaal.geen_actie", target=signaal, by=by, at=at)
    return signaal


@transaction.atomic
def feedback_signaal(*, signaal: Signaal, by: Any, at: datetime) -> Signaal:
    """Record that the reporter heard whether it was picked up; no more than that is told.

    :raises NogNietOpgepakt: nobody took it yet.
    """
    signaal = _lock(signaal)
    if signaal.opgepakt_door_id is None:
        raise NogNietOpgepakt
    signaal.teruggekoppeld_op = at
    if signaal.stand == SignaalStand.OPGEPAKT:
        signaal.stand = SignaalStand.TERUGGEKOPPELD
    signaal.save(update_fields=["teruggekoppeld_op", "stand"])
    audit.record("dossier.signaal.teruggekoppeld", target=signaal, by=by, at=at)
    return signaal
