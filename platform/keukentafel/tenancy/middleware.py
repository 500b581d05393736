"""The outermost middleware: the host decides the gemeente, and nothing else ever does (H3, H26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.http.response import HttpResponseBase

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.adresboek import adresboek, schone_host
from keukentafel.tenancy.scope import (
    Doelschema,
    blijf_staan,
    huidige_scope,
    in_doel,
    in_gemeente,
    in_platform,
)

ONBEKEND = (
    "<!doctype html><html lang=nl><meta charset=utf-8><title>Adres onbekend</title>"
    "<h1>Dit adres kennen we niet</h1><p>Kijk of het adres klopt, of vraag het aan je beheerder.</p>"
)


class GemeenteMiddleware:
    """Run each request in the scope of its host and leave no scope behind.

    Three kinds of host: a gemeente, the leverancier (`leverancier.<domein>`), and the front door
    (`<domein>`), where people choose their gemeente. Any other host: 404 without a query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        ruw = request.META.get("HTTP_HOST", "")
        if zaaifouten.staat_aan("host_van_proxy"):
            ruw = request.META.get("HTTP_X_FORWARDED_HOST", ruw)
        host = schone_host(ruw)
        if request.path.startswith("/-/") and request.path in settings.GEZONDHEIDSPADEN:
            request.urlconf = "keukentafel.gezondheid"
            with in_doel(None):
                return self.get_response(request)
        if host is None:
            return _onbekend()
        if host in (settings.KT_DOMEIN, f"leverancier.{settings.KT_DOMEIN}"):
            leverancier = host != settings.KT_DOMEIN
            request.urlconf = "keukentafel.operator_urls" if leverancier else "keukentafel.voordeur_urls"
            request.is_leverancier = leverancier  # type: ignore[attr-defined]
            request.gemeente = None  # type: ignore[attr-defined]
            with in_platform():
                return self.get_response(request)
        with in_platform():
            gemeente = adresboek.zoek(host)
        if gemeente is None:
            return _onbekend()
        request.gemeente = gemeente  # type: ignore[attr-defined]
        request.is_leverancier = False  # type: ignore[attr-defined]
        request.urlconf = "keukentafel.urls"
        if gemeente.stand != "actief":
            request.urlconf = "keukentafel.gesloten_urls"
        with in_gemeente(gemeente):
            antwoord = self.get_response(request)
            vergeten = huidige_scope()
        if zaaifouten.staat_aan("middleware_laat_staan"):
            blijf_staan(vergeten)
        if isinstance(antwoord, StreamingHttpResponse) and not zaaifouten.staat_aan("stroom_zonder_scope"):
            doel = Doelschema(schema=gemeente.schema_name, rol=gemeente.schema_name, gemeente=gemeente)
            antwoord.streaming_content = _in_doel(doel, antwoord.streaming_content)  # type: ignore[arg-type]
        return antwoord


def _onbekend() -> HttpResponse:
    return HttpResponseNotFound(ONBEKEND)


def _in_doel(doel: Doelschema, stukken: Iterable[bytes]) -> Iterator[bytes]:
    """Bind a streamed body to its gemeente: it is read after every middleware has returned."""
    bron = iter(stukken)
    while True:
        with in_doel(doel):
            try:
                stuk = next(bron)
            except StopIteration:
                return
        yield stuk
