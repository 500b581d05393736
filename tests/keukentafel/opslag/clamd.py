"""A small clamd: it speaks `PING` and `INSTREAM` as clamd(8) tells, over a port or over a socket."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HANDTEKENING = b"een proefvirus dat niemand kwaad doet"


class _Gesprek(socketserver.BaseRequestHandler):
    """One question. A command that begins with `z` ends in a nul, and so does its answer."""

    def handle(self) -> None:
        opdracht = self._tot_nul()
        if opdracht == b"zPING":
            self._zeg(b"PONG")
        elif opdracht == b"zINSTREAM":
            self._instream()
        else:
            self._zeg(b"UNKNOWN COMMAND")

    def _instream(self) -> None:
        server: Any = self.server
        inhoud = b""
        while True:
            (lengte,) = struct.unpack("!L", self._precies(4))
            if not lengte:
                break
            inhoud += self._precies(lengte)
            if len(inhoud) > server.grens:
                self._zeg(b"INSTREAM size limit exceeded. ERROR")
                return
        server.gezien.append(inhoud)
        if server.antwoord is not None:
            self._zeg(server.antwoord)
        else:
            self._zeg(b"stream: Proef.Virus FOUND" if HANDTEKENING in inhoud else b"stream: OK")

    def _tot_nul(self) -> bytes:
        tekst = b""
        while not tekst.endswith(b"\0"):
            stuk = self.request.recv(1)
            if not stuk:
                return b""
            tekst += stuk
        return tekst[:-1]

    def _precies(self, aantal: int) -> bytes:
        deel = b""
        while len(deel) < aantal:
            stuk = self.request.recv(aantal - len(deel))
            if not stuk:
                raise ConnectionError
            deel += stuk
        return deel

    def _zeg(self, tekst: bytes) -> None:
        self.request.sendall(tekst + b"\0")


@contextmanager
def clamd(
    socket: Path | None = None, *, grens: int = 25 << 20, antwoord: bytes | None = None
) -> Iterator[Any]:
    """Run one, on a free port or on this socket. It has `.waar` for KT_CLAMD and `.gezien`, what came in."""
    soort: Any = socketserver.ThreadingUnixStreamServer if socket else socketserver.ThreadingTCPServer
    server = soort(str(socket) if socket else ("127.0.0.1", 0), _Gesprek)
    server.daemon_threads = True
    server.grens, server.antwoord, server.gezien = grens, antwoord, []
    server.waar = str(socket) if socket else f"127.0.0.1:{server.server_address[1]}"
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    draad.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
