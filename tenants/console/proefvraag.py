"""Ask our own sign-in page, by the way of a visitor: the address comes from the settings, never from anybody."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings


def vraag_inlogpagina() -> int:
    """Ask the sign-in page of the supplier's own host, by the way of a visitor; return the status.

    :raises OSError: nobody answers.
    """
    adres = urlsplit(settings.KT_PROEFADRES)
    soort = HTTPSConnection if adres.scheme == "https" else HTTPConnection
    verbinding = soort(adres.hostname or "localhost", adres.port, timeout=10)
    try:
        poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
        verbinding.request("GET", "/inloggen", headers={"Host": f"leverancier.{settings.KT_DOMEIN}{poort}"})
        antwoord = verbinding.getresponse()
        antwoord.read()
        return antwoord.status
    except HTTPException as fout:
        raise OSError("Geen goed antwoord.") from fout
    finally:
        verbinding.close()
