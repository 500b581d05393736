"""Choose your gemeente, on the general host."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tenants import queries


@require_GET
def kies_gemeente(request: HttpRequest) -> HttpResponse:
    """Show the gemeenten that are open; a unique answer to the search goes straight to its sign-in."""
    zoek = request.GET.get("gemeente", "").strip()
    gevonden = queries.open_gemeenten(zoek)
    if zoek and len(gevonden) == 1:
        return redirect(_adres(request, gevonden[0].slug) + "/inloggen")
    regels = [(ref.naam, _adres(request, ref.slug) + "/inloggen") for ref in gevonden]
    return render(request, "tenants/kies_gemeente.html", {"gemeenten": regels, "zoek": zoek})


def _adres(request: HttpRequest, slug: str) -> str:
    """Return the address of a gemeente from the configured domain, never from the Host header."""
    poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
    return f"{request.scheme}://{slug}.{settings.KT_DOMEIN}{poort}"
