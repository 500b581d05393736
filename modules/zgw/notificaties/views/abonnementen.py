"""The screens of subscriptions: who hears what, how that goes, and what stayed behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.adres import adres_van_gemeente
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy import huidige_gemeente
from keukentafel.uitgaand.models import Bezorgstand
from keukentafel.uitgaand.toestaan import lijst as toegestane_adressen
from modules.zgw.fouten import Ongeldig
from modules.zgw.notificaties.actions.abonnement import (
    drop,
    put_back,
    resend,
    start_abonnement,
    stop_abonnement,
    try_abonnement,
)
from modules.zgw.notificaties.models import Abonnement
from modules.zgw.notificaties.queries import ZICHTBAAR, abonnement_beeld, abonnementen, stukken, zoek

PROEFPAD = "/notificaties/api/v1/notificaties"
"""An address of ours that a test message names."""


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List who hears of changes, and which addresses may be called."""
    context = {"beelden": abonnementen(), "adressen": toegestane_adressen()}
    return render(request, "notificaties/lijst.html", context)


@require_GET
def abonnement(request: GemeenteRequest, abonnement_id: UUID) -> HttpResponse:
    """Show one, with what it did not take in."""
    return _toon(request, _zoek(abonnement_id))


def _toon(request: GemeenteRequest, rij: Abonnement, **proef: Any) -> HttpResponse:
    context = {
        "beeld": abonnement_beeld(rij),
        "opgegeven": stukken(rij, Bezorgstand.OPGEGEVEN),
        "vervallen": stukken(rij, Bezorgstand.VERVALLEN),
        "zichtbaar": ZICHTBAAR,
        **proef,
    }
    return render(request, "notificaties/abonnement.html", context)


@require_POST
def doe(request: GemeenteRequest, abonnement_id: UUID, handeling: str) -> HttpResponse:
    """Stop or start it; send again, drop or put back one message, or all that stayed behind."""
    rij = _zoek(abonnement_id)
    if handeling == "proef":
        return _probeer(request, rij)
    if handeling not in HANDELINGEN:
        raise Http404
    HANDELINGEN[handeling](rij, request, _gekozen(request))
    return see_other(request, reverse("notificaties:abonnement", args=[rij.pk]))


def _probeer(request: GemeenteRequest, rij: Abonnement) -> HttpResponse:
    """Send a test message, and say what came of it."""
    adres = adres_van_gemeente(huidige_gemeente().slug)
    try:
        try_abonnement(abonnement=rij, proefadres=f"{adres}{PROEFPAD}", by=request.user, at=now())
    except Ongeldig as nee:
        return _toon(request, rij, proef_mislukt=nee.fouten[0].reden)
    return _toon(request, rij, proef_gelukt=True)


def _stop(rij: Abonnement, request: GemeenteRequest, ids: list[UUID] | None) -> None:
    stop_abonnement(abonnement=rij, by=request.user, at=now())


def _start(rij: Abonnement, request: GemeenteRequest, ids: list[UUID] | None) -> None:
    start_abonnement(abonnement=rij, by=request.user, at=now())


def _met_berichten(
    actie: Callable[..., int],
) -> Callable[[Abonnement, GemeenteRequest, list[UUID] | None], None]:
    def doe_het(rij: Abonnement, request: GemeenteRequest, ids: list[UUID] | None) -> None:
        actie(abonnement=rij, by=request.user, at=now(), ids=ids)

    return doe_het


HANDELINGEN: Mapping[str, Any] = MappingProxyType(
    {
        "stop": _stop,
        "start": _start,
        "opnieuw": _met_berichten(resend),
        "laat-vallen": _met_berichten(drop),
        "zet-terug": _met_berichten(put_back),
    }
)


def _zoek(id: UUID) -> Abonnement:
    rij = zoek(id)
    if rij is None:
        raise Http404
    return rij


def _gekozen(request: GemeenteRequest) -> list[UUID] | None:
    """Return the one message that was chosen, or None for all."""
    ruw = request.POST.get("bericht", "")
    if not ruw:
        return None
    try:
        return [UUID(ruw)]
    except ValueError as fout:
        raise Http404 from fout
