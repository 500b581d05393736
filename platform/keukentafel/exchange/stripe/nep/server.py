"""The server itself: the API, the pages, and the delivery of events between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random, SystemRandom
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from keukentafel.exchange.stripe.nep import api, facturen, geld, kassa, paginas
from keukentafel.exchange.stripe.nep.bezorging import KNOPPEN, Bezorger, bezorg, meld, rij
from keukentafel.exchange.stripe.nep.fouten import Nee
from keukentafel.exchange.stripe.nep.klanten import haal_betaalwijze_weg, maak_betaalwijze, wijzig_klant
from keukentafel.exchange.stripe.nep.kluis import Kluis, Lade

_GROOTSTE: Final = 1_000_000


class NepStripe:
    """Plays Stripe. `geheim` is the API key that it takes; `bezorger` carries events to a webhook."""

    def __init__(
        self,
        pad: Path | str,
        *,
        geheim: str,
        bezorger: Bezorger,
        klok: Callable[[], float] = time.time,
        toeval: Random | None = None,
    ) -> None:
        self.geheim, self.bezorger = geheim, bezorger
        self.kluis = Kluis(pad, klok=klok, toeval=toeval or SystemRandom())

    def stel_in(self, *, adres: str, webhook: str = "", webhookgeheim: str = "", **knoppen: str) -> None:
        """Tell where the server is, which webhook listens (its secret is given, not made), and set the knobs."""
        with self.kluis.open() as lade:
            lade.draai("adres", adres)
            for naam, waarde in knoppen.items():
                lade.draai(naam, waarde)
            haken = lade.alle("webhook_endpoint") if webhook else []
            for oud in haken:
                if (oud["url"], oud["secret"]) != (webhook, webhookgeheim):
                    lade.weg(oud["id"])
            if webhook and not any(
                (haak["url"], haak["secret"]) == (webhook, webhookgeheim) for haak in haken
            ):
                lade.maak(
                    "webhook_endpoint",
                    url=webhook, secret=webhookgeheim, enabled_events=["*"], status="enabled", api_version=None,
                    application=None, description=None,
                )  # fmt: skip

    def beurt(self) -> int:
        """Do what is due: direct debits that come in, then events. Return how much was done."""
        with self.kluis.open() as lade:
            rijen = lade.lijn.execute(
                "DELETE FROM gepland WHERE op <= ? RETURNING wat, id", (lade.precies,)
            ).fetchall()
            for _wat, sleutel in rijen:
                kassa.incasso_klaar(lade, sleutel)
        return len(rijen) + bezorg(self.kluis, self.bezorger)

    def pagina(self, methode: str, adres: str, lichaam: bytes) -> tuple[int, str, str]:
        """Answer a browser: a status, a page, and where to go instead."""
        pad = [deel for deel in urlsplit(adres).path.split("/") if deel]
        velden = {naam: waarden[0] for naam, waarden in parse_qs(lichaam.decode(errors="replace")).items()}
        try:
            with self.kluis.open() as lade:
                return self._pagina(lade, pad, velden if methode == "POST" else {}, adres)
        except Nee as nee:
            return nee.status, paginas.pagina("Dat lukt niet", f"<p>{nee.bericht}</p>"), ""

    def _pagina(self, lade: Lade, pad: list[str], velden: dict[str, str], adres: str) -> tuple[int, str, str]:
        if pad[:2] == ["c", "pay"] and len(pad) == 3:
            return _kassa(lade, pad[2], velden)
        if pad[:1] == ["i"] and len(pad) == 2:
            return _factuur(lade, pad[1], velden, adres)
        if pad[:2] == ["p", "session"] and len(pad) == 3:
            return _portaal(lade, pad[2], velden)
        if not pad:
            return _bediening(lade, velden)
        return 404, paginas.pagina("Deze pagina is er niet", ""), ""

    def server(self, poort: int) -> ThreadingHTTPServer:
        """Return the server, ready to `serve_forever(poll_interval=…)` on loopback."""
        return _Server(("127.0.0.1", poort), _handler_van(self), self)


def _kassa(lade: Lade, sleutel: str, velden: dict[str, str]) -> tuple[int, str, str]:
    sessie = lade.haal("checkout.session", sleutel)
    if velden.get("doe") == "betaal":
        iban = velden.get("iban", "").replace(" ", "").upper()
        sessie = kassa.voltooi(lade, sleutel, velden.get("wijze", ""), iban)
        return 303, "", str(sessie["success_url"]).replace("{CHECKOUT_SESSION_ID}", sleutel)
    if sessie["status"] != "open":
        return 410, paginas.pagina("Deze betaalpagina is gesloten", "<p>Ga terug naar Keukentafel.</p>"), ""
    if velden.get("doe") == "mislukt":
        if sessie["payment_intent"]:
            betaling = lade.haal("payment_intent", sessie["payment_intent"])
            betaling["last_payment_error"] = {"type": "card_error", "code": "card_declined"}
            lade.bewaar(betaling)
            meld(lade, "payment_intent.payment_failed", betaling)
        return 200, paginas.kassa(sessie, "De betaling is niet gelukt. Probeer het nog eens."), ""
    return 200, paginas.kassa(sessie), ""


def _factuur(lade: Lade, sleutel: str, velden: dict[str, str], adres: str) -> tuple[int, str, str]:
    stuk = lade.haal("invoice", sleutel)
    if not stuk["hosted_invoice_url"] or not stuk["hosted_invoice_url"].endswith(adres):
        return 404, paginas.pagina("Deze pagina is er niet", ""), ""
    if velden.get("doe") == "betaal" and stuk["status"] == "open":
        betaling = geld.maak_betaling(lade, stuk["customer"], stuk["amount_remaining"])
        facturen.koppel(lade, stuk, betaling)
        geld.betaal(lade, betaling, maak_betaalwijze(lade, "ideal", stuk["customer"]))
        facturen.na_betaling(lade, betaling["id"])
        stuk = lade.haal("invoice", sleutel)
    return 200, paginas.factuur(facturen.toon(lade, stuk)), ""


def _portaal(lade: Lade, sleutel: str, velden: dict[str, str]) -> tuple[int, str, str]:
    sessie = lade.haal("billing_portal.session", sleutel)
    wijze = lade.zoek(velden.get("wijze", ""))
    if wijze is None or wijze.get("customer") != sessie["customer"]:
        return 200, paginas.portaal(lade, sessie), ""
    if velden.get("doe") == "vast":
        vast = {"invoice_settings": {"default_payment_method": wijze["id"]}}
        wijzig_klant(lade, vast, sessie["customer"])
    elif velden.get("doe") == "weg":
        haal_betaalwijze_weg(lade, {}, wijze["id"])
    return 200, paginas.portaal(lade, sessie, "Bewaard."), ""


def _bediening(lade: Lade, velden: dict[str, str]) -> tuple[int, str, str]:
    if velden.get("doe") == "knoppen":
        for naam in KNOPPEN:
            lade.draai(naam, velden.get(naam, KNOPPEN[naam]))
    if velden.get("doe") == "storneer":
        event = lade.haal("event", velden.get("event"))
        geld.storneer(lade, event["data"]["object"]["payment_intent"])
    if velden.get("doe") == "opnieuw":
        event = lade.haal("event", velden.get("event"))
        for haak in lade.alle("webhook_endpoint"):
            rij(lade, event["id"], haak)
    return 200, paginas.bediening(lade), ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, waar: tuple[str, int], handler: type[BaseHTTPRequestHandler], nep: NepStripe) -> None:
        super().__init__(waar, handler)
        self.nep = nep

    def service_actions(self) -> None:
        """Deliver, in the thread that waits for requests: they are answered in threads of their own."""
        self.nep.beurt()


def _handler_van(nep: NepStripe) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # an answer is two writes; the second would wait 40 ms for the first
        timeout = 20
        server_version = "nep-stripe"
        sys_version = ""

        def _antwoord(self) -> None:
            lengte = int(self.headers.get("Content-Length") or 0)
            if not 0 <= lengte <= _GROOTSTE:
                self.send_error(413)
                return
            lichaam = self.rfile.read(lengte)
            if self.path.startswith("/v1/"):
                self._api(lichaam)
                return
            status, tekst, heen = nep.pagina(self.command, self.path, lichaam)
            self._stuur(
                status, "text/html; charset=utf-8", tekst.encode(), [("Location", heen)] if heen else []
            )

        do_GET = do_POST = do_DELETE = _antwoord  # noqa: N815 -- named so by http.server

        def _api(self, lichaam: bytes) -> None:
            uit = api.antwoord_op(
                nep.kluis, nep.geheim, self.command, self.path, dict(self.headers.items()), lichaam
            )
            if uit.weggevallen:
                self.close_connection = True
                return
            self._stuur(
                uit.status, "application/json", uit.inhoud, [("Request-Id", "req_namaak"), *uit.koppen]
            )

        def _stuur(self, status: int, soort: str, inhoud: bytes, koppen: list[tuple[str, str]]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", soort)
            self.send_header("Content-Length", str(len(inhoud)))
            self.send_header("Cache-Control", "no-store")
            for naam, waarde in koppen:
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *args: Any) -> None:
            """Write no log: addresses of pages to pay are secrets."""

    return Handler
