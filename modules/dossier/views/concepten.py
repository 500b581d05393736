"""Drafts, for the script that saves while somebody types."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.actions.concept import ConceptTeGroot, discard_concept, save_concept
from modules.dossier.models import Concept
from modules.dossier.queries.concepten import concept_van
from modules.dossier.views.antwoord import volgende

GEEN_TEKST = frozenset({"csrfmiddlewaretoken", "eenmalig", "versie", "weg"})
SLEUTEL = re.compile(r"[a-z0-9][a-z0-9._:-]{0,119}")


@require_http_methods(["GET", "POST"])
def concept(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Give a draft back (GET), keep it (POST), or throw it away (POST with `weg`, and `volgende` for a browser).

    A newer text of the same person elsewhere answers 409 with that text: the page shows both.
    """
    if not SLEUTEL.fullmatch(sleutel):
        raise Http404
    if request.method == "GET":
        return JsonResponse(_stand(concept_van(request.user, sleutel), met_velden=True))
    if "weg" in request.POST:
        discard_concept(gebruiker=request.user, sleutel=sleutel)
        return (
            see_other(request, volgende(request, "/"))
            if "volgende" in request.POST
            else HttpResponse(status=204)
        )
    try:
        bewaard = save_concept(
            gebruiker=request.user,
            sleutel=sleutel,
            inhoud=_getypt(request),
            versie=_versie(request),
            at=now(),
        )
    except Verouderd as ander:
        return JsonResponse({"door": request.user.naam, **_stand(ander.huidig, met_velden=True)}, status=409)
    except ConceptTeGroot as te_groot:
        return JsonResponse({"fout": str(te_groot)}, status=413)
    return JsonResponse(_stand(bewaard))


def _getypt(request: GemeenteRequest) -> dict[str, Any]:
    velden = (
        (_zonder_nul(naam), [_zonder_nul(waarde) for waarde in waarden])
        for naam, waarden in request.POST.lists()
        if naam not in GEEN_TEKST
    )
    return {naam: waarden[0] if len(waarden) == 1 else waarden for naam, waarden in velden}


def _zonder_nul(tekst: str) -> str:
    """Return a text without the one character that the database cannot keep."""
    return tekst.replace("\x00", "")


def _versie(request: GemeenteRequest) -> int:
    versie = request.POST.get("versie", "")
    return int(versie) if versie.isascii() and versie.isdigit() else 0


def _stand(concept: Any, *, met_velden: bool = False) -> dict[str, Any]:
    if not isinstance(concept, Concept):
        return {"versie": 0, "om": "", "velden": {}}
    om = localtime(concept.bewaard_op)
    stand: dict[str, Any] = {"versie": concept.versie, "om": f"{om.hour}.{om.minute:02d}"}
    return {**stand, "velden": concept.inhoud} if met_velden else stand
