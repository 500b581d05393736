"""A gemeente takes its own data along, and sees when putting back was tried last."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy.scope import in_platform
from tenants.uitvoer import queries, taken
from tenants.uitvoer.actions import werk
from tenants.uitvoer.actions.leesbaar import als_zip
from tenants.uitvoer.models import Uitvoer, Uitvoerstand, Vorm, Vrager
from tenants.uitvoer.omvang import omvang


@require_GET
def eigen(request: GemeenteRequest) -> HttpResponse:
    """What was made, and how far the last one is."""
    return _toon(request)


@require_POST
@verse_factor
def maken(request: GemeenteRequest) -> HttpResponse:
    """Ask for everything in a form that anybody can read."""
    at = now()
    try:
        rij = werk.vraag_uitvoer(
            request.gemeente.id, vorm=Vorm.LEESBAAR, at=at, by=request.gemeente.naam, vrager=Vrager.GEMEENTE
        )
    except Refusal as weigering:
        return _toon(request, weigering=str(weigering), status=422)
    audit.record("uitvoer.gegevens.gevraagd", at=at, by=request.user, soort="C", doel="beheer")
    transaction.on_commit(lambda: taken.maak_uitvoer.delay(str(rij.pk)), robust=True)
    return see_other(request, "uitvoer:eigen")


@require_POST
def ophalen(request: GemeenteRequest, uitvoer_id: UUID) -> HttpResponse:
    """Fetch it as a ZIP; what is not there is not there, before any code is asked."""
    _eigen(request, uitvoer_id)
    return _ophalen(request, uitvoer_id=uitvoer_id)


def _eigen(request: GemeenteRequest, uitvoer_id: UUID) -> Uitvoer:
    with in_platform():
        rij = Uitvoer.objects.filter(
            pk=uitvoer_id, gemeente_id=request.gemeente.id, vorm=Vorm.LEESBAAR
        ).first()
    if rij is None:
        raise Http404
    return rij


@verse_factor
def _ophalen(request: GemeenteRequest, uitvoer_id: UUID) -> HttpResponse:
    """Stream it. It becomes readable on the way out; here it stays closed."""
    at, rij = now(), _eigen(request, uitvoer_id)
    try:
        bundel = werk.bundel_van(rij)
    except Refusal as weigering:
        return _toon(request, weigering=str(weigering), status=422)
    audit.record("uitvoer.gegevens.geexporteerd", at=at, by=request.user, soort="R", doel="beheer")
    werk.noteer_opgehaald(rij, at=at)
    antwoord = StreamingHttpResponse(als_zip(bundel), content_type="application/zip")
    naam = f"keukentafel-{request.gemeente.slug}-{localtime(rij.gemaakt_op):%Y%m%d}.zip"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "no-store"
    return cast(HttpResponse, antwoord)  # the door asks for the base that both have


def _toon(request: GemeenteRequest, *, weigering: str = "", status: int = 200) -> HttpResponse:
    with in_platform():
        rijen = queries.eigen_uitvoeren(request.gemeente.id)
        proef = queries.laatste_proef(request.gemeente.id)
    context = {
        "uitvoeren": [(rij, omvang(rij.grootte)) for rij in rijen],
        "loopt": any(rij.stand in (Uitvoerstand.WACHT, Uitvoerstand.BEZIG) for rij in rijen),
        "proef": proef,
        "weigering": weigering,
    }
    return render(request, "uitvoer/eigen.html", context, status=status)
