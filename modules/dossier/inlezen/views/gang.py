"""A file on its way: checked, being read in, done, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.inlezen.access import inlezing_for
from modules.dossier.inlezen.actions.inlezen import begin_inlezen
from modules.dossier.inlezen.actions.ongedaan import begin_ongedaan, gevolgen
from modules.dossier.inlezen.actions.opname import kies_teams
from modules.dossier.inlezen.actions.opname import stop as stop_inlezing
from modules.dossier.inlezen.forms import TeamsForm
from modules.dossier.inlezen.gelezen import Ernst
from modules.dossier.inlezen.models import ONGEDAAN_BINNEN, InleesStand, Inlezing, Uitkomst
from modules.dossier.inlezen.taken import lees
from modules.dossier.inlezen.taken import ongedaan as ongedaan_taak


@require_safe
def inlezing(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Show where a file is: its progress, what checking found, or its report."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    if rij.stand == InleesStand.KOLOMMEN:
        return see_other(request, "inlezen:kolommen", rij.pk)
    return render(request, _sjabloon(rij), _inhoud(rij))


def _sjabloon(rij: Inlezing) -> str:
    if rij.is_bij_de_werker:
        return "inlezen/bezig.html"
    return "inlezen/gecontroleerd.html" if rij.stand == InleesStand.GECONTROLEERD else "inlezen/verslag.html"


def _inhoud(rij: Inlezing) -> dict[str, Any]:
    inhoud: dict[str, Any] = {"inlezing": rij, "aantallen": rij.aantallen}
    if rij.stand == InleesStand.GECONTROLEERD:
        inhoud["open_paren"] = rij.paren.filter(keuze="").count()
        inhoud["cellen"] = {ernst.value: _cellen(rij.aantallen.get(ernst.value, 0)) for ernst in Ernst}
        if namen := rij.aantallen.get("onbekende_teams"):
            inhoud["teams"] = TeamsForm(namen=namen, gekozen=rij.teams)
    elif not rij.is_bij_de_werker:
        inhoud["uitkomsten"] = uitkomsten(rij)
        inhoud["kan_ongedaan"] = rij.kan_ongedaan(now())
        inhoud["ongedaan_tot"] = rij.ingelezen_op + ONGEDAAN_BINNEN if rij.ingelezen_op else None
    return inhoud


def _cellen(aantal: int) -> str:
    return "1 cel" if aantal == 1 else f"{aantal:,} cellen".replace(",", ".")


def uitkomsten(rij: Inlezing) -> list[tuple[str, str, int]]:
    """Return code, words and number of each outcome that occurs."""
    telling = rij.aantallen.get("ongedaan" if rij.stand == InleesStand.ONGEDAAN else "uitkomst", {})
    return [
        (uitkomst.value, str(uitkomst.label), telling[uitkomst.value])
        for uitkomst in Uitkomst
        if telling.get(uitkomst)
    ]


@require_safe
def voortgang(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Answer a page that waits: how far it is, or that the page may be shown anew."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    if not rij.is_bij_de_werker:
        antwoord = HttpResponse(status=204)
        antwoord["HX-Redirect"] = rij.get_absolute_url()
        return antwoord
    return render(request, "inlezen/_voortgang.html", {"inlezing": rij})


@require_POST
def teams(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Say which of our teams the names in the file mean."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    form = TeamsForm(request.POST, namen=rij.aantallen.get("onbekende_teams", {}), gekozen=rij.teams)
    if form.is_valid():
        try:
            kies_teams(inlezing=rij, teams=form.teams(), by=request.user, at=now())
        except Refusal as reden:
            form.add_error(None, str(reden))
        else:
            return see_other(request, rij)
    return render(
        request, "inlezen/gecontroleerd.html", {**_inhoud(rij), "teams": form, "form": form}, status=422
    )


@require_POST
def inlezen(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Begin reading in."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    try:
        begin_inlezen(inlezing=rij, by=request.user, at=now())
    except Refusal:
        return see_other(request, rij)  # pressed twice: the page shows how far it is
    lees.voor(request.gemeente, str(rij.pk))
    return see_other(request, rij)


@require_http_methods(["GET", "POST"])
def ongedaan(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Show what undoing would do, and do it."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    if not rij.kan_ongedaan(now()):
        return see_other(request, rij)
    if request.method == "POST":
        begin_ongedaan(inlezing=rij, by=request.user, at=now())
        ongedaan_taak.voor(request.gemeente, str(rij.pk))
        return see_other(request, rij)
    telling = gevolgen(rij)
    weg = telling.pop("weg", 0)
    return render(
        request, "inlezen/ongedaan.html", {"inlezing": rij, "weg": weg, "blijft": sorted(telling.items())}
    )


@require_POST
def stop(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Leave a file and throw away what was kept of it."""
    rij = inlezing_for(request.user, inlezing_id, at=now())
    try:
        stop_inlezing(inlezing=rij, by=request.user, at=now())
    except Refusal:
        return see_other(request, rij)
    return see_other(request, "inlezen:lijst")
