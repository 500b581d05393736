"""Addresses: taken apart in one way only, compared part by part, and looked up before anybody connects.

No database and no clock. `urlsplit` alone is no guard: what two readers of an address may read in two
ways is refused here (backslashes, `..`, encoded slashes, names before an @).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from keukentafel.tenancy import zaaifouten
from keukentafel.uitgaand.fouten import NietToegestaan, Onbereikbaar

LENGTE: Final = 1000
_POORTEN: Final = {"http": 80, "https": 443}
_LEESBAAR: Final = re.compile(r"[!-\[\]-~]+")  # printable ASCII without the space and the backslash
_NAAM: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")
_TWEEDUIDIG: Final = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)|%2f|%5c|%00|%0[ad]", re.IGNORECASE)
_VERTAALD: Final = tuple(
    ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96")
)  # IPv6 that carries an IPv4 address inside

IPAdres = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Adres:
    """An address taken apart. `pad` begins with a slash; `vraag` is what stands after the question mark."""

    schema: str
    host: str
    poort: int
    pad: str
    vraag: str = ""

    @property
    def doel(self) -> str:
        """What goes on the first line of the request."""
        return f"{self.pad}?{self.vraag}" if self.vraag else self.pad

    @property
    def gastheer(self) -> str:
        """The host as a header writes it, with its port where that is not the usual one."""
        naam = f"[{self.host}]" if ":" in self.host else self.host
        return naam if self.poort == _POORTEN[self.schema] else f"{naam}:{self.poort}"

    def __str__(self) -> str:
        return f"{self.schema}://{self.gastheer}{self.doel}"


def ontleed(url: str) -> Adres:
    """Take an address apart.

    :raises NietToegestaan: it is no address of the web, or one that can be read in two ways.
    """
    nee = NietToegestaan("Dit is geen adres dat we kunnen gebruiken. Begin met https:// en de naam.")
    if len(url) > LENGTE or not _LEESBAAR.fullmatch(url):
        raise nee
    try:
        delen = urlsplit(url)
        poort = delen.port
    except ValueError as fout:
        raise nee from fout
    schema, host = delen.scheme.lower(), (delen.hostname or "").lower().rstrip(".")
    if schema not in _POORTEN or delen.username is not None or delen.password is not None or "#" in url:
        raise nee
    if not (_NAAM.fullmatch(host) or _ip(host)) or poort == 0 or _TWEEDUIDIG.search(delen.path):
        raise nee
    if delen.netloc.endswith(":") or "%" in host or (_lijkt_getal(host) and _ip(host) is None):
        raise nee
    return Adres(schema, host, poort or _POORTEN[schema], delen.path or "/", delen.query)


def _lijkt_getal(host: str) -> bool:
    """Tell whether a name may be read as an address of numbers: 2130706433, 0x7f.1, 127.1."""
    laatste = host.rpartition(".")[2]
    return laatste.isdigit() or bool(re.fullmatch(r"0x[0-9a-f]*", laatste))


def _ip(host: str) -> IPAdres | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def valt_onder(adres: Adres, begin: Adres) -> bool:
    """Tell whether an address lies below one of the list: the same host and port, the path whole."""
    if (adres.schema, adres.host, adres.poort) != (begin.schema, begin.host, begin.poort):
        return False
    stam = begin.pad.rstrip("/")
    return adres.pad == stam or adres.pad.startswith(f"{stam}/")


def is_eigen_machine(host: str) -> bool:
    """Tell whether a name is this machine by its own words: localhost, 127.0.0.1, ::1."""
    ip = _ip(host)
    return host == "localhost" or host.endswith(".localhost") or (ip is not None and ip.is_loopback)


def is_openbaar(ip: IPAdres) -> bool:
    """Tell whether anybody on the internet may be asked there: no network of our own, no cloud's own page."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_openbaar(ip.ipv4_mapped)
        if any(ip in net for net in _VERTAALD) or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def zoek_op(adres: Adres, *, eigen_machine_mag: bool) -> list[str]:
    """Look a name up and return where to connect to: only these, so that a second answer changes nothing.

    :raises NietToegestaan: one of the answers is a machine that nobody may reach from here.
    :raises Onbereikbaar: the name is unknown.
    """
    lokaal = eigen_machine_mag and is_eigen_machine(adres.host)
    if lokaal and _ip(adres.host) is None:
        return ["127.0.0.1", "::1"]  # RFC 6761: these names are this machine, whatever a name server says
    try:
        rijen = socket.getaddrinfo(adres.host, adres.poort, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fout:
        raise Onbereikbaar("De naam in het adres is onbekend.") from fout
    ips = list(dict.fromkeys(str(rij[4][0]).partition("%")[0] for rij in rijen))
    for tekst in ips:
        ip = ipaddress.ip_address(tekst)
        if is_openbaar(ip) or (lokaal and ip.is_loopback) or zaaifouten.staat_aan("uitgaand_overal_heen"):
            continue
        raise NietToegestaan(
            "Dit adres leidt naar een machine die niet van buiten te bereiken hoort te zijn."
        )
    return ips
