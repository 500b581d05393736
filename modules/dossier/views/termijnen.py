"""Terms: which run, which are nearly late, and saying that one was met."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest
from modules.dossier.access import teams_van
from modules.dossier.queries.termijnen import STANDEN, Termijnvraag, termijnlijst
from modules.dossier.views.antwoord import toon
from modules.inrichting.models import Wijkteam


@require_GET
def termijnen(request: GemeenteRequest) -> HttpResponse:
    """List terms, mine or of my teams, by how they stand."""
    get = request.GET
    vraag = Termijnvraag(
        stand=get.get("stand", "loopt") if get.get("stand") in dict(STANDEN) else "loopt",
        van="team" if get.get("van") == "team" else "mij",
        team=get.get("team", ""),
        wie=get.get("wie", ""),
        na=get.get("na", ""),
    )
    basis = reverse("dossier:termijnen")
    context = {
        "vraag": vraag,
        "lijst": termijnlijst(request.user, vraag, vandaag=localdate(), basis=basis),
        "standen": [(code, label, vraag.adres(basis, stand=code)) for code, label in STANDEN],
        "mijn_url": vraag.adres(basis, van="mij", team="", wie=""),
        "team_url": vraag.adres(basis, van="team", team="", wie=""),
        "over": _over(vraag, request),
        "basis": basis,
    }
    return toon(request, "dossier/termijnen.html", context)


def _over(vraag: Termijnvraag, request: GemeenteRequest) -> str:
    """Return of whom or which team the list is, when the address says so."""
    try:
        if vraag.wie:
            return Gebruiker.objects.filter(pk=UUID(vraag.wie)).values_list("naam", flat=True).first() or ""
        if vraag.team and UUID(vraag.team) in teams_van(request.user):
            return Wijkteam.objects.filter(pk=vraag.team).values_list("naam", flat=True).first() or ""
    except ValueError:
        return ""
    return ""
