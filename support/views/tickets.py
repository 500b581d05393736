"""The queue of tickets, and one ticket with its conversation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import see_other
from support import queries
from support.actions import ticket as acties
from support.forms import AntwoordForm, IndelenForm
from support.models import Ticket
from tenants.models import Gemeente
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def lijst(request: Any) -> HttpResponse:
    """Every open ticket, what must be answered first on top."""
    toon = request.GET.get("toon", "open")
    toon = toon if toon in queries.LIJSTEN else "open"
    zoek = request.GET.get("q", "").strip()[:80]
    van = _van_gemeente(request.GET.get("gemeente", ""))
    gemeente_id = van.pk if van else None
    blad = Paginator(
        queries.wachtrij(toon, account_id=request.user.pk, zoek=zoek, gemeente_id=gemeente_id),
        queries.PER_PAGINA,
    ).get_page(request.GET.get("blad"))
    aantal = queries.aantallen(request.user.pk, gemeente_id=gemeente_id)
    alleen = f"&gemeente={van.pk}" if van else ""
    chips = [
        (label, f"?toon={lijst}{alleen}", toon == lijst, aantal[lijst])
        for lijst, label in zip(
            queries.LIJSTEN, ("Open", "Van mij", "Nog van niemand", "Opgelost"), strict=True
        )
    ]
    context = {"blad": blad, "chips": chips, "toon": toon, "zoek": zoek, "van": van, "nu": now()}
    return pagina(request, "support/tickets.html", context, hier="tickets")


def _van_gemeente(ruw: str) -> Gemeente | None:
    """Return the gemeente whose tickets are asked; None when nobody asks for one, or there is no such."""
    try:
        gemeente_id = UUID(ruw)
    except ValueError:
        return None
    return Gemeente.objects.filter(pk=gemeente_id).defer("sleutel").first()


@require_GET
@alleen_leverancier
def een(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """One ticket: what was said, and what we know of the page."""
    return _toon(request, _haal(ticket_id))


@require_POST
@alleen_leverancier
def antwoord(request: Any, ticket_id: UUID) -> HttpResponse:
    """Answer, or write a note for ourselves."""
    ticket, form = _haal(ticket_id), AntwoordForm(request.POST)
    if not form.is_valid():
        return _toon(request, ticket, form=form, status=422)
    try:
        acties.reply_leverancier(ticket_id=ticket.pk, by=request.user, at=now(), **form.cleaned_data)
    except Refusal as nee:
        form.add_error("tekst", str(nee))
        return _toon(request, ticket, form=form, status=422)
    return see_other(request, f"{reverse('support:ticket', args=[ticket.pk])}#p-gesprek")


@require_POST
@alleen_leverancier
def oppakken(request: Any, ticket_id: UUID) -> HttpResponse:
    """Pick it up oneself."""
    ticket = _haal(ticket_id)
    try:
        acties.take_ticket(ticket_id=ticket.pk, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, ticket, nee=str(nee), status=409)
    return see_other(request, "support:ticket", ticket_id=ticket.pk)


@require_POST
@alleen_leverancier
def indelen(request: Any, ticket_id: UUID) -> HttpResponse:
    """Say how urgent it is, who does it, and to which incident it belongs."""
    ticket, form = _haal(ticket_id), IndelenForm(request.POST)
    if not form.is_valid():
        return _toon(request, ticket, indelen=form, status=422)
    schoon = form.cleaned_data
    try:
        acties.arrange_ticket(
            ticket_id=ticket.pk,
            prioriteit=schoon["prioriteit"],
            toegewezen_id=schoon["toegewezen"].pk if schoon["toegewezen"] else None,
            incident_id=schoon["incident"].pk if schoon["incident"] else None,
            versie=schoon["versie"],
            by=request.user,
            at=now(),
        )
    except Verouderd:
        return _toon(request, _haal(ticket_id), verouderd=form, status=409)
    return see_other(request, "support:ticket", ticket_id=ticket.pk)


@require_POST
@alleen_leverancier
def oplossen(request: Any, ticket_id: UUID) -> HttpResponse:
    """Close it."""
    ticket = _haal(ticket_id)
    try:
        acties.solve_ticket(ticket_id=ticket.pk, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, ticket, nee=str(nee), status=409)
    return see_other(request, "support:ticket", ticket_id=ticket.pk)


@require_GET
@alleen_leverancier
def schermfoto(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """The drawing of the page that the gemeente sent: made of blocks, without a text."""
    ticket = get_object_or_404(Ticket.objects.exclude(schermfoto=None), pk=ticket_id)
    return HttpResponse(bytes(ticket.schermfoto), content_type="image/png")


def _haal(ticket_id: UUID) -> Ticket:
    rijen = Ticket.objects.select_related("gemeente", "toegewezen", "incident").defer("gemeente__sleutel")
    ticket: Ticket = get_object_or_404(rijen, pk=ticket_id)
    return ticket


def _toon(
    request: HttpRequest,
    ticket: Ticket,
    *,
    form: AntwoordForm | None = None,
    indelen: IndelenForm | None = None,
    verouderd: IndelenForm | None = None,
    nee: str = "",
    status: int = 200,
) -> HttpResponse:
    begin = {
        "prioriteit": ticket.prioriteit,
        "toegewezen": ticket.toegewezen_id,
        "incident": ticket.incident_id,
        "versie": ticket.versie,
    }
    context = {
        "ticket": ticket,
        "berichten": ticket.berichten.all(),
        "toegangen": queries.toegangen().filter(ticket_id=ticket.pk),
        "form": form or AntwoordForm(),
        "indelen": indelen or IndelenForm(initial=begin),
        "verouderd": verouderd,
        "nee": nee,
        "nu": now(),
    }
    return pagina(request, "support/ticket.html", context, hier="tickets", status=status)
