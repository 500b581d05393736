"""Fields that the forms of sharing have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.delen.rules.begrenzing import ALLES
from modules.dossier.models import Doelstelling, Huishouden, Inwoner
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.plan_kort import LABELS
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES
from modules.inrichting.models import Organisatie
from modules.inrichting.rules.protocol import Categorie, Functie

FUNCTIES = (
    Functie.HULPVERLENER,
    Functie.JEUGDPROFESSIONAL,
    Functie.WMO_CONSULENT,
    Functie.KLANTMANAGER_WI,
    Functie.REGISSEUR,
    Functie.BACKOFFICE,
)
"""Functions inside that may get more with consent."""

DEELBAAR = (
    Categorie.CONTACT,
    Categorie.HUISHOUDEN,
    Categorie.LEEFGEBIEDEN,
    Categorie.GEZONDHEID,
    Categorie.JUSTITIE,
    Categorie.GELD,
    Categorie.JEUGD,
    Categorie.VEILIGHEID,
    Categorie.PLAN,
    Categorie.BESLUITEN,
)
"""Categories that consent can open: never the identity, and never work notes."""


def naam(persoon: Any) -> str:
    """Return how somebody is shown in a list of choices."""
    return str(persoon.naam)


def leefgebied_keuzes() -> list[tuple[str, str]]:
    """Return every life area once, in the order of the lists."""
    alle = {gebied.code: gebied.label for versie in ZRM_VERSIES.values() for gebied in versie.leefgebieden}
    for lijst in SUPPLEMENTEN:
        alle |= {gebied.code: gebied.label for gebied in lijst.onderdelen}
    return [(code, LABELS.get(code, label)) for code, label in alle.items() if code in ALLES]


def in_plan(huishouden: Huishouden) -> list[tuple[str, str]]:
    """Return the life areas that the plan of this household is about, or all of them without a plan."""
    lijsten = Doelstelling.objects.filter(
        plan__huishouden=huishouden, plan__status__in=[*IN_GEBRUIK, "concept"]
    ).values_list("leefgebieden", flat=True)
    codes = {code for lijst in lijsten for code in lijst}
    keuzes = leefgebied_keuzes()
    return [keuze for keuze in keuzes if keuze[0] in codes] or keuzes


def mensen_van(huishouden: Huishouden) -> Any:
    """Return who belongs to the household now."""
    nu = Q(lidmaatschappen__tot=None) | Q(lidmaatschappen__tot__gt=localdate())
    return Inwoner.objects.filter(nu, lidmaatschappen__huishouden=huishouden).distinct()


def collegas(huishouden: Huishouden, niet: Any) -> Any:
    """Return colleagues who help people, without oneself."""
    rollen = [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR]
    return (
        Gebruiker.objects.actief().filter(toekenningen__rol__in=rollen).exclude(pk=niet.pk).distinct().order_by("naam")
    )  # fmt: skip


def organisaties() -> Any:
    """Return the organisations that are in use."""
    return Organisatie.objects.filter(is_actief=True).order_by("naam")


class Mensenkeuze(forms.ModelChoiceField):
    """A choice of people, shown by their name."""

    def label_from_instance(self, obj: Any) -> str:
        return naam(obj)
