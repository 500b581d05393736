"""The working documents as everybody reads and prints them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest
from modules.inrichting.views.antwoord import pagina
from modules.inrichting.werkdocumenten.models import Werkdocument
from modules.inrichting.werkdocumenten.queries import soortkeuzes, te_lezen
from modules.inrichting.werkdocumenten.rules.koppen import tekstblokken


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """All documents in use, by kind and by words."""
    zoek, soort = request.GET.get("q", "").strip()[:80], request.GET.get("soort", "")
    context = {
        "documenten": te_lezen(zoek, soort),
        "soorten": soortkeuzes(),
        "zoek": zoek,
        "soort": soort,
        "is_beheerder": request.user.has_rol(Rol.BEHEERDER),
    }
    return pagina(request, "werkdocumenten/lijst.html", context)


@require_GET
def lees(request: GemeenteRequest, werkdocument_id: UUID) -> HttpResponse:
    """One document, ready for paper."""
    document = get_object_or_404(Werkdocument.objects.in_gebruik(), pk=werkdocument_id)
    context = {
        "document": document,
        "blokken": tekstblokken(document.tekst),
        "is_beheerder": request.user.has_rol(Rol.BEHEERDER),
    }
    return pagina(request, "werkdocumenten/lees.html", context)
