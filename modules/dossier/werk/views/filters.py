"""Saved filters and own columns. Every act is a form: it works by keyboard and without JavaScript."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import teams_van
from modules.dossier.views.antwoord import toon, volgende, weiger
from modules.dossier.werk.access import filter_for, filters_van
from modules.dossier.werk.actions.filters import choose_columns, remove_filter, save_filter, set_default
from modules.dossier.werk.forms import FilterForm
from modules.dossier.werk.queries.lijst import lees_vraag
from modules.dossier.werk.rules.kolommen import (
    KOLOMMEN,
    STANDAARD,
    alle_in_volgorde,
    lees_kolommen,
    verplaats,
)
from modules.dossier.werk.views.lijst import toon_lijst, voorkeur_van
from modules.inrichting.models import Wijkteam


@require_http_methods(["GET", "POST"])
def filters(request: GemeenteRequest) -> HttpResponse:
    """List the saved filters, or keep the one that is on under a name."""
    return _bewaar(request) if request.method == "POST" else _toon_filters(request)


def _toon_filters(request: GemeenteRequest, fout: str = "") -> HttpResponse:
    voorkeur = voorkeur_van(request.user)
    rijen = [
        {
            "rij": rij,
            "is_mijn": rij.eigenaar_id == request.user.pk,
            "is_standaard": rij.pk == voorkeur.standaard_id,
        }
        for rij in filters_van(request.user).select_related("team", "eigenaar")
    ]
    return toon(request, "werk/filters.html", {"rijen": rijen, "fout": fout}, fout=bool(fout))


def _bewaar(request: GemeenteRequest) -> HttpResponse:
    vraag = lees_vraag(request.POST)
    teams = Wijkteam.objects.filter(pk__in=teams_van(request.user)).order_by("naam")
    form = FilterForm({**request.POST.dict(), "team": request.POST.get("delen_met", "")}, teams=teams)
    if form.is_valid():
        gegevens = form.cleaned_data
        try:
            rij = save_filter(vraag=vraag.filter, **gegevens, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "naam")
        else:
            return see_other(request, rij)
    return toon_lijst(request, vraag, voorkeur_van(request.user), filter_form=form)


@require_POST
def filter_zetten(request: GemeenteRequest, werkfilter_id: UUID) -> HttpResponse:
    """Open with a filter from now on, no longer so, or throw it away."""
    rij = filter_for(request.user, werkfilter_id)
    nu = now()
    if "weg" in request.POST:
        try:
            remove_filter(rij=rij, by=request.user, at=nu)
        except Refusal as nee:
            return _toon_filters(request, str(nee))
    else:
        set_default(rij=None if "niet_meer" in request.POST else rij, by=request.user, at=nu)
    return see_other(request, volgende(request, reverse("werk:filters")))


@require_http_methods(["GET", "POST"])
def kolommen(request: GemeenteRequest) -> HttpResponse:
    """Choose the columns and their order: boxes, and buttons that move one up or down."""
    if request.method == "POST":
        return _kolommen(request)
    gekozen = lees_kolommen(voorkeur_van(request.user).kolommen)
    return _toon_kolommen(request, alle_in_volgorde(gekozen), set(gekozen))


def _kolommen(request: GemeenteRequest) -> HttpResponse:
    volgorde = alle_in_volgorde(lees_kolommen(request.POST.getlist("volgorde")))
    aan = set(lees_kolommen(request.POST.getlist("kolom")))
    if "standaard" in request.POST:
        choose_columns(kolommen=STANDAARD, by=request.user, at=now())
        return see_other(request, reverse("werk:lijst"))
    for naam, stap in (("omhoog", -1), ("omlaag", 1)):
        if naam in request.POST:
            code = request.POST[naam]
            return _toon_kolommen(request, verplaats(volgorde, code, stap), aan, verplaatst=code)
    choose_columns(kolommen=[code for code in volgorde if code in aan], by=request.user, at=now())
    return see_other(request, reverse("werk:lijst"))


def _toon_kolommen(
    request: GemeenteRequest, volgorde: tuple[str, ...], aan: set[str], *, verplaatst: str = ""
) -> HttpResponse:
    rijen = [
        {"code": code, "label": KOLOMMEN[code], "aan": code in aan, "is_verplaatst": code == verplaatst}
        for code in volgorde
    ]
    zin = f"{KOLOMMEN[verplaatst]} is verplaatst." if verplaatst in KOLOMMEN else ""
    return toon(request, "werk/kolommen.html", {"rijen": rijen, "zin": zin})
