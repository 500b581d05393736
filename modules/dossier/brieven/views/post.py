"""The Postuitgang: letters that wait for the post, their bundles, print files and what was posted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.opslag.soorten import SOORTEN
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.brieven.access import bundel_for
from modules.dossier.brieven.actions.post import (
    HOOGSTENS,
    AlInEenBundel,
    NietsGekozen,
    make_bundel,
    mark_gepost,
    open_printbestand,
    undo_bundel,
)
from modules.dossier.brieven.actions.post import brieven_van as brieven_in
from modules.dossier.brieven.models import Postbundel
from modules.dossier.brieven.queries import Briefregel, bundels_voor, te_posten
from modules.dossier.brieven.soorten import soorten
from modules.dossier.brieven.taken import maak_printbestand
from modules.dossier.documenten.views.bestand import antwoord_met
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import eenmalig, toon


@require_http_methods(["GET", "POST"])
def postuitgang(request: GemeenteRequest) -> HttpResponse:
    """Show what waits for the post; chosen letters go in a bundle, whose print file is made meanwhile."""
    wachtend = te_posten(request.user, hoogstens=HOOGSTENS)
    fout = ""
    if request.method == "POST":
        try:
            bundel = _bundel(request, wachtend)
        except Refusal as reden:
            fout = str(reden)
        else:
            return see_other(request, bundel.get_absolute_url())
    context = {
        "wachtend": wachtend,
        "bundels": bundels_voor(request.user, hoogstens=10),
        "fout": fout,
        "gekozen": set(request.POST.getlist("brief")),
        "hoogstens": HOOGSTENS,
    }
    return toon(request, "brieven/postuitgang.html", context, fout=bool(fout))


def _bundel(request: GemeenteRequest, wachtend: list[Briefregel]) -> Postbundel:
    """Make the bundle of what was chosen, when all of it is for this person and waits still."""
    gekozen = {lees_id(waarde) for waarde in request.POST.getlist("brief")}
    if not gekozen:
        raise NietsGekozen
    mag = {regel.brief.pk for regel in wachtend}
    if not gekozen <= mag:
        raise AlInEenBundel
    with transaction.atomic():
        bundel = make_bundel(brieven=gekozen, by=request.user, at=now(), id=eenmalig(request))
        maak_printbestand.voor(request.gemeente, str(bundel.pk))
    return bundel


@require_GET
def bundel(request: GemeenteRequest, bundel_id: UUID) -> HttpResponse:
    """Show a bundle: how far its print file is, what is in it, and what can be done."""
    return _toon(request, bundel_for(request.user, bundel_id))


def _toon(request: GemeenteRequest, rij: Postbundel, fout: str = "") -> HttpResponse:
    rijen = brieven_in(rij).select_related("huishouden", "inwoner")
    regels = [Briefregel(brief, soorten.titel(brief.soort)) for brief in rijen]
    context: dict[str, Any] = {"bundel": rij, "regels": regels, "fout": fout, "eerder": [
        regel for regel in regels if regel.brief.dagtekening and regel.brief.dagtekening < localdate()
    ] if rij.is_open else []}  # fmt: skip
    return toon(
        request, "brieven/bundel.html", context, deel="voortgang" if not fout else "", fout=bool(fout)
    )


@require_POST
def bundel_pdf(request: GemeenteRequest, bundel_id: UUID) -> HttpResponse:
    """Give the print file. Every letter in it is written down as printed."""
    rij = bundel_for(request.user, bundel_id)
    try:
        with transaction.atomic():
            inhoud = open_printbestand(bundel=rij, by=request.user, at=now())
    except Refusal as reden:
        return _toon(request, rij, str(reden))
    return antwoord_met(inhoud, naam=f"post-{localdate().isoformat()}.pdf", soort=SOORTEN["pdf"])


@require_POST
def bundel_gepost(request: GemeenteRequest, bundel_id: UUID) -> HttpResponse:
    """Say that the letters of a bundle were posted."""
    return _doe(request, bundel_id, mark_gepost)


@require_POST
def bundel_terug(request: GemeenteRequest, bundel_id: UUID) -> HttpResponse:
    """Put the letters of a bundle back."""
    rij = bundel_for(request.user, bundel_id)
    try:
        with transaction.atomic():
            undo_bundel(bundel=rij, by=request.user, at=now())
    except Refusal as reden:
        return _toon(request, rij, str(reden))
    return see_other(request, "brieven:postuitgang")


def _doe(request: GemeenteRequest, bundel_id: UUID, actie: Any) -> HttpResponse:
    rij = bundel_for(request.user, bundel_id)
    try:
        with transaction.atomic():
            actie(bundel=rij, by=request.user, at=now())
    except Refusal as reden:
        return _toon(request, rij, str(reden))
    return see_other(request, rij.get_absolute_url())
