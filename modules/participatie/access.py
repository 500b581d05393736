"""The doors of Participatie: every row through its household, and the protocol decides per kind of data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from keukentafel.audit import Doel
from modules.dossier.access import huishouden_for
from modules.dossier.models import Huishouden, Huishoudlid, Inwoner
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak


def aanvraag_for(gebruiker: Any, inkomensaanvraag_id: UUID) -> Inkomensaanvraag:
    """Open an aanvraag through its household.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: you may not see money of this household.
    """
    vraag = Inkomensaanvraag.objects.filter(pk=inkomensaanvraag_id)
    rij = vraag.select_related("inwoner", "partner", "casus", "melding", "beschikking").first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def maatregel_for(gebruiker: Any, maatregel_id: UUID) -> Maatregel:
    """Open a measure through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    rij = Maatregel.objects.filter(pk=maatregel_id).select_related("inwoner", "beschikking").first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def werk_for(gebruiker: Any, werkafspraak_id: UUID) -> Werkafspraak:
    """Open a step towards work through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    rijen = Werkafspraak.objects.filter(pk=werkafspraak_id)
    rij: Werkafspraak | None = rijen.select_related("inwoner", "beschikking").first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def mens_for(gebruiker: Any, huishouden_id: UUID, inwoner_id: UUID) -> tuple[Huishouden, Inwoner]:
    """Open a person of a household.

    :raises Http404: the household is not yours, or this person does not belong to it.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=Doel.HULP)
    lid = Huishoudlid.objects.filter(huishouden=huishouden, inwoner_id=inwoner_id, tot=None)
    rij = lid.select_related("inwoner").first()
    if rij is None:
        raise Http404
    return huishouden, rij.inwoner
