"""Gezondheid: thirty days of each part, as bars and as the same in a table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from tenants.console.gezondheid import lees_gezondheid
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def gezondheid(request: HttpRequest) -> HttpResponse:
    """Show each part: how it is now, its bars, and each day in words."""
    context = {"gezondheid": lees_gezondheid(at=now())}
    return pagina(request, "console/gezondheid.html", context, hier="gezondheid")
