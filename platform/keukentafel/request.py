"""The typed request of a gemeente, and the one way to go on after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from keukentafel.identity.models import Gebruiker
    from keukentafel.instellingen import Instellingen
    from keukentafel.tenancy import GemeenteRef


class GemeenteRequest(HttpRequest):
    """A request inside a gemeente. The middleware makes these attributes true."""

    user: Gebruiker
    gemeente: GemeenteRef
    htmx: HtmxDetails
    instellingen: Instellingen


class ZieElders(HttpResponseRedirect):
    """303: the change was made, the answer stands at another address and is fetched with GET."""

    status_code = 303


def see_other(request: HttpRequest, doel: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Send the reader on after a change: 303 to a browser, HX-Redirect to htmx.

    `doel` is an object with `get_absolute_url`, a route name, or a path.
    """
    adres = resolve_url(doel, *args, **kwargs)
    if request.headers.get("HX-Request"):
        antwoord = HttpResponse(status=204)
        antwoord["HX-Redirect"] = adres
        return antwoord
    return ZieElders(adres)
