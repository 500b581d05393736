"""The web address of a gemeente, from the configured domain and never from a header."""

from __future__ import annotations

from django.conf import settings


def adres_van_gemeente(slug: str) -> str:
    """Return `https://<slug>.<domein>`, with the port where it is not the usual one."""
    schema = "https" if settings.SESSION_COOKIE_SECURE else "http"
    poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
    return f"{schema}://{slug}.{settings.KT_DOMEIN}{poort}"
