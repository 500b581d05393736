"""`Deur`: the only place where this product opens a connection to somebody else's machine.

An address must stand on the list of the gemeente; the name is looked up once and we connect to that
answer; no redirect is followed, no proxy asked, no cookie kept; time and size have an end.
"""

from __future__ import annotations

import http.client
import json as json_module
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings

from keukentafel.tenancy import zaaifouten
from keukentafel.uitgaand import stroomonderbreker
from keukentafel.uitgaand.adressen import Adres, ontleed, valt_onder, zoek_op
from keukentafel.uitgaand.fouten import NietToegestaan, Onbereikbaar, TeGroot

TIJD: Final = 10.0
GROOTTE: Final = 5_000_000
BUITEN_DIENST: Final = frozenset({429, 502, 503, 504})
"""Answers that say that nobody is there to answer; they count for the circuit breaker."""
_AFZENDER: Final = "Keukentafel"
_METHODEN: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
_EIGEN_KOPPEN: Final = frozenset({"host", "content-length", "transfer-encoding", "connection"})


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the other side said. Header names in small letters."""

    stand: int
    koppen: Mapping[str, str]
    lichaam: bytes
    seconden: float = 0.0

    @property
    def gelukt(self) -> bool:
        """Any answer of 200 to 299."""
        return 200 <= self.stand < 300

    def json(self) -> Any:
        """Read the body.

        :raises Onbereikbaar: it is no JSON.
        """
        try:
            return json_module.loads(self.lichaam)
        except (ValueError, RecursionError) as fout:  # also what is nested too deep to read
            raise Onbereikbaar("Het andere systeem gaf een antwoord dat we niet kunnen lezen.") from fout


@dataclass(frozen=True)
class Deur:
    """The door with the list of one gemeente read; it asks the database nothing, also from a thread.

    `telt_fouten`: leave a host alone that fails. It is counted per gemeente, so the platform goes without.
    """

    lijst: tuple[Adres, ...]
    eigen_machine_mag: bool = False
    telt_fouten: bool = True
    _tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def mag(self, url: str) -> bool:
        """Tell whether an address stands on the list; nothing is looked up."""
        try:
            return self._toegestaan(url) is not None
        except NietToegestaan:
            return False

    def _toegestaan(self, url: str) -> Adres:
        adres = ontleed(url)
        if any(valt_onder(adres, begin) for begin in self.lijst) or zaaifouten.staat_aan(
            "uitgaand_zonder_lijst"
        ):
            return adres
        raise NietToegestaan

    def vraag(
        self,
        methode: str,
        url: str,
        *,
        lichaam: bytes | None = None,
        json: Any = None,
        vraag: Mapping[str, Any] | None = None,
        koppen: Mapping[str, str] | None = None,
        tijd: float = TIJD,
        grootte: int = GROOTTE,
    ) -> Antwoord:
        """Ask something. Any status is an answer, a redirect too: it is shown, never followed.

        `json` becomes the body, `vraag` comes behind the address. `tijd` bounds the whole exchange,
        `grootte` the answer.

        :raises NietToegestaan: the address is not on the list, or leads to a private machine.
        :raises Onderbroken: this host failed several times just now.
        :raises Onbereikbaar: no connection, or too slow.
        :raises TeGroot: the answer is too large.
        """
        if methode not in _METHODEN:
            raise ValueError(f"Onbekende methode: {methode}")
        if vraag:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(vraag, doseq=True)}"
        adres = self._toegestaan(url)
        ips = zoek_op(adres, eigen_machine_mag=self.eigen_machine_mag)
        alle = _koppen(koppen)
        if json is not None:
            lichaam = json_module.dumps(json).encode()
            alle.setdefault("Content-Type", "application/json")
        bewaking = stroomonderbreker.bewaak(adres.gastheer) if self.telt_fouten else _onbewaakt()
        with bewaking as meld:
            antwoord = self._wissel(methode, adres, ips, lichaam, alle, tijd, grootte)
            meld(antwoord.stand not in BUITEN_DIENST)
        return antwoord

    def _wissel(
        self, methode: str, adres: Adres, ips: Iterable[str], lichaam: bytes | None,
        koppen: Mapping[str, str], tijd: float, grootte: int,
    ) -> Antwoord:  # fmt: skip
        begin = time.monotonic()
        verbinding = _Verbinding(adres, ips, tijd, self._tls if adres.schema == "https" else None)
        wekker = threading.Timer(tijd, verbinding.breek_af)
        wekker.daemon = True
        wekker.start()
        try:
            verbinding.request(methode, adres.doel, body=lichaam, headers=dict(koppen))
            ruw = verbinding.getresponse()
            inhoud = ruw.read(grootte + 1)
            koppen_terug = {naam.lower(): waarde for naam, waarde in ruw.getheaders()}
        except ssl.SSLCertVerificationError as fout:
            raise Onbereikbaar("Het certificaat van het andere systeem klopt niet.") from fout
        except (OSError, http.client.HTTPException, ValueError) as fout:
            laat = verbinding.afgebroken or isinstance(fout, TimeoutError)
            raise Onbereikbaar(_TE_TRAAG if laat else _GEEN_VERBINDING) from fout
        finally:
            wekker.cancel()
            verbinding.close()
        if verbinding.afgebroken:
            raise Onbereikbaar(_TE_TRAAG)
        if len(inhoud) > grootte:
            raise TeGroot
        return Antwoord(ruw.status, koppen_terug, inhoud, time.monotonic() - begin)


@contextmanager
def _onbewaakt() -> Iterator[Callable[[bool], None]]:
    yield lambda _goed: None


_TE_TRAAG: Final = "Het andere systeem gaf niet op tijd antwoord."
_GEEN_VERBINDING: Final = "We kregen geen verbinding met het andere systeem."


def _koppen(koppen: Mapping[str, str] | None) -> dict[str, str]:
    """Return the headers to send.

    :raises ValueError: a header that is ours to write, or one with a line end in it.
    """
    uit = {"User-Agent": _AFZENDER, "Accept": "application/json", "Accept-Encoding": "identity"}
    for naam, waarde in (koppen or {}).items():
        if (
            naam.lower() in _EIGEN_KOPPEN
            or not naam.isascii()
            or "\n" in f"{naam}{waarde}"
            or "\r" in f"{naam}{waarde}"
        ):
            raise ValueError(f"De kop {naam!r} mag niet mee.")
        for dubbel in [oud for oud in uit if oud.lower() == naam.lower()]:
            del uit[dubbel]
        uit[naam] = waarde
    return uit


class _Verbinding(http.client.HTTPConnection):
    """A connection to an address that was looked up before: the name is asked only once (rebinding)."""

    def __init__(self, adres: Adres, ips: Iterable[str], tijd: float, tls: ssl.SSLContext | None) -> None:
        super().__init__(adres.host, adres.poort, timeout=tijd)
        self._ips, self._tls, self._adres = tuple(ips), tls, adres
        self.afgebroken = False

    def connect(self) -> None:
        """Try the answers one by one."""
        fout: OSError = OSError("geen adres")
        for ip in self._ips:
            try:
                self.sock = socket.create_connection((ip, self._adres.poort), self.timeout)
                break
            except OSError as nee:
                fout = nee
        else:
            raise fout
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self._adres.host)

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        """Begin a request with the host as the address names it."""
        super().putrequest(method, url, skip_host=True, skip_accept_encoding=True)
        self.putheader("Host", self._adres.gastheer)
        self.putheader("Connection", "close")

    def breek_af(self) -> None:
        """End it: a server that gives a letter a second would hold us for ever."""
        self.afgebroken = True
        sok = self.sock
        if sok is not None:
            try:
                sok.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def open_deur() -> Deur:
    """Return the door of this gemeente. One query."""
    from keukentafel.uitgaand.models import ToegestaanAdres

    lijst = tuple(ontleed(begin) for begin in ToegestaanAdres.objects.values_list("begin", flat=True))
    return Deur(lijst, eigen_machine_mag=settings.KT_MODUS != "productie")
