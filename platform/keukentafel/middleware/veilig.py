"""Headers every answer carries, whatever made it: a page, a file, a refusal, an unknown host, an error."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from keukentafel.tenancy import zaaifouten

ALTIJD = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()"
    ),
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
}
DICHT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page: a stylesheet, a font, an answer to an unknown host."""


class VeiligMiddleware:
    """The outermost one. `no-store` unless a view chose otherwise (H19); nothing of a person stays behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        antwoord = self.get_response(request)
        if zaaifouten.staat_aan("koppen_vergeten"):
            return antwoord
        for naam, waarde in ALTIJD.items():
            antwoord.headers.setdefault(naam, waarde)
        antwoord.headers.setdefault("Cache-Control", "no-store")
        antwoord.headers.setdefault("Content-Security-Policy", DICHT)
        if request.is_secure() and settings.SECURE_HSTS_SECONDS:
            antwoord["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            )
        return antwoord
