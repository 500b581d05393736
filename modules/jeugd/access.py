"""The doors of Jeugd: every row through its household, and the protocol decides per kind of data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from keukentafel.audit import Doel
from modules.dossier.access import huishouden_for
from modules.dossier.models import Huishouden, Huishoudlid, Inwoner
from modules.jeugd.models import Hulpvraag, Meldcode, Verwijsmelding


def hulpvraag_for(gebruiker: Any, hulpvraag_id: UUID, *, lock: bool = False) -> Hulpvraag:
    """Open a hulpvraag through its household.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: you may not see youth help of this household.
    """
    vraag = Hulpvraag.objects.filter(pk=hulpvraag_id).select_related(
        "inwoner", "casus", "melding", "professional", "verantwoordelijke"
    )
    rij = vraag.first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP, lock=lock)
    return rij


def meldcode_for(gebruiker: Any, meldcode_id: UUID) -> Meldcode:
    """Open a meldcode through its household.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: you may not see safety of this household.
    """
    rij = (
        Meldcode.objects.filter(pk=meldcode_id)
        .select_related("inwoner", "begonnen_door", "besloten_door", "overleg_collega")
        .first()
    )
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def verwijsmelding_for(gebruiker: Any, verwijsmelding_id: UUID) -> Verwijsmelding:
    """Open a note of the verwijsindex through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    rij = Verwijsmelding.objects.filter(pk=verwijsmelding_id).select_related("inwoner").first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def kind_for(gebruiker: Any, huishouden_id: UUID, inwoner_id: UUID) -> tuple[Huishouden, Inwoner]:
    """Open a person of a household.

    :raises Http404: the household is not yours, or this person does not belong to it.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=Doel.HULP)
    lid = Huishoudlid.objects.filter(huishouden=huishouden, inwoner_id=inwoner_id, tot=None)
    rij = lid.select_related("inwoner").first()
    if rij is None:
        raise Http404
    return huishouden, rij.inwoner
