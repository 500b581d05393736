"""The terms of a decision, an objection and a complaint: found by the row they belong to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from modules.dossier.actions.termijn import cancel_termijnen, finish_met_gebeurtenis, start_termijnen
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Casus, Termijn
from modules.dossier.models.termijn import LOPEND
from modules.dossier.wetten import Termijnsoort


def begin_beslistermijn(beschikking: Beschikking, *, sleutel: str, titel: str) -> None:
    """Tie the running term of this request to the decision, or start it from the day of the request."""
    if beschikking.aanvraag_op is None:
        return
    van_aanvraag = Q(bron_id=None) | Q(melding__inwoner_id=beschikking.inwoner_id)
    if beschikking.melding_id is not None:  # two requests of one day keep their own term
        van_aanvraag = Q(melding_id=beschikking.melding_id) | Q(bron_id=None, melding=None)
    los = Termijn.objects.filter(
        van_aanvraag,
        casus_id=beschikking.casus_id,
        sleutel=sleutel,
        status__in=LOPEND,
        beschikking_id=None,
        begin=beschikking.aanvraag_op,
    ).first()
    if los is not None:
        los.beschikking_id = los.bron_id = beschikking.pk
        los.save(update_fields=["beschikking_id", "bron_id"])
        return
    start_termijnen(
        casus=beschikking.casus,
        melding=beschikking.melding,
        soorten=[Termijnsoort(sleutel, titel)],
        begin=beschikking.aanvraag_op,
        wet=beschikking.wet,
        beschikking_id=beschikking.pk,
        bron_id=beschikking.pk,
    )


def begin_van(
    casus: Casus,
    *,
    sleutel: str,
    titel: str,
    begin: date,
    wet: str,
    bron_id: UUID,
    beschikking_id: UUID | None = None,
) -> None:
    """Start a term that belongs to one row."""
    start_termijnen(
        casus=casus,
        melding=None,
        soorten=[Termijnsoort(sleutel, titel)],
        begin=begin,
        wet=wet,
        bron_id=bron_id,
        beschikking_id=beschikking_id,
    )


def klaar(casus: Casus, *, sleutel: str, bron_id: UUID, op: date, by: Any, at: datetime) -> None:
    """Finish the term of a row: what it waited for happened on `op`."""
    finish_met_gebeurtenis(casus=casus, sleutel=sleutel, op=op, by=by, at=at, bron_id=bron_id)


def vervalt(casus: Casus, *, sleutel: str, bron_id: UUID, reden: str, by: Any, at: datetime) -> None:
    """Let the term of a row lapse: what it waited for will not come."""
    cancel_termijnen(casus=casus, sleutels=[sleutel], reden=reden, by=by, at=at, bron_id=bron_id)


def termijn_van(bron_id: UUID, sleutels: tuple[str, ...] = ()) -> Termijn | None:
    """Return the term of a row, running or over; the newest when there is more than one."""
    rijen = Termijn.objects.filter(bron_id=bron_id)
    if sleutels:
        rijen = rijen.filter(sleutel__in=sleutels)
    gevonden: Termijn | None = rijen.order_by("-begin", "-id").first()
    return gevonden
