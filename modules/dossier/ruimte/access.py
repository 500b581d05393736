"""The doors: a deviation or a difference through its household; a signal for policy names no household."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from modules.dossier.access import huishouden_for, zichtbaar
from modules.dossier.models import Regisseurschap
from modules.dossier.ruimte.models import Afwijking, Beleidssignaal, Geschilpunt
from modules.dossier.ruimte.rules.verschil import Beslisser
from modules.inrichting.rules.protocol import Categorie, Mate


def afwijkingen_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return the deviations of households of which this person reads the plan and what was agreed."""
    mag = zichtbaar(gebruiker, "huishouden", categorie=Categorie.PLAN, minstens=Mate.ALLES)
    return Afwijking.objects.filter(mag)


def afwijking_for(gebruiker: Any, afwijking_id: UUID) -> Afwijking:
    """Open one through its household.

    :raises Http404: it is not there, or its household is not yours. :raises GeenZicht: closed for this person.
    """
    rij: Afwijking | None = (
        Afwijking.objects.filter(pk=afwijking_id)
        .select_related(
            "regel", "casus", "besloten_door", "gemaakt_door", "steun_door", "teruggekeken_door", "signaal"
        )
        .first()
    )
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def verschillen_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return the differences of households of which this person reads the plan. Never a view."""
    mag = zichtbaar(gebruiker, "huishouden", categorie=Categorie.PLAN, minstens=Mate.ALLES)
    return Geschilpunt.objects.filter(mag)


def verschil_for(gebruiker: Any, geschilpunt_id: UUID) -> Geschilpunt:
    """Open one through its household; its views go through `queries.visies.visies_voor`.

    :raises Http404: it is not there, or its household is not yours. :raises GeenZicht: closed for this person.
    """
    rij: Geschilpunt | None = (
        Geschilpunt.objects.filter(pk=geschilpunt_id)
        .select_related(
            "casus",
            "gemaakt_door",
            "ronde_dicht_door",
            "kijk_van",
            "kijk_door",
            "besloten_door",
            "teruggekeken_door",
        )
        .first()
    )
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    return rij


def beslisser_van(gebruiker: Any, verschil: Geschilpunt) -> Beslisser:
    """Return what this person is to this household, for who may decide."""
    regie = Regisseurschap.objects.filter(huishouden_id=verschil.huishouden_id, gebruiker=gebruiker, tot=None)
    return Beslisser(
        werkt_hier=mag_schrijven(verschil),
        is_regisseur=regie.exists(),
        is_teamleider=gebruiker.has_rol(Rol.TEAMLEIDER),
    )


def mag_steunen(gebruiker: Any, afwijking: Afwijking) -> bool:
    """Tell whether this person answers as the manager: not about what one decided oneself."""
    return bool(gebruiker.has_rol(Rol.TEAMLEIDER) and gebruiker.pk != afwijking.besloten_door_id)


def mag_schrijven(rij: Afwijking | Geschilpunt) -> bool:
    """Tell whether this person may change what was agreed with this household."""
    return bool(rij.huishouden.zicht.mag(Categorie.PLAN, schrijven=True))


def signaal_for(beleidssignaal_id: UUID) -> Beleidssignaal:
    """Open a signal: it holds no residents. :raises Http404: it is not there."""
    rij: Beleidssignaal | None = (
        Beleidssignaal.objects.filter(pk=beleidssignaal_id).select_related("regel", "beantwoord_door").first()
    )
    if rij is None:
        raise Http404
    return rij
