"""The outermost middleware: the host decides the gemeente, and nothing else ever does (H3, H26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.http.response import HttpResponseBase

from keukentafel.tenancy import omleiding, zaaifouten
from keukentafel.tenancy.adresboek import adresboek, schone_host
from keukentafel.tenancy.backend.kies import betreed
from keukentafel.tenancy.scope import (
    VERTREKT,
    ClusterWeg,
    Doelschema,
    GemeenteRef,
    GemeenteVerhuisd,
    blijf_staan,
    huidige_scope,
    in_console,
    in_doel,
    in_gemeente,
    in_platform,
)

ONBEKEND = (
    "<!doctype html><html lang=nl><meta charset=utf-8><title>Adres onbekend</title>"
    "<h1>Dit adres kennen we niet</h1><p>Kijk of het adres klopt, of vraag het aan je beheerder.</p>"
)


ONBEREIKBAAR = (
    "<!doctype html><html lang=nl><meta charset=utf-8><title>Even niet bereikbaar</title>"
    "<h1>Even niet bereikbaar</h1><p>We zijn hiermee bezig. Wat je hebt bewaard, blijft bewaard. "
    "Probeer het over een minuut opnieuw.</p>"
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
            with in_console() if leverancier else in_platform():
                return self.get_response(request)
        with in_platform():
            gemeente = adresboek.zoek(host)
        if gemeente is None:
            return _onbekend()
        nieuw = omleiding.waarheen(host)
        if nieuw is not None:
            return _verhuisd(request, nieuw)
        return self._in(gemeente, request)

    def _in(self, gemeente: GemeenteRef, request: HttpRequest) -> HttpResponseBase:
        """Run the request in its gemeente, where she lives now."""
        request.is_leverancier = False  # type: ignore[attr-defined]
        request.urlconf = "keukentafel.urls"
        if gemeente.stand != "actief" and not _mag_nog(gemeente, request.path):
            request.urlconf = "keukentafel.gesloten_urls"
        try:
            gemeente = betreed(gemeente)
        except (ClusterWeg, GemeenteVerhuisd):
            return _onbereikbaar()
        with in_gemeente(gemeente):
            request.gemeente = gemeente  # type: ignore[attr-defined]
            antwoord = self.get_response(request)
            vergeten = huidige_scope()
        if zaaifouten.staat_aan("middleware_laat_staan"):
            blijf_staan(vergeten)
        if isinstance(antwoord, StreamingHttpResponse) and not zaaifouten.staat_aan("stroom_zonder_scope"):
            doel = Doelschema(schema=gemeente.schema_name, rol=gemeente.schema_name, gemeente=gemeente)
            antwoord.streaming_content = _in_doel(doel, antwoord.streaming_content)  # type: ignore[arg-type]
        return antwoord


_MEENEMEN = ("/inloggen", "/uitloggen", "/koppelingen/gegevens")
"""Where somebody of a gemeente that leaves may still come: to sign in and to fetch her data. Doors as always."""


def _mag_nog(gemeente: GemeenteRef, pad: str) -> bool:
    return gemeente.stand == VERTREKT and any(pad == deel or pad.startswith(f"{deel}/") for deel in _MEENEMEN)


def _verhuisd(request: HttpRequest, host: str) -> HttpResponse:
    """Lead on from an address of before: the same page, the same method, at the address of now.

    Nobody keeps the answer: a gemeente may go back to an address that was hers.
    """
    antwoord = HttpResponse(status=308)
    antwoord["Location"] = omleiding.volledig(host, request.get_full_path(), schema=request.scheme or "https")
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _onbereikbaar() -> HttpResponse:
    """503: the database cluster of this gemeente does not answer, or she is just being moved."""
    return HttpResponse(ONBEREIKBAAR, status=503, headers={"Retry-After": "30"})


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
