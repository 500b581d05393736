"""The convenant: read and confirm, write and publish, and who confirmed (F075)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.identity.startpagina import startpagina
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.delen.actions.convenant import (
    OudeVersie,
    begintekst,
    confirm_convenant,
    publish_convenant,
    write_convenant,
)
from modules.dossier.delen.apps import BEHEERT_CONVENANT
from modules.dossier.delen.convenanttekst import in_delen
from modules.dossier.delen.forms.beheer import BevestigForm, ConvenantForm
from modules.dossier.delen.middleware import SESSIE, is_nodig
from modules.dossier.delen.models import Convenant, ConvenantStatus
from modules.dossier.delen.queries import bevestigingen, convenant_nu
from modules.dossier.views.antwoord import conflict, toon, weiger


@require_http_methods(["GET", "POST"])
def convenant(request: GemeenteRequest) -> HttpResponse:
    """Read the agreements; whoever works with dossiers confirms them, and goes on where the way was."""
    geldig = convenant_nu()
    begin = {
        "nummer": geldig.nummer if geldig else 0,
        "volgende": veilig_pad(request.GET.get("volgende", "")) or "",
    }
    form = BevestigForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            gedaan = confirm_convenant(nummer=form.cleaned_data["nummer"], by=request.user, at=now())
        except OudeVersie as refusal:
            weiger(form, refusal)
        else:
            request.session[SESSIE] = gedaan.convenant.nummer
            volgende = veilig_pad(form.cleaned_data["volgende"])
            return see_other(request, volgende or startpagina(request, request.user))
    context = {
        "convenant": geldig,
        "hoofdstukken": in_delen(geldig.tekst) if geldig else [],
        "form": form,
        "moet_bevestigen": geldig is not None and is_nodig(request),
        "mag_beheren": request.user.has_rol(*BEHEERT_CONVENANT),
    }
    return toon(request, "delen/convenant.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def beheer(request: GemeenteRequest) -> HttpResponse:
    """Write the next version. The version in force stays until this one is published."""
    concept = Convenant.objects.filter(status=ConvenantStatus.CONCEPT).first()
    geldig = convenant_nu()
    tekst = concept.tekst if concept else (geldig.tekst if geldig else begintekst())
    begin: dict[str, Any] = {
        "tekst": tekst,
        "wat_is_anders": concept.wat_is_anders if concept else "",
        "versie": concept.versie if concept else 0,
    }
    form = ConvenantForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            write_convenant(
                tekst=form.cleaned_data["tekst"],
                wat_is_anders=form.cleaned_data["wat_is_anders"],
                versie=form.cleaned_data["versie"] or 0,
                by=request.user,
                at=now(),
            )
        except Verouderd as ander:
            velden = {"tekst": "tekst", "wat_is_anders": "wat_is_anders"}
            terug = request.path
            return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug)
        else:
            return see_other(request, "delen:convenant_publiceren")
    context = {
        "form": form,
        "concept": concept,
        "geldig": geldig,
        "versies": list(
            Convenant.objects.exclude(status=ConvenantStatus.CONCEPT).select_related("gepubliceerd_door")
        ),
    }
    return toon(request, "delen/convenant_beheer.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def publiceren(request: GemeenteRequest) -> HttpResponse:
    """Check and publish: from then on everybody confirms this version before the first dossier."""
    concept = Convenant.objects.filter(status=ConvenantStatus.CONCEPT).first()
    if request.method == "POST":
        try:
            publish_convenant(by=request.user, at=now())
        except Refusal:
            return see_other(request, "delen:convenant_beheer")
        return see_other(request, "delen:convenant_bevestigd")
    if concept is None:
        return see_other(request, "delen:convenant_beheer")
    context = {"concept": concept, "hoofdstukken": in_delen(concept.tekst), "geldig": convenant_nu()}
    return toon(request, "delen/convenant_publiceren.html", context)


@require_GET
def bevestigd(request: GemeenteRequest) -> HttpResponse:
    """List who confirmed the version in force, and who did not yet."""
    geldig = convenant_nu()
    regels = bevestigingen(geldig) if geldig else []
    context = {
        "convenant": geldig,
        "regels": regels,
        "gedaan": sum(regel.op is not None for regel in regels),
        "mag_beheren": request.user.has_rol(*BEHEERT_CONVENANT),
    }
    return toon(request, "delen/convenant_bevestigd.html", context)
