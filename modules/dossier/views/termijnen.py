"""Terms: which run, which are nearly late, and saying that one was met."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import teams_van, termijn_for
from modules.dossier.actions.termijn import finish_termijn, reopen_termijn
from modules.dossier.forms.termijn import TermijnForm
from modules.dossier.queries.termijnen import STANDEN, Termijnvraag, termijnlijst
from modules.dossier.views.antwoord import toon, volgende, weiger
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


@require_http_methods(["GET", "POST"])
def termijn(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Show why a term ends on that day, and say that it was met."""
    termijn = termijn_for(request.user, termijn_id)
    form = TermijnForm(
        request.POST if request.method == "POST" else None, initial={"gehaald_op": localdate()}
    )
    if form.is_bound and form.is_valid():
        try:
            finish_termijn(termijn=termijn, **form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "oorzaak")
        else:
            return see_other(request, volgende(request, reverse("dossier:termijnen")))
    context = {"termijn": termijn, "form": form, "verder": request.GET.get("volgende", "")}
    return toon(request, "dossier/termijn.html", context, fout=bool(form.errors))


@require_POST
def termijn_heropenen(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Undo that a term was met."""
    termijn = termijn_for(request.user, termijn_id)
    reopen_termijn(termijn=termijn, by=request.user, at=now())
    return see_other(request, "dossier:termijn", termijn.pk)
