"""How often a minute somebody may search or try a link: enough for people, too little for a program.

Counted in the cache, per gemeente, by person or (not signed in) by address. Signing in keeps its own,
stricter count in the database (`identity.beurten`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from keukentafel.identity.herkomst import adres_van
from keukentafel.tenancy import huidige_gemeente_of_geen, zaaifouten

VENSTER = 60
_log = logging.getLogger(__name__)


class RitmeMiddleware:
    """Answer 429 to whoever asks a route of `KT_RITME` more often than people do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        grens = settings.KT_RITME.get(route)
        if grens is None or huidige_gemeente_of_geen() is None or zaaifouten.staat_aan("ritme_onbegrensd"):
            return None
        seconden = int(timezone.now().timestamp())
        if _tel(f"ritme:{route}:{_wie(request)}:{seconden // VENSTER}") <= grens:
            return None
        antwoord = HttpResponse(render_to_string("429.html"), status=429)
        antwoord["Retry-After"] = str(VENSTER - seconden % VENSTER)
        return antwoord


def _wie(request: HttpRequest) -> str:
    gebruiker: Any = getattr(request, "user", None)
    if gebruiker is not None and gebruiker.is_authenticated:
        return str(gebruiker.pk)
    return sha256(adres_van(request).encode()).hexdigest()[:24]


def _tel(sleutel: str) -> int:
    """Count one more and return how many; without a cache nobody is stopped, and that is written down."""
    try:
        cache.add(sleutel, 0, timeout=VENSTER * 2)
        return int(cache.incr(sleutel))
    except Exception as fout:
        _log.warning("Het ritme wordt niet geteld: %s.", type(fout).__name__)
        return 0
