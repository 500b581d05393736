"""A decision about an earlier one: change it, withdraw it, mend a mistake, or go on after its end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from modules.dossier.besluiten.actions.beschikking import draft_beschikking, eis_stap, lock
from modules.dossier.besluiten.actions.weigeringen import TeVroegOpvolger
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.besluiten.rules.gang import Handeling
from modules.dossier.besluiten.rules.inhoud import VOORZIENING
from modules.dossier.besluiten.woorden import Relatie, Stand, Uitkomst

_UITKOMST = {
    Relatie.HERZIET: Uitkomst.HERZIEN,
    Relatie.TREKT_IN: Uitkomst.INGETROKKEN,
}


@transaction.atomic
def follow_up_beschikking(
    *,
    beschikking: Beschikking,
    relatie: Relatie,
    by: Any,
    at: datetime,
    aanvraag_op: date | None = None,
    id: UUID | None = None,
) -> Beschikking:
    """Begin a decision that takes the place of, or follows on, one that was made known (Wmo 2.3.10, 2.3.9).

    Its words and provisions begin as those of the earlier one; a withdrawal begins without provisions.
    Awb 6:19: an objection against the earlier one goes on against the new one.

    :raises KanNuNiet: the earlier one is not in force.
    :raises TeVroegOpvolger: there is a successor already.
    """
    eerder = lock(beschikking)
    if id and (al := Beschikking.objects.filter(pk=id, vervangt=eerder).first()):
        return al
    eis_stap(Handeling.VERVOLGEN, eerder)
    if eerder.vervangen_door.exclude(stand=Stand.INGETROKKEN).exists():
        raise TeVroegOpvolger
    rij = draft_beschikking(
        casus=eerder.casus,
        inwoner=eerder.inwoner,
        soort=eerder.soort,
        aanvraag_op=aanvraag_op,
        melding=eerder.melding,
        gevraagd=eerder.gevraagd,
        by=by,
        at=at,
        id=id,
    )
    rij.vervangt, rij.relatie = eerder, relatie
    rij.uitkomst = _UITKOMST.get(relatie, eerder.uitkomst)
    rij.grond, rij.wat, rij.gevolgen = eerder.grond, eerder.wat, eerder.gevolgen
    rij.overwegingen = {} if relatie == Relatie.TREKT_IN else eerder.overwegingen
    if relatie != Relatie.TREKT_IN:
        _neem_hulp_over(eerder, rij)
        rij.begin, rij.einde, rij.vorm, rij.hoeveel = eerder.begin, eerder.einde, eerder.vorm, eerder.hoeveel
        rij.bedrag_per_jaar = eerder.bedrag_per_jaar
    rij.save()
    audit.record(
        "besluiten.beschikking.vervolg", target=rij, by=by, at=at,
        detail={"vervangt": str(eerder.pk), "relatie": str(relatie)},
    )  # fmt: skip
    return rij


def correct_beschikking(
    *, beschikking: Beschikking, by: Any, at: datetime, id: UUID | None = None
) -> Beschikking:
    """Begin the decision that mends a mistake in one that was made known: the same words, to be put right.

    :raises KanNuNiet: it is not in force. :raises TeVroegOpvolger: there is a successor already.
    """
    return follow_up_beschikking(beschikking=beschikking, relatie=Relatie.VERBETERT, by=by, at=at, id=id)


def _neem_hulp_over(eerder: Beschikking, rij: Beschikking) -> None:
    Toewijzing.objects.bulk_create(
        Toewijzing(
            beschikking=rij,
            huishouden_id=rij.huishouden_id,
            inwoner_id=rij.inwoner_id,
            wet=rij.wet,
            volgorde=deel.volgorde,
            **{veld: getattr(deel, veld) for veld in VOORZIENING},
        )
        for deel in eerder.toewijzingen.all()
    )
