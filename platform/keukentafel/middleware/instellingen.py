"""Attach the choices of the gemeente to the request, read when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from keukentafel.instellingen import instellingen_van_verzoek, lees_instellingen


class InstellingenMiddleware:
    """Give `request.instellingen`; a page that needs none costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        gemeente = getattr(request, "gemeente", None)
        if gemeente is None:
            return self.get_response(request)
        lui: Any = SimpleLazyObject(lambda: lees_instellingen(gemeente))
        request.instellingen = lui  # type: ignore[attr-defined]
        with instellingen_van_verzoek(gemeente, lui):
            return self.get_response(request)
