"""Webhooks: who is told what, how that goes, and what stayed behind."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.uitgaand.models import Bestemming, Bezorging, Bezorgstand
from modules.toegangsleutels.actions.haak import (
    make_haak,
    remove_haak,
    resend,
    start_haak,
    stop_haak,
    try_haak,
)
from modules.toegangsleutels.forms import HaakForm
from modules.toegangsleutels.models import Haak
from modules.toegangsleutels.scopes import BRONNEN

ZICHTBAAR = 100


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List the webhooks: three queries, whatever their number."""
    rijen = list(Haak.objects.select_related("gebruiker"))
    context = {"beelden": _beelden(rijen), "weg": "weg" in request.GET}
    return render(request, "toegangsleutels/haken.html", context)


def _beelden(rijen: list[Haak]) -> list[dict[str, Any]]:
    ids = [rij.pk for rij in rijen]
    standen = {rij.pk: rij for rij in Bestemming.objects.filter(pk__in=ids)}
    tellingen: dict[tuple[UUID, str], int] = {}
    wachten = Bezorging.objects.filter(
        bestemming__in=ids, stand__in=[Bezorgstand.WACHT, Bezorgstand.OPGEGEVEN]
    )
    for id, stand, aantal in (
        wachten.order_by().values_list("bestemming_id", "stand").annotate(aantal=Count("id"))
    ):
        tellingen[(id, stand)] = aantal
    return [_beeld(rij, standen.get(rij.pk), tellingen) for rij in rijen]


def _beeld(
    rij: Haak, bestemming: Bestemming | None, tellingen: dict[tuple[UUID, str], int]
) -> dict[str, Any]:
    opgegeven = tellingen.get((rij.pk, Bezorgstand.OPGEGEVEN), 0)
    stand = ("goed", "Doet het")
    if rij.gestopt_op is not None:
        stand = ("rustig", "Gestopt")
    elif bestemming is not None and bestemming.mislukt_op_rij:
        stand = ("gevaar", "Reageert niet")
    elif opgegeven:
        stand = ("let_op", "Niet alles bezorgd")
    return {
        "haak": rij,
        "bestemming": bestemming,
        "bronnen": [BRONNEN[bron] for bron in rij.bronnen],
        "wacht": tellingen.get((rij.pk, Bezorgstand.WACHT), 0),
        "opgegeven": opgegeven,
        "stand": stand,
    }


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Make a webhook. The secret it signs with stands in the answer, once."""
    form = HaakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            rij, geheim = make_haak(
                programma=schoon["programma"],
                naam=schoon["naam"],
                url=schoon["url"],
                bronnen=schoon["bronnen"],
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            form.add_error("url", str(nee))
        else:
            return render(request, "toegangsleutels/haakgeheim.html", {"haak": rij, "geheim": geheim})
    context = {"form": form, "titel": "Webhook maken", "knop": "Maak de webhook", "is_haak": True}
    return render(request, "toegangsleutels/formulier.html", context, status=422 if form.errors else 200)


@require_GET
def haak(request: GemeenteRequest, haak_id: UUID) -> HttpResponse:
    """Show one, with what was not taken in."""
    rij = get_object_or_404(Haak.objects.select_related("gebruiker"), pk=haak_id)
    stukken = (
        Bezorging.objects.filter(bestemming=rij.pk, stand=Bezorgstand.OPGEGEVEN)
        .select_related("bericht")
        .order_by("-sinds")[:ZICHTBAAR]
    )
    context = {
        "beeld": _beelden([rij])[0],
        "stukken": [(stuk, json.loads(str(stuk.bericht.lading)).get("type", "")) for stuk in stukken],
        "gedaan": request.GET.get("gedaan", ""),
    }
    return render(request, "toegangsleutels/haak.html", context)


@require_POST
def doe(request: GemeenteRequest, haak_id: UUID, handeling: str) -> HttpResponse:
    """Stop, start, try or remove a webhook, or send again what stayed behind."""
    rij = get_object_or_404(Haak, pk=haak_id)
    wie: dict[str, Any] = {"by": request.user, "at": now()}
    if handeling == "weg":
        remove_haak(haak=rij, **wie)
        return see_other(request, "/koppelingen/webhooks?weg=1")
    if handeling == "opnieuw":
        resend(haak=rij, ids=_gekozen(request), **wie)
    elif handeling in _DOEN:
        _DOEN[handeling](haak=rij, **wie)
    else:
        raise Http404
    return see_other(request, f"/koppelingen/webhooks/{rij.pk}?gedaan={handeling}")


_DOEN: dict[str, Any] = {"stop": stop_haak, "start": start_haak, "proef": try_haak}


def _gekozen(request: GemeenteRequest) -> list[UUID] | None:
    """Return the one message that was chosen, or None for all."""
    ruw = request.POST.get("bericht", "")
    if not ruw:
        return None
    try:
        return [UUID(ruw)]
    except ValueError as fout:
        raise Http404 from fout
