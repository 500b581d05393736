"""Who reads which view: the database decides, so that no page can show what is still blind (F104)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Betrokkene, Huishouden, Regisseurschap
from modules.dossier.ruimte.models import Geschilpunt, Zienswijze
from modules.dossier.ruimte.rules.verschil import Ronde
from modules.inrichting.models import Teamlid


def visies_voor(verschil: Geschilpunt, gebruiker: Any) -> QuerySet[Any]:
    """Return the views that this person may read now (`rules.verschil.mag_visie_lezen` says which).

    A view that was asked for and not written yet is nobody's to read but one's own.
    """
    rijen = Zienswijze.objects.filter(verschil=verschil).select_related("van")
    if zaaifouten.staat_aan("visie_niet_blind"):
        return rijen
    schreef = Exists(
        Zienswijze.objects.filter(verschil=OuterRef("verschil"), van=gebruiker, geschreven_op__isnull=False)
    )
    dicht = Q(verschil__ronde_dicht_op__isnull=False)
    return rijen.filter(Q(van=gebruiker) | Q(geschreven_op__isnull=False) & (dicht | schreef))


def wie_is_gevraagd(verschil: Geschilpunt) -> list[Zienswijze]:
    """Return who was asked and whether there is a view, without a word of it."""
    return list(
        Zienswijze.objects.filter(verschil=verschil)
        .select_related("van")
        .only(
            "id", "verschil_id", "discipline", "van__naam", "geschreven_op", "blijft_anders_op", "bleek_juist"
        )
    )


def ronde_van_lijst(visies: list[Zienswijze]) -> Ronde:
    """Return how the round stands, of what `wie_is_gevraagd` gave."""
    return Ronde(
        len(visies),
        sum(visie.is_geschreven for visie in visies),
        sum(visie.blijft_anders_op is not None for visie in visies),
    )


def wie_kan_kijken(huishouden: Huishouden, collegas: QuerySet[Any], dag: Any) -> QuerySet[Any]:
    """Return who may be asked for a view: the team, and who works with this household from elsewhere."""
    leden = Teamlid.objects.op(dag).filter(team_id=huishouden.team_id).values("gebruiker_id")
    betrokken = Betrokkene.objects.filter(huishouden=huishouden, tot=None).exclude(gebruiker=None)
    regie = Regisseurschap.objects.filter(huishouden=huishouden, tot=None)
    return (
        collegas.filter(
            Q(pk__in=leden)
            | Q(pk__in=betrokken.values("gebruiker_id"))
            | Q(pk__in=regie.values("gebruiker_id"))
        )
        .distinct()
        .order_by("naam", "id")
    )
