"""The doors of decisions: through the household, and only those of one's own law where the protocol says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from modules.dossier.access import eis_besluit, huishouden_for
from modules.dossier.besluiten.actions.weigeringen import NietJouwBezwaar
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht
from modules.dossier.models import Huishouden
from modules.inrichting.rules.protocol import Categorie

_BIJ = (
    "inwoner", "casus__team", "behandelaar", "gemaakt_door", "gewijzigd_door", "voorgelegd_aan", "voorgelegd_door",
    "gezien_door", "beslist_door", "ingetrokken_door", "vervangt", "melding",
)  # fmt: skip


def beschikking_for(gebruiker: Any, beschikking_id: UUID) -> Beschikking:
    """Open a decision through its household.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: decisions, or those of this law, are closed for this person.
    """
    rij: Beschikking | None = Beschikking.objects.filter(pk=beschikking_id).select_related(*_BIJ).first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    eis_besluit(gebruiker, rij.huishouden, rij.wet)
    return rij


def bezwaar_for(gebruiker: Any, bezwaar_id: UUID) -> Bezwaar:
    """Open an objection through the household of its decision.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: decisions, or those of this law, are closed for this person.
    """
    rij: Bezwaar | None = (
        Bezwaar.objects.filter(pk=bezwaar_id)
        .select_related(
            "behandelaar", "beslist_door", "gemaakt_door", *(f"beschikking__{naam}" for naam in _BIJ[:2]),
            "beschikking__beslist_door",
        )
        .first()
    )  # fmt: skip
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    rij.beschikking.huishouden = rij.huishouden
    eis_besluit(gebruiker, rij.huishouden, rij.beschikking.wet)
    return rij


def klacht_for(gebruiker: Any, klacht_id: UUID) -> Klacht:
    """Open a complaint through its household.

    :raises Http404: it is not there, or its household is not yours.
    :raises GeenZicht: decisions are closed for this person.
    """
    rij: Klacht | None = (
        Klacht.objects.filter(pk=klacht_id)
        .select_related("behandelaar", "over_wie", "afgehandeld_door", "gemaakt_door", "casus")
        .first()
    )
    if rij is None:
        raise Http404
    rij.huishouden = huishouden_for(gebruiker, rij.huishouden_id, doel=Doel.HULP)
    if gebruiker.pk not in (rij.gemaakt_door_id, rij.behandelaar_id):
        eis_besluit(gebruiker, rij.huishouden, "")  # a complaint is of no law: who sees one law, sees it not
    return rij


def mag_schrijven(huishouden: Huishouden) -> bool:
    """Tell whether this person may change decisions of this household."""
    return bool(huishouden.zicht.mag(Categorie.BESLUITEN, schrijven=True))


def behandelt_bezwaar(gebruiker: Any, bezwaar: Bezwaar) -> bool:
    """Tell whether this person takes its steps: who may change decisions here, or handles it."""
    return mag_schrijven(bezwaar.huishouden) or bezwaar.behandelaar_id == gebruiker.pk


def eis_behandelt_bezwaar(gebruiker: Any, bezwaar: Bezwaar) -> None:
    """Ask that who takes a step may.

    :raises NietJouwBezwaar: not this person.
    """
    if not behandelt_bezwaar(gebruiker, bezwaar):
        raise NietJouwBezwaar


def behandelt_klacht(gebruiker: Any, klacht: Klacht) -> bool:
    """Tell whether this person handles it: who was chosen, or who leads the team; never whom it is about."""
    if klacht.over_wie_id == gebruiker.pk:
        return False
    return klacht.behandelaar_id == gebruiker.pk or gebruiker.has_rol(Rol.TEAMLEIDER)


def klachten_zichtbaar(gebruiker: Any, huishouden: Huishouden) -> Q:
    """Return the filter for complaints of a household that is open: of no law, so who sees one law sees the own."""
    if not huishouden.zicht.oordeel(Categorie.BESLUITEN).wet:
        return Q(huishouden=huishouden)
    return Q(huishouden=huishouden) & (Q(gemaakt_door=gebruiker) | Q(behandelaar=gebruiker))
