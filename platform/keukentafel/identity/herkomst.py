"""Where a request comes from, in words that are enough to recognise and too little to trace."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

BROWSERS = (
    (re.compile(r"Edg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"OPR/|Opera"), "Opera"),
    (re.compile(r"SamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"Firefox/|FxiOS/"), "Firefox"),
    (re.compile(r"Chrome/|CriOS/"), "Chrome"),
    (re.compile(r"Safari/"), "Safari"),
)
SYSTEMEN = (
    (re.compile(r"iPhone"), "iPhone"),
    (re.compile(r"iPad"), "iPad"),
    (re.compile(r"Android"), "Android"),
    (re.compile(r"Windows"), "Windows"),
    (re.compile(r"CrOS"), "ChromeOS"),
    (re.compile(r"Macintosh|Mac OS X"), "Mac"),
    (re.compile(r"Linux"), "Linux"),
)


def apparaat_van(request: HttpRequest) -> str:
    """Return what somebody recognises their device by: `Firefox op Windows`."""
    agent = request.headers.get("User-Agent", "")[:400]
    browser = next((naam for vorm, naam in BROWSERS if vorm.search(agent)), "Onbekende browser")
    systeem = next((naam for vorm, naam in SYSTEMEN if vorm.search(agent)), "")
    return f"{browser} op {systeem}" if systeem else browser


def adres_van(request: HttpRequest) -> str:
    """Return the address of the visitor: the peer, or what our own proxies wrote.

    `KT_VERTROUWDE_PROXIES` says how many proxies stand before us; a visitor's own header never counts.
    """
    proxies = int(getattr(settings, "KT_VERTROUWDE_PROXIES", 0))
    adres: str = request.META.get("REMOTE_ADDR", "")
    if proxies:
        keten = [
            deel.strip() for deel in request.headers.get("X-Forwarded-For", "").split(",") if deel.strip()
        ]
        adres = keten[-proxies] if len(keten) >= proxies else adres
    return adres


def gemaskeerd(adres: str) -> str:
    """Return the address without its last part: `10.1.2.x`, `2001:db8:1::x`."""
    try:
        ip = ip_address(adres)
    except ValueError:
        return ""
    if ip.version == 4:
        return f"{adres.rpartition('.')[0]}.x"
    return f"{ip_network(f'{adres}/48', strict=False).network_address}x"
