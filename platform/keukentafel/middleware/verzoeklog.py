"""One line in the log for each request: which page, for which gemeente, how it ended and how long it took.

The page by the name of its route, never by its address: an address holds what somebody typed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from keukentafel.logregels import VERZOEKEN
from keukentafel.metrieken import METHODEN

_log = logging.getLogger(VERZOEKEN)


class VerzoeklogMiddleware:
    """The outermost one where logs are JSON. Files and the questions of the load balancer leave no line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = perf_counter()
        antwoord = self.get_response(request)
        if not _is_stil(request, antwoord):
            _log.info("verzoek", extra=_gegevens(request, antwoord, begin))
        return antwoord


def _is_stil(request: HttpRequest, antwoord: HttpResponseBase) -> bool:
    vast = request.path in settings.GEZONDHEIDSPADEN or request.path.startswith(settings.STATIC_URL)
    return vast and antwoord.status_code < 400


def _gegevens(request: HttpRequest, antwoord: HttpResponseBase, begin: float) -> dict[str, object]:
    match, gemeente = request.resolver_match, getattr(request, "gemeente", None)
    return {
        "kt_verzoek": getattr(request, "verzoek_id", ""),
        "kt_gemeente": gemeente.slug if gemeente is not None else "",
        "kt_methode": request.method if request.method in METHODEN else "anders",
        "kt_route": match.view_name if match else "",
        "kt_status": antwoord.status_code,
        "kt_duur_ms": round((perf_counter() - begin) * 1000),
    }
