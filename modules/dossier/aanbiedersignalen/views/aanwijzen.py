"""Appoint who reads and weighs the signals about providers. Who does this reads no signal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.aanbiedersignalen.actions.weger import appoint_weger, end_weger
from modules.dossier.aanbiedersignalen.forms.signaal import WegerForm
from modules.dossier.aanbiedersignalen.models import Signaalweger
from modules.dossier.views.antwoord import toon, weiger


@require_http_methods(["GET", "POST"])
def aanwijzen(request: GemeenteRequest) -> HttpResponse:
    """Show who was appointed, and appoint somebody."""
    form = WegerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            appoint_weger(gebruiker=form.cleaned_data["gebruiker"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, reverse("aanbiedersignalen:aanwijzen"))
    wegers = Signaalweger.objects.filter(tot=None).select_related("gebruiker", "aangewezen_door")
    context = {"form": form, "wegers": list(wegers)}
    return toon(request, "aanbiedersignalen/aanwijzen.html", context, fout=bool(form.errors))


@require_POST
def stoppen(request: GemeenteRequest, signaalweger_id: UUID) -> HttpResponse:
    """Take that away."""
    end_weger(weger=get_object_or_404(Signaalweger, pk=signaalweger_id), by=request.user, at=now())
    return see_other(request, reverse("aanbiedersignalen:aanwijzen"))
