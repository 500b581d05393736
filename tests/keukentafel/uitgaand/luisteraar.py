"""A machine of somebody else, played on loopback: it writes down what comes and answers as it is told."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Verzoek:
    methode: str
    pad: str
    koppen: dict[str, str]
    lichaam: bytes


@dataclass
class Luisteraar:
    """What came in. `antwoord` decides: a status, or (status, headers, body)."""

    poort: int = 0
    verzoeken: list[Verzoek] = field(default_factory=list)
    antwoord: Callable[[Verzoek], Any] = lambda verzoek: 204
    slot: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}/"

    @property
    def lichamen(self) -> list[bytes]:
        return [verzoek.lichaam for verzoek in self.verzoeken]


def na(seconden: float, stand: int = 200) -> Callable[[Verzoek], int]:
    """Answer like a machine that is not next door."""

    def antwoord(verzoek: Verzoek) -> int:
        time.sleep(seconden)
        return stand

    return antwoord


def druppel(oor: socket.socket) -> None:
    """Give whoever connects a header at a time, without an end."""
    verbinding, _ = oor.accept()
    with verbinding:
        try:
            verbinding.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                verbinding.sendall(b"X-A: b\r\n")
                time.sleep(0.02)
        except OSError:
            return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


@contextmanager
def luister() -> Iterator[Luisteraar]:
    wie = Luisteraar()

    class Behandelaar(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _doe(self) -> None:
            lengte = int(self.headers.get("Content-Length") or 0)
            verzoek = Verzoek(self.command, self.path, dict(self.headers.items()), self.rfile.read(lengte))
            with wie.slot:
                wie.verzoeken.append(verzoek)
            gaf = wie.antwoord(verzoek)
            stand, koppen, tekst = gaf if isinstance(gaf, tuple) else (gaf, {}, b"")
            self.send_response(stand)
            for naam, waarde in koppen.items():
                self.send_header(naam, waarde)
            if stand != 204:
                self.send_header("Content-Length", str(len(tekst)))
            self.end_headers()
            self.wfile.write(tekst)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _doe  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Behandelaar)
    wie.poort = server.server_address[1]
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    draad.start()
    try:
        yield wie
    finally:
        server.shutdown()
        server.server_close()
