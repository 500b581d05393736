"""Ask the supplier for help, and read what it says."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import __version__
from keukentafel.components.shell import rolnaam
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.ondersteuning import queries
from modules.ondersteuning.actions import vraag as acties
from modules.ondersteuning.forms import ReactieForm, VraagForm
from modules.ondersteuning.rollen import LAAT_TOE


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """The questions that were asked, those that are open first."""
    context = {
        "open": queries.tickets_van(request.user, open_=True),
        "opgelost": queries.tickets_van(request.user, open_=False),
        "van_allen": bool(LAAT_TOE & request.user.rollen),
    }
    return render(request, "ondersteuning/tickets.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Ask something. The name of the page travels along, never what stood on it."""
    form = VraagForm(request.POST or None, initial=_vanaf(request))
    if form.is_valid():
        try:
            ticket = acties.ask(
                **form.cleaned_data,
                rollen=rolnaam(request.user),
                release=__version__,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            form.add_error("tekst", str(nee))
        else:
            return see_other(request, "ondersteuning:ticket", ticket_id=ticket.pk)
    context = {"form": form, "route": form["route"].value() or "", "release": __version__}
    return render(request, "ondersteuning/vraag.html", context, status=422 if form.errors else 200)


@require_GET
def een(request: GemeenteRequest, ticket_id: UUID) -> HttpResponse:
    """One question and its conversation."""
    return _toon(request, ticket_id, ReactieForm())


@require_POST
def reageer(request: GemeenteRequest, ticket_id: UUID) -> HttpResponse:
    """Write something more."""
    form = ReactieForm(request.POST)
    _eis(request, ticket_id)
    if form.is_valid():
        try:
            acties.reply(ticket_id=ticket_id, tekst=form.cleaned_data["tekst"], by=request.user, at=now())
        except Refusal as nee:
            form.add_error("tekst", str(nee))
        else:
            return see_other(request, "ondersteuning:ticket", ticket_id=ticket_id)
    return _toon(request, ticket_id, form, status=422)


@require_POST
def opgelost(request: GemeenteRequest, ticket_id: UUID) -> HttpResponse:
    """Say that it is solved."""
    _eis(request, ticket_id)
    with suppress(Refusal):  # solved is what was asked for, whoever was first
        acties.solve(ticket_id=ticket_id, by=request.user, at=now())
    return see_other(request, "ondersteuning:ticket", ticket_id=ticket_id)


def _eis(request: GemeenteRequest, ticket_id: UUID) -> None:
    if queries.ticket_van(request.user, ticket_id) is None:
        raise Http404


def _toon(request: GemeenteRequest, ticket_id: UUID, form: ReactieForm, status: int = 200) -> HttpResponse:
    gevonden = queries.ticket_van(request.user, ticket_id)
    if gevonden is None:
        raise Http404
    ticket, berichten = gevonden
    context = {"ticket": ticket, "berichten": berichten, "form": form}
    return render(request, "ondersteuning/ticket.html", context, status=status)


def _vanaf(request: GemeenteRequest) -> dict[str, object]:
    """Read from which page somebody asks: the name of its route, and of which household it was."""
    pad = request.GET.get("van", "")[:300]
    try:
        treffer = resolve(pad.partition("?")[0], urlconf="keukentafel.urls")
    except Resolver404:
        return {"code": request.GET.get("code", "")[:40]}
    return {
        "route": treffer.view_name,
        "huishouden": treffer.kwargs.get("huishouden_id"),
        "code": request.GET.get("code", "")[:40],
    }
