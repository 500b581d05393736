"""Where somebody goes after an act by which the household may be no longer theirs to open."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.models import Huishouden
from modules.dossier.zicht import annoteer, zicht_van
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie

ZINNEN = {
    "afgesloten": "De hulp is afgesloten. Alleen de laatste regisseur kan dit huishouden nog openen.",
    "overgedragen": "Dit huishouden is overgedragen. Het andere team gaat ermee verder, jij kunt het niet meer openen.",
    "verplaatst": "Dit huishouden hoort nu bij een ander team. Jij kunt het niet meer openen.",
}


def na_het_huishouden(
    request: GemeenteRequest, huishouden: Huishouden, wat: str, *, route: str = "dossier:huishouden"
) -> HttpResponse:
    """Go back to the household, or to Mijn dag with a sentence when that door closed by this very act."""
    gebruiker: Any = request.user
    gebruiker.__dict__.pop("_kt_eigen", None)  # what was read before the act counts no longer
    rij = annoteer(Huishouden.objects.filter(pk=huishouden.pk), gebruiker, now()).get()
    zicht = zicht_van(rij, gebruiker)
    if not zicht.oordeel(Categorie.IDENTITEIT).iets:
        return see_other(request, f"{reverse('dossier:mijn_dag')}?{urlencode({'klaar': wat})}")
    if not mag_route(gebruiker, zicht, route):
        route = "dossier:huishouden"
    return see_other(request, route, huishouden.pk)
