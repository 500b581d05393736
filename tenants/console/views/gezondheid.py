"""Gezondheid: thirty days of each part, as bars and, folded, as the same in a table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from tenants.console.gezondheid import lees_gezondheid
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def gezondheid(request: HttpRequest) -> HttpResponse:
    """Show each part: how it is now, its bars, and each day in words, unfolded for who asks for the tables."""
    context = {"gezondheid": lees_gezondheid(at=now()), "als_tabel": request.GET.get("als") == "tabel"}
    return pagina(request, "console/gezondheid.html", context, hier="gezondheid")
