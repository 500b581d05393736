"""The web address of a gemeente, from the configured domain and never from a header."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def adres_van(request: HttpRequest, slug: str) -> str:
    """Return `https://<slug>.<domein>`, with the port where it is not the usual one."""
    poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
    return f"{request.scheme}://{slug}.{settings.KT_DOMEIN}{poort}"
