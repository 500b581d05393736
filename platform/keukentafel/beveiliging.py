"""`/.well-known/security.txt` (RFC 9116): where to tell that something is not safe."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

GELDIG = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell the address for reports; the same on every host."""
    verloopt = (timezone.now() + GELDIG).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = (
        f"Contact: {settings.KT_MELDPUNT}",
        f"Expires: {verloopt:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
