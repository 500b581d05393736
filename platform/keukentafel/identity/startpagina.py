"""Where somebody begins: Mijn dag, or the first page of their own menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from keukentafel import registry
from keukentafel.identity.kant import huidige_kant


def startpagina(request: HttpRequest, account: Any) -> str:
    """Return the address of the first page this person may see."""
    start = huidige_kant().start
    if getattr(request, "gemeente", None) is None:
        return start
    try:
        routes = [resolve(start, urlconf=getattr(request, "urlconf", None)).view_name]
    except Resolver404:
        routes = []
    routes += [
        item.route for item in registry.menu_items() if not item.rollen or item.rollen & account.rollen
    ]
    for route in routes:
        recht = registry.recht_van(route)
        if recht is None or recht.is_openbaar or not recht.geldt_voor(account.rollen):
            continue
        try:
            return reverse(route)
        except NoReverseMatch:
            continue
    return reverse("identity:mijn_instellingen")
