"""Give every request an id and a place, so that its lines in the logboek can be put together."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from keukentafel.audit import Herkomst, herkomst_van_verzoek


def gemaskeerd_adres(ruw: str) -> str:
    """Return the network of an address: /24 for IPv4, /48 for IPv6; empty when it is none."""
    try:
        adres = ipaddress.ip_address(ruw)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{adres}/{24 if adres.version == 4 else 48}", strict=False))


class HerkomstMiddleware:
    """Set the origin of the lines of this request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        verzoek_id = uuid4().hex
        request.verzoek_id = verzoek_id  # type: ignore[attr-defined]
        herkomst = Herkomst(verzoek_id, gemaskeerd_adres(request.META.get("REMOTE_ADDR", "")))
        with herkomst_van_verzoek(herkomst):
            antwoord = self.get_response(request)
        antwoord["X-Verzoek"] = verzoek_id
        return antwoord
