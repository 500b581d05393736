"""What a request leaves in the logboek by itself: its origin, what it was refused, and no page without a line."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Herkomst, LogboekWeigert, herkomst_van_verzoek
from keukentafel.audit.fouten import komt_van_logboek
from keukentafel.audit.herkomst import is_weigering_genoteerd, laatste_weigering
from keukentafel.tenancy import zaaifouten

DICHT = (403, 404)


def gemaskeerd_adres(ruw: str) -> str:
    """Return the network of an address: /24 for IPv4, /48 for IPv6; empty when it is none."""
    try:
        adres = ipaddress.ip_address(ruw)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{adres}/{24 if adres.version == 4 else 48}", strict=False))


class HerkomstMiddleware:
    """Set the origin of the lines of this request, write its refusal, and close the page without a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        verzoek_id = uuid4().hex
        request.verzoek_id = verzoek_id  # type: ignore[attr-defined]
        werkplek = gemaskeerd_adres(request.META.get("REMOTE_ADDR", ""))
        with herkomst_van_verzoek(Herkomst(verzoek_id, werkplek, "web")):
            antwoord = self.get_response(request)
            if antwoord.status_code in DICHT and _is_deur(request) and not is_weigering_genoteerd():
                antwoord = _met_weigering(request, antwoord)
        antwoord["X-Verzoek"] = verzoek_id
        return antwoord

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Answer 503 when the logboek could not be written: the transaction is undone already (hazards §2.4)."""
        if not komt_van_logboek(fout) or zaaifouten.staat_aan("logboek_stil"):
            return None
        return geen_regel_geen_inhoud(request)


def geen_regel_geen_inhoud(request: HttpRequest) -> HttpResponse:
    """503: what cannot be written in the logboek, cannot be seen or changed."""
    context = {"verzoek_code": getattr(request, "verzoek_id", "")[:4].upper()}
    antwoord = HttpResponse(render_to_string("audit/geen_regel.html", context), status=503)
    antwoord["Retry-After"] = "30"
    return antwoord


def _is_deur(request: HttpRequest) -> bool:
    """Tell whether somebody who is signed in asked for an address that exists."""
    gebruiker: Any = getattr(request, "user", None)
    heeft_gemeente = getattr(request, "gemeente", None) is not None
    return bool(heeft_gemeente and request.resolver_match and getattr(gebruiker, "is_authenticated", False))


def _met_weigering(request: HttpRequest, antwoord: HttpResponseBase) -> HttpResponseBase:
    if zaaifouten.staat_aan("weigering_zonder_regel"):
        return antwoord
    match = request.resolver_match
    weigering = laatste_weigering()
    route = match.view_name if match else ""
    detail = {"route": route, "antwoord": antwoord.status_code, "methode": (request.method or "")[:8]}
    sleutels = {naam: str(waarde) for naam, waarde in (match.kwargs if match else {}).items()}
    huishouden = match.kwargs.get("huishouden_id") if match else None
    if weigering is not None and weigering.huishouden_id is not None:
        huishouden = weigering.huishouden_id
    try:
        audit.record(
            "toegang.geweigerd",
            target=weigering.target if weigering else None,
            by=request.user,
            at=timezone.now(),
            soort="E",
            resultaat="geweigerd",
            reden=weigering.reden if weigering else "",
            categorie=weigering.categorie if weigering else "",
            protocolversie=weigering.protocolversie if weigering else None,
            huishouden_id=huishouden if isinstance(huishouden, UUID) else None,
            detail=detail | ({"sleutels": sleutels} if sleutels else {}),
        )
    except (LogboekWeigert, DatabaseError):
        return geen_regel_geen_inhoud(request)
    return antwoord
