"""The search box of the console: what each floor can find, on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from tenants.console import schil
from tenants.console.tabel import mag_adres
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def zoeken(request: HttpRequest) -> HttpResponse:
    """Show what was found and may be opened; one single thing is opened at once."""
    gebruiker: Any = request.user
    zoek = request.GET.get("q", "").strip()[:80]
    zoekers = schil.zoekers if zoek else {}
    gevonden = {
        naam: [paar for paar in zoeker(zoek) if mag_adres(paar[1], gebruiker.rollen)]
        for naam, zoeker in zoekers.items()
    }
    alles = [paar for paren in gevonden.values() for paar in paren]
    if len(alles) == 1:
        return redirect(alles[0][1])
    context = {"zoek": zoek, "gevonden": {naam: paren for naam, paren in gevonden.items() if paren}}
    return pagina(request, "console/zoeken.html", context, hier="")
