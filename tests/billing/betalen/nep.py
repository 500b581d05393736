"""Our Stripe in a thread, on a free port, with a webhook that keeps what it gets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import stripe

from keukentafel.exchange.stripe.nep.server import NepStripe

SLEUTEL = "sk_test_alleen_voor_tests"
GEHEIM = "whsec_alleen_voor_tests"
WEBHOOK = "http://leverancier.localhost/betalen/stripe"


@dataclass
class Nep:
    """The server, how to reach it, and what its webhook got."""

    server: NepStripe
    adres: str
    post: list[tuple[bytes, str]] = field(default_factory=list)
    neemt: Callable[[bytes, str], int] | None = None

    def ontvang(self, _url: str, lichaam: bytes, kop: str) -> int:
        self.post.append((lichaam, kop))
        return self.neemt(lichaam, kop) if self.neemt else 200

    def klant(self, *, sleutel: str = SLEUTEL, pogingen: int = 0) -> stripe.StripeClient:
        """stripe-python as it comes: its own HTTP client, only the address is another."""
        return stripe.StripeClient(sleutel, base_addresses={"api": self.adres}, max_network_retries=pogingen)

    def soorten(self) -> list[str]:
        """The kinds of event, in the order in which they came about."""
        with self.server.kluis.open() as lade:
            return [event["type"] for event in reversed(lade.alle("event"))]

    def blader(self, url: str, **velden: str) -> tuple[int, str, str]:
        """Open a page of the server, or send its form: status, page, where to."""
        pad = "/" + url.split("/", 3)[3]
        return self.server.pagina("POST" if velden else "GET", pad, urlencode(velden).encode())

    def knop(self, **knoppen: str) -> None:
        with self.server.kluis.open() as lade:
            for naam, waarde in knoppen.items():
                lade.draai(naam, waarde)


@contextmanager
def draait(map_: Path, *, zaad: int = 1, klok: Callable[[], float] | None = None) -> Iterator[Nep]:
    """Run the server; its events are delivered when a test says `nep.server.beurt()`, never by itself."""
    opties = {"klok": klok} if klok else {}
    server = NepStripe(
        map_ / "nep.sqlite",
        geheim=SLEUTEL,
        bezorger=lambda *wat: nep.ontvang(*wat),
        toeval=Random(zaad),
        **opties,  # type: ignore[arg-type]
    )
    http = server.server(0)
    http.service_actions = lambda: None  # type: ignore[method-assign]
    nep = Nep(server, f"http://127.0.0.1:{http.server_address[1]}")
    server.stel_in(adres=nep.adres, webhook=WEBHOOK, webhookgeheim=GEHEIM, incasso="0")
    draad = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield nep
    finally:
        http.shutdown()
        draad.join(10)
        http.server_close()
