"""Stand between the supplier and the gemeente: each request of a look is asked, bounded and written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.db import DatabaseError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel, LogboekWeigert
from keukentafel.audit.meekijken import als_kijker
from keukentafel.audit.middleware import geen_regel_geen_inhoud
from keukentafel.identity.anoniem import ANONIEM
from keukentafel.identity.sessies import SessionStore
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.inkijk import in_inkijk
from modules.ondersteuning.actions.inkijk import count_bekeken, stop_inkijk
from modules.ondersteuning.bereik import ALTIJD, hoort_erbij
from modules.ondersteuning.meekijken import GlasWeg, Meekijk, cookie_naam, open_meekijk

STOPPEN = "ondersteuning:meekijken_stoppen"
VOORBIJ = "ondersteuning:meekijken_voorbij"
STIJL = frozenset({"inrichting:huisstijl_css", "inrichting:huisstijl_logo"})
"""The look of the gemeente: no page, nothing of a person."""


class MeekijkMiddleware:
    """Run a request with the cookie of a look behind the glass; without that cookie nothing happens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        gemeente = getattr(request, "gemeente", None)
        sleutel = request.COOKIES.get(cookie_naam(request))
        if gemeente is None or not sleutel:
            return self.get_response(request)
        if (
            gemeente.stand != "actief"
        ):  # closed: its one page, and the look does not go on when it opens again
            return _zonder_cookie(request, self.get_response(request))
        try:
            meekijk = open_meekijk(sleutel, at=timezone.now())
        except GlasWeg as weg:
            stop_inkijk(inkijk_id=weg.inkijk_id, at=timezone.now())
            return _voorbij(request)
        if meekijk is None:
            return _voorbij(request)
        request.meekijken = meekijk  # type: ignore[attr-defined]
        request.user = meekijk.ogen
        request.session = SessionStore(None)
        with als_kijker(meekijk.kijker):
            with in_inkijk(gemeente, kijk=meekijk.kijk):
                antwoord = self.get_response(request)
            antwoord = self._daarna(request, meekijk, antwoord)
        request.user = ANONIEM  # type: ignore[assignment]
        antwoord.headers["Cache-Control"] = "no-store"
        return antwoord

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let through what is read and belongs to the look; the rest says why it does not open."""
        meekijk = getattr(request, "meekijken", None)
        if meekijk is None:
            return None
        route = _route(request)
        leest = request.method in ("GET", "HEAD") or route == STOPPEN
        if leest and (route in STIJL or hoort_erbij(meekijk.inkijk, route, kwargs)):
            return None
        if zaaifouten.staat_aan("inkijk_zonder_bereik"):
            return None
        return _dicht(request, "schrijven" if not leest else "bereik")

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Say so where PostgreSQL refused: a column that is closed, a table of secrets, something that writes."""
        if getattr(request, "meekijken", None) is None or not _is_geweigerd(fout):
            return None
        return _dicht(request, "database")

    def _daarna(self, request: HttpRequest, meekijk: Meekijk, antwoord: HttpResponseBase) -> HttpResponseBase:
        """Write the page in the logboek before it leaves; no line, no page."""
        route = _route(request)
        if route == STOPPEN and antwoord.status_code < 400:
            stop_inkijk(inkijk_id=meekijk.inkijk.pk, at=timezone.now())
            return _voorbij(request)
        if route in ALTIJD or route in STIJL or zaaifouten.staat_aan("meekijken_zonder_regel"):
            return antwoord
        if _neemt_mee(antwoord):
            antwoord = _dicht(request, "meenemen")
        try:
            _schrijf(request, meekijk, antwoord)
        except (LogboekWeigert, DatabaseError):
            return geen_regel_geen_inhoud(request)
        return antwoord


def _schrijf(request: HttpRequest, meekijk: Meekijk, antwoord: HttpResponseBase) -> None:
    gezien = antwoord.status_code < 400
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    audit.record(
        "ondersteuning.meekijken.bekeken" if gezien else "ondersteuning.meekijken.geweigerd",
        target=meekijk.inkijk,
        by=meekijk.kijker,
        at=timezone.now(),
        soort="R",
        resultaat="gelukt" if gezien else "geweigerd",
        doel=Doel.BEHEER,
        huishouden_id=kwargs.get("huishouden_id"),
        detail={
            "route": _route(request),
            "methode": (request.method or "")[:8],
            "antwoord": antwoord.status_code,
        },
    )
    if gezien:
        count_bekeken(meekijk.inkijk)


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _neemt_mee(antwoord: HttpResponseBase) -> bool:
    """Tell whether this is anything else than a page: a file, a part of one, a stream, data, or a way out of here."""
    if antwoord.streaming or "Content-Disposition" in antwoord.headers:
        return True
    naar = antwoord.headers.get("Location", "")
    if naar:
        delen = urlsplit(naar)
        return bool(delen.scheme or delen.netloc)
    is_leeg = not getattr(antwoord, "content", b"")
    return not is_leeg and not antwoord.headers.get("Content-Type", "").startswith("text/html")


def _is_geweigerd(fout: Exception) -> bool:
    return isinstance(fout, ProgrammingError) and isinstance(
        fout.__cause__, psycopg.errors.InsufficientPrivilege
    )


def _dicht(request: HttpRequest, waarom: str) -> HttpResponse:
    return render(request, "ondersteuning/dicht.html", {"waarom": waarom}, status=403)


def _voorbij(request: HttpRequest) -> HttpResponseBase:
    """Take the cookie away and say that the look is over; a part of a page leads its whole page there."""
    antwoord: HttpResponse
    if request.headers.get("HX-Request"):
        antwoord = HttpResponse(status=204)
        antwoord["HX-Redirect"] = "/meekijken/voorbij"
    else:
        antwoord = redirect(VOORBIJ)
    return _zonder_cookie(request, antwoord)


def _zonder_cookie(request: HttpRequest, antwoord: HttpResponseBase) -> HttpResponseBase:
    antwoord.delete_cookie(cookie_naam(request), path="/", samesite="Strict")
    return antwoord
