"""The doors of toegang: what is not for this person does not exist."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from modules.dossier.toegang.actions.alarm import mag_opheffen
from modules.dossier.toegang.actions.nood import mag_beoordelen
from modules.dossier.toegang.mensen import mag_beantwoorden
from modules.dossier.toegang.models import Alarm, Noodtoegang, Steekproefregel, Toegangsverzoek


def bestaand_voor(gebruiker: Any, huishouden_id: UUID) -> Huishouden:
    """Return a household that this person may know of, to ask something about it. Nothing of it is shown.

    :raises Http404: it is not there, or not to be known.
    """
    rijen = Huishouden.objects.visible_to(gebruiker).filter(pk=huishouden_id).select_related("team")
    huishouden: Huishouden | None = rijen.first()
    if huishouden is None:
        raise Http404
    return huishouden


def verzoek_for(gebruiker: Any, toegangsverzoek_id: UUID) -> Toegangsverzoek:
    """Open a question for who decides about it; the look at the household is on record.

    :raises Http404: it is not there, or somebody else decides.
    """
    rijen = Toegangsverzoek.objects.select_related(
        "huishouden__team", "gevraagd_door", "beoordeeld_door"
    ).filter(pk=toegangsverzoek_id)
    verzoek: Toegangsverzoek | None = rijen.first()
    if verzoek is None:
        raise Http404
    if not mag_beantwoorden(gebruiker, verzoek.huishouden, vrager=verzoek.gevraagd_door_id):
        raise Http404
    audit.record_inzage(target=verzoek.huishouden, by=gebruiker, doel=Doel.REGIE, categorie="A")
    return verzoek


def nood_for(gebruiker: Any, noodtoegang_id: UUID) -> Noodtoegang:
    """Open an emergency for who reviews it: not the one who did it.

    :raises Http404: it is not there, or somebody else reviews it.
    """
    rijen = Noodtoegang.objects.select_related("huishouden__team", "gebruiker", "beoordeeld_door")
    nood: Noodtoegang | None = rijen.filter(pk=noodtoegang_id).first()
    if nood is None or not mag_beoordelen(gebruiker, nood):
        raise Http404
    return nood


def alarm_for(gebruiker: Any, alarm_id: UUID) -> Alarm:
    """Open an alarm for who may lift it.

    :raises Http404: it is not there, or somebody else does.
    """
    rijen = Alarm.objects.select_related("gebruiker", "opgeheven_door")
    alarm: Alarm | None = rijen.filter(pk=alarm_id).first()
    if alarm is None or not mag_opheffen(gebruiker, alarm):
        raise Http404
    return alarm


def regel_for(gebruiker: Any, steekproefregel_id: UUID) -> Steekproefregel:
    """Open a drawn look for the privacy officer: who and when, not which household.

    :raises Http404: it is not there, or it is about this person.
    """
    rijen = Steekproefregel.objects.select_related("steekproef", "gebruiker", "beoordeeld_door")
    regel: Steekproefregel | None = rijen.filter(pk=steekproefregel_id).first()
    if regel is None or regel.gebruiker_id == gebruiker.pk or not gebruiker.has_rol(Rol.FG):
        raise Http404
    return regel
