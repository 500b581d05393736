"""Who is asked and who is told: the regisseur, the teamleider of a team, the FG."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden, Regisseurschap
from modules.dossier.zicht.lezers import plekken_van
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Functie


def met_rol(rol: Rol) -> list[UUID]:
    """Return who holds this role and may sign in."""
    return list(Gebruiker.objects.actief().met_rol(rol).order_by("id").values_list("pk", flat=True))


def teamleiders_van(team_id: UUID | None) -> list[UUID]:
    """Return who leads this team; when nobody does, who leads without a team of their own."""
    leiders = RolToekenning.objects.filter(rol=Rol.TEAMLEIDER, gebruiker__is_actief=True)
    leden = Teamlid.objects.op(localdate()).filter(team_id=team_id).values("gebruiker_id")
    hier = (
        leiders.filter(Q(team_id=team_id) | Q(team_id=None, gebruiker__in=leden))
        if team_id
        else leiders.none()
    )
    gevonden = set(hier.values_list("gebruiker_id", flat=True))
    return sorted(gevonden or leiders.filter(team_id=None).values_list("gebruiker_id", flat=True))


def regisseur_van(huishouden_id: UUID) -> UUID | None:
    """Return the account of the regisseur, when there is one who may sign in."""
    rij = Regisseurschap.objects.filter(huishouden_id=huishouden_id, tot=None, gebruiker__is_actief=True)
    gevonden: UUID | None = rij.values_list("gebruiker_id", flat=True).first()
    return gevonden


def beantwoorders(huishouden: Huishouden, *, behalve: UUID) -> list[UUID]:
    """Return who is asked for access: the regisseur; the teamleider when there is none, or it is the asker.

    Who leads the team alone and asks for herself, is answered by who leads without a team of their own.
    A teamleider of another team never is: that would open the name to who may not know it.
    """
    regisseur = regisseur_van(huishouden.pk)
    if regisseur is not None and regisseur != behalve:
        return [regisseur]
    leiders = [wie for wie in teamleiders_van(huishouden.team_id) if wie != behalve]
    return leiders or [wie for wie in teamleiders_van(None) if wie != behalve]


def mag_beslissen(gebruiker: Any, huishouden: Huishouden) -> bool:
    """Tell whether this person decides about access here: the regisseur, or a teamleider of the team."""
    if regisseur_van(huishouden.pk) == gebruiker.pk:
        return True
    return is_teamleider_van(gebruiker, huishouden.team_id)


def mag_beantwoorden(gebruiker: Any, huishouden: Huishouden, *, vrager: UUID) -> bool:
    """Tell whether this person answers this question: who decides here, or was asked instead; never the asker."""
    if gebruiker.pk == vrager:
        return False
    return mag_beslissen(gebruiker, huishouden) or gebruiker.pk in beantwoorders(huishouden, behalve=vrager)


def is_teamleider_van(gebruiker: Any, team_id: UUID | None) -> bool:
    """Tell whether this person leads the team; of a household without a team: leads any."""
    if not gebruiker.has_rol(Rol.TEAMLEIDER):
        return False
    plekken = [plek.team_id for plek in plekken_van(gebruiker) if Functie.TEAMLEIDER in plek.functies]
    return team_id in plekken if team_id else True


def heeft_functie(gebruiker: Any) -> bool:
    """Tell whether this person has a place in some team today."""
    return Teamlid.objects.op(localdate()).filter(gebruiker_id=gebruiker.pk).exists()
