"""Attach the choices of the gemeente to the request, read when first asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from keukentafel.instellingen import lees_instellingen


class InstellingenMiddleware:
    """Give `request.instellingen`; a page that needs none costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        gemeente = getattr(request, "gemeente", None)
        if gemeente is not None:
            request.instellingen = SimpleLazyObject(lambda: lees_instellingen(gemeente))  # type: ignore[attr-defined]
        return self.get_response(request)
