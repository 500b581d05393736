"""Who is asking? One query answers for session, account and roles together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from keukentafel.identity.anoniem import ANONIEM
from keukentafel.identity.beurten import TeVaakGeprobeerd, neem_beurt
from keukentafel.identity.herkomst import adres_van, apparaat_van, gemaskeerd
from keukentafel.identity.instellingen import SessieInstellingen
from keukentafel.identity.kant import noteer
from keukentafel.identity.rules.wachttijd import EEN_PER_MINUUT
from keukentafel.identity.sessies import SessionStore

OP_DE_ACHTERGROND = "X-KT-Achtergrond"
"""Header of what the page asks by itself (polling): it does not keep a session alive."""

SESSIE_PAD = "/sessie"
"""Asking how long the session lasts does not make it longer."""

AANRAKEN_NA = timedelta(seconds=60)


def cookie_naam(request: HttpRequest) -> str | None:
    """Return the name of the session cookie: `__Host-` on https, a plain one on loopback only.

    Over http to anywhere else there is no session at all.
    """
    if request.is_secure():
        return "__Host-kt_sessie"
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    host = host.lower()
    if host == "localhost" or host.endswith(".localhost") or host.startswith("127."):
        return "kt_sessie"
    return None


class SessieMiddleware:
    """Set `request.session`, and keep the row and the cookie in step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _heeft_accounts(request) or kijkt_mee(request):
            return self.get_response(request)
        naam = cookie_naam(request)
        sessie = SessionStore(request.COOKIES.get(naam) if naam else None)
        sessie.apparaat = apparaat_van(request)
        sessie.ip_gemaskeerd = gemaskeerd(adres_van(request))
        request.session = sessie
        antwoord = self.get_response(request)
        _bewaar(request, sessie, naam, antwoord)
        return antwoord


class GebruikerMiddleware:
    """Set `request.user`: a Gebruiker with a whole sign-in behind it, or the visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if kijkt_mee(request):
            return self.get_response(request)
        request.user = ANONIEM  # type: ignore[assignment]
        sessie = getattr(request, "session", None)
        if isinstance(sessie, SessionStore) and sessie.session_key is not None:
            sessie.regels = regels_van(request)
            request.user = sessie.gebruiker() or ANONIEM  # type: ignore[assignment]
            _verwerk(request, sessie)
        return self.get_response(request)


def regels_van(request: HttpRequest) -> SessieInstellingen:
    """Return how long sessions live here: what the gemeente chose, or our own measure."""
    instellingen: Any = getattr(request, "instellingen", None)
    if instellingen is None:
        return SessieInstellingen()
    regels: SessieInstellingen = instellingen.section(SessieInstellingen)
    return regels


def kijkt_mee(request: HttpRequest) -> bool:
    """Tell whether somebody of the supplier looks along: that has a cookie and rights of its own."""
    return getattr(request, "meekijken", None) is not None


def _heeft_accounts(request: HttpRequest) -> bool:
    return getattr(request, "gemeente", None) is not None or bool(getattr(request, "is_leverancier", False))


def _verwerk(request: HttpRequest, sessie: SessionStore) -> None:
    nu = timezone.now()
    if sessie.is_vreemd:
        _meld_vreemde_sessie(sessie, nu)
    if sessie.rij is None or OP_DE_ACHTERGROND in request.headers or request.path == SESSIE_PAD:
        return
    if nu - sessie.rij.laatst_gezien >= AANRAKEN_NA:
        sessie.touch(nu)


def _meld_vreemde_sessie(sessie: SessionStore, nu: datetime) -> None:
    """Write the security event, at most once a minute per network, so nobody can flood the log."""
    try:
        neem_beurt("vreemde-sessie", sessie.ip_gemaskeerd, at=nu, regel=EEN_PER_MINUUT)
    except TeVaakGeprobeerd:
        return
    noteer("identity.sessie.vreemd", at=nu, soort="E", resultaat="geweigerd")


def _bewaar(request: HttpRequest, sessie: SessionStore, naam: str | None, antwoord: HttpResponseBase) -> None:
    if sessie.accessed:
        patch_vary_headers(antwoord, ("Cookie",))
    openbaar = "public" in antwoord.headers.get("Cache-Control", "")  # a view says so: a stylesheet, a logo
    if not openbaar and getattr(getattr(request, "user", None), "is_authenticated", False):
        antwoord.headers["Cache-Control"] = "no-store"
    if naam is None:
        return
    if naam in request.COOKIES and sessie.is_empty():
        antwoord.delete_cookie(naam, path="/", samesite="Lax")
        return
    if not sessie.modified or sessie.is_empty() or antwoord.status_code >= 500:
        return
    try:
        sessie.save()
    except UpdateError:
        return  # ended meanwhile, from another device: the next request finds a visitor
    antwoord.set_cookie(
        naam,
        sessie.session_key or "",
        path="/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
