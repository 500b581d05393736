"""The door of the supplier's pages, and what every page there has: its menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from keukentafel.context import MenuGroep, MenuRegel
from keukentafel.identity.venster import sessievenster

View = Callable[..., HttpResponse]

_MENU = (
    ("overzicht", "Overzicht", "tenants:overzicht", "layout-dashboard"),
    ("gemeenten", "Gemeenten", "tenants:gemeenten", "building-community"),
)


def alleen_leverancier(view: View) -> View:
    """Let in who signed in on the supplier's host with two factors; send others to sign in first.

    The host decides which accounts count, so nobody of a gemeente can be signed in here.
    """

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
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
    regels = [
        MenuRegel(sleutel, label, reverse(route), icoon, sleutel == hier, onderbalk=True)
        for sleutel, label, route, icoon in _MENU
    ]
    vast = {"menu": [MenuGroep("", regels)], "vandaag": localdate(), "sessie": sessievenster(request)}
    return render(request, sjabloon, {**vast, **context}, status=status)
