"""Says of a request what an error report may know of it, before its view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from keukentafel.foutmelding import merk_verzoek


class FoutmeldingMiddleware:
    """Role, route and code; nothing happens where no errors are reported."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Mark: by now the route and the person are known."""
        merk_verzoek(request)
