"""Headers every answer carries: nothing of a person is stored on the way or in the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class VeiligMiddleware:
    """`Cache-Control: no-store` unless a view chose otherwise (H19), and the permissions we never use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        antwoord = self.get_response(request)
        if "Cache-Control" not in antwoord:
            antwoord["Cache-Control"] = "no-store"
        antwoord["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        return antwoord
