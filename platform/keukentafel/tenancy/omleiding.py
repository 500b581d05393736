"""Addresses that a gemeente had before: they lead on to the one she has now, for ever.

Read together with the directory of hosts, in the same question; it holds hosts and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

_nu: dict[str, str] = {}


def zet(omleidingen: Mapping[str, str]) -> None:
    """Replace what is known: old host → host of now. Whoever reads the directory calls this."""
    global _nu
    _nu = dict(omleidingen)


def waarheen(host: str) -> str | None:
    """Return the host that `host` leads on to; None when it is not an address of before."""
    return _nu.get(host)


def adres_van_nu(url: str) -> str:
    """Return an address of ours as it is now: what others kept from before still points here."""
    begin, scheiding, rest = url.partition("://")
    if not scheiding:
        return url
    plek, schuin, pad = rest.partition("/")
    host, dubbelepunt, poort = plek.partition(":")
    nieuw = _nu.get(host.lower())
    return url if nieuw is None else f"{begin}://{nieuw}{dubbelepunt}{poort}{schuin}{pad}"


def volledig(host: str, pad: str, *, schema: str) -> str:
    """Return the address of a page on a host, with the port where it is not the usual one."""
    poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
    return f"{schema}://{host}{poort}{pad}"
