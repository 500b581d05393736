"""Incidents in the console, and the public page about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import see_other
from support import status
from support.actions import incident as acties
from support.forms import IncidentForm, VertelForm
from support.models import Incident, Ticket
from tenants.console.openbaar import gemeten
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def lijst(request: HttpRequest) -> HttpResponse:
    """What is wrong now, and what was."""
    lopend, voorbij = status.incidenten(now())
    return pagina(request, "support/incidenten.html", {"lopend": lopend, "voorbij": voorbij}, hier="tickets")


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def nieuw(request: Any) -> HttpResponse:
    """Tell everybody that something is wrong."""
    form = IncidentForm(request.POST or None, initial={"ticket": request.GET.get("ticket", "")})
    if form.is_valid():
        schoon = form.cleaned_data
        try:
            incident = acties.open_incident(
                titel=schoon["titel"],
                onderdeel=schoon["onderdeel"],
                is_storing=schoon["is_storing"],
                tekst=schoon["tekst"],
                ticket_id=schoon["ticket"],
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            form.add_error("tekst", str(nee))
        else:
            return see_other(request, "support:incident", incident_id=incident.pk)
    return pagina(
        request,
        "support/incident_nieuw.html",
        {"form": form},
        hier="tickets",
        status=422 if form.errors else 200,
    )


@require_GET
@alleen_leverancier
def een(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident: what we told, and which tickets belong to it."""
    return _toon(request, _haal(incident_id), VertelForm())


@require_POST
@alleen_leverancier
def vertel(request: Any, incident_id: UUID) -> HttpResponse:
    """Add what we know now."""
    incident, form = _haal(incident_id), VertelForm(request.POST)
    if form.is_valid():
        try:
            acties.tell_incident(incident_id=incident.pk, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            form.add_error("tekst", str(nee))
        else:
            return see_other(request, "support:incident", incident_id=incident.pk)
    return _toon(request, incident, form, status=422)


@require_GET
def openbaar(request: HttpRequest) -> HttpResponse:
    """How the product is doing, for everybody; a minute in any cache."""
    at = now()
    lopend, voorbij = status.incidenten(at)
    stand = status.delen(lopend, gemeten(at=at))
    zin = status.samenvatting(lopend, stand)
    context = {"delen": stand, "zin": zin, "lopend": lopend, "voorbij": voorbij}
    antwoord = render(request, "support/status.html", context)
    antwoord["Cache-Control"] = "public, max-age=60"
    return antwoord


def _haal(incident_id: UUID) -> Incident:
    incident: Incident = get_object_or_404(Incident.objects.prefetch_related("berichten"), pk=incident_id)
    return incident


def _toon(request: HttpRequest, incident: Incident, form: VertelForm, status: int = 200) -> HttpResponse:
    tickets = Ticket.objects.filter(incident=incident).select_related("gemeente", "toegewezen", "incident")
    context = {
        "incident": incident,
        "tickets": tickets.defer("schermfoto", "gemeente__sleutel")[:50],
        "form": form,
        "nu": now(),
    }
    return pagina(request, "support/incident.html", context, hier="tickets", status=status)
