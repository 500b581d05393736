"""Looking along, on the supplier's side: ask, confirm together, begin, stop. The yes comes from the gemeente."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.adres import adres_van_gemeente
from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from support import queries
from support.actions import toegang as acties
from support.forms import VraagToegangForm
from support.models import Ticket, Toegang
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def lijst(request: HttpRequest) -> HttpResponse:
    """What runs, what waits, and what was."""
    blad = Paginator(queries.toegangen(), queries.PER_PAGINA).get_page(request.GET.get("blad"))
    open_ = list(queries.toegangen(alleen_open=True))
    context = {"open": open_, "blad": blad, "nu": now(), "tickets": Ticket.objects.open().exists()}
    return pagina(request, "support/toegangen.html", context, hier="toegang")


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def vragen(request: Any, ticket_id: UUID) -> HttpResponse:
    """Ask the gemeente of a ticket to look along."""
    ticket = get_object_or_404(
        Ticket.objects.select_related("gemeente").defer("gemeente__sleutel"), pk=ticket_id
    )
    form = VraagToegangForm(request.POST or None)
    if form.is_valid():
        try:
            toegang = acties.request_toegang(ticket=ticket, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "support:toegang_een", toegang_id=toegang.pk)
    context = {"form": form, "ticket": ticket}
    return pagina(
        request, "support/toegang_vragen.html", context, hier="toegang", status=422 if form.errors else 200
    )


@require_GET
@alleen_leverancier
def een(request: HttpRequest, toegang_id: UUID) -> HttpResponse:
    """How far one request is."""
    return _toon(request, _haal(toegang_id))


@require_POST
@alleen_leverancier
@verse_factor
def bevestigen(request: Any, toegang_id: UUID) -> HttpResponse:
    """Confirm an emergency of a colleague."""
    toegang = _haal(toegang_id)
    try:
        acties.confirm_nood(toegang_id=toegang.pk, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, toegang, nee=str(nee), status=409)
    return see_other(request, "support:toegang_een", toegang_id=toegang.pk)


@require_POST
@alleen_leverancier
@verse_factor
def openen(request: Any, toegang_id: UUID) -> HttpResponse:
    """Go to the gemeente, with a code that works once."""
    toegang = _haal(toegang_id)
    try:
        code = acties.give_code(toegang_id=toegang.pk, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, toegang, nee=str(nee), status=409)
    vraag = urlencode({"code": code})
    adres = f"{adres_van_gemeente(toegang.gemeente.slug)}/meekijken/begin?{vraag}"
    # No redirect: a form of this host may not end at another (the content security policy).
    antwoord = pagina(request, "support/openen.html", {"een": toegang, "adres": adres}, hier="toegang")
    antwoord["Refresh"] = f"0; url={adres}"
    return antwoord


@require_POST
@alleen_leverancier
def stoppen(request: Any, toegang_id: UUID) -> HttpResponse:
    """Stop, or take the request back."""
    toegang = _haal(toegang_id)
    try:
        acties.stop_toegang(toegang_id=toegang.pk, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, toegang, nee=str(nee), status=409)
    return see_other(request, f"{reverse('support:toegang')}#p-open")


def _haal(toegang_id: UUID) -> Toegang:
    toegang: Toegang | None = queries.toegangen().filter(pk=toegang_id).first()
    if toegang is None:
        raise Http404
    return toegang


def _toon(request: Any, toegang: Toegang, *, nee: str = "", status: int = 200) -> HttpResponse:
    context = {
        "een": toegang,
        "nee": nee,
        "nu": now(),
        "is_van_mij": toegang.gevraagd_door_id == request.user.pk,
    }
    return pagina(request, "support/toegang.html", context, hier="toegang", status=status)
