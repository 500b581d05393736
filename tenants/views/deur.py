"""The door of the supplier's pages, and what every page there has: its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from keukentafel.context import MenuGroep, MenuRegel
from keukentafel.identity.venster import sessievenster
from tenants.console import schil
from tenants.console.rollen import LeverancierRol
from tenants.console.tabel import mag, mag_adres

WEERGAVE, WEERGAVEN = "kt_weergave", ("licht", "donker")
View = Callable[..., HttpResponse]


def alleen_leverancier(view: View) -> View:
    """Let in who signed in on the supplier's host with two factors; send others to sign in first.

    The host decides which accounts count, so nobody of a gemeente can be signed in here. What somebody
    may ask for is a row of `rechten_leverancier`; no row, or not this role: 404.
    """

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            route = request.resolver_match.view_name if request.resolver_match else ""
            gebruiker: Any = request.user
            if not mag(route, gebruiker.rollen):
                raise Http404
            if any("\x00" in waarde for waarden in request.GET.lists() for waarde in waarden[1]):
                raise BadRequest  # the database keeps no NUL, and nobody types one
            return view(request, *args, **kwargs)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        vraag = urlencode({"volgende": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{reverse('identity:inloggen')}?{vraag}".rstrip("?"))

    bewaakt.alleen_leverancier = True  # type: ignore[attr-defined]
    return bewaakt


def pagina(
    request: HttpRequest, sjabloon: str, context: dict[str, Any], *, hier: str, status: int = 200
) -> HttpResponse:
    """Render a page of the supplier with its menu; `hier` is the menu line that is active."""
    gebruiker: Any = request.user
    weergave = request.COOKIES.get(WEERGAVE, "")
    vast = {
        "menu": _menu(request, hier),
        "vandaag": localdate(),
        "sessie": sessievenster(request),
        "rolnaam": LeverancierRol(gebruiker.rol).label,
        "weergave": weergave if weergave in WEERGAVEN else "licht",
        "banners": _banners(request),
    }
    return render(request, sjabloon, {**vast, **context}, status=status)


def _banners(request: Any) -> list[schil.Banner]:
    """Return what stands above the page; without its link for who may not open what is behind it."""
    gevonden = [banner for bron in schil.banners.values() if (banner := bron(request)) is not None]
    return [
        banner if mag_adres(banner.url, request.user.rollen) else replace(banner, url="")
        for banner in gevonden
    ]


def _menu(request: Any, hier: str) -> list[MenuGroep]:
    groepen: dict[str, list[MenuRegel]] = {}
    for punt in sorted(schil.menupunten.values(), key=lambda punt: (bool(punt.groep), punt.volgorde)):
        if mag(punt.route, request.user.rollen):
            groepen.setdefault(punt.groep, []).append(_regel(punt, hier))
    return [MenuGroep(naam, regels) for naam, regels in groepen.items()]


def _regel(punt: schil.Menupunt, hier: str) -> MenuRegel:
    aantal = punt.teller() if punt.teller else 0
    return MenuRegel(
        punt.sleutel,
        punt.label,
        reverse(punt.route),
        punt.icoon,
        punt.sleutel == hier,
        punt.onderbalk,
        aantal,
    )
