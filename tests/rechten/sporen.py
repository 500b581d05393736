"""Where something of a household could stay behind outside its rows: mail, cache, broker, static files, folders."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.cache import caches

from keukentafel.tenancy import in_gemeente
from tests.rechten.adressen import adressen
from tests.rechten.formulieren import Formulier, lees_formulieren
from tests.rechten.kruip import vraag
from tests.rechten.test_tabel import is_geweigerd
from tests.rechten.wereld import Bereik, Wereld

NIET = frozenset({"identity"})
"""Whose forms end the session of who sends them."""


def verstuur_formulieren(wereld: Wereld, letters: str) -> int:
    """Send every form these people meet, as it stands there and with a planted word typed in; return how many.

    What a form sets going (a mail, a task) goes on its way when the transaction ends.
    """
    verstuurd = 0
    for letter in letters:
        for adres, formulier in _formulieren(wereld, letter).items():
            tekst = f"Kanarie{wereld.merk[Bereik.EIGEN]}{900 + verstuurd} getypt"
            velden = formulier.ingevuld(next(iter(formulier.teksten), "tekst"), tekst)
            with in_gemeente(wereld.gemeente):
                wereld.browsers[letter].post(adres, velden, HTTP_HOST=f"{wereld.gemeente.slug}.localhost")
            verstuurd += 1
    return verstuurd


def _formulieren(wereld: Wereld, letter: str) -> dict[str, Formulier]:
    gevonden: dict[str, Formulier] = {}
    for adres in adressen():
        ruimte = adres.route.partition(":")[0]
        with in_gemeente(wereld.gemeente):
            geweigerd = is_geweigerd(wereld, adres, letter)
        if adres.host or ruimte in NIET or geweigerd:
            continue
        pad = wereld.pad(adres, Bereik.EIGEN)
        antwoord = vraag(wereld, letter, "get", pad)
        for formulier in lees_formulieren(antwoord.tekst) if antwoord.status == 200 else ():
            waar = formulier.actie or pad
            if formulier.methode == "post" and not waar.startswith(("/uitloggen", "/mijn-instellingen")):
                gevonden.setdefault(waar, formulier)
    return gevonden


def maak_leeg(broker: str) -> None:
    """Take away what another test left in the cache and the broker of this process."""
    for cache in caches.all():
        cache.clear()
    verbinding: Any = redis.Redis.from_url(broker)
    verbinding.flushdb()
    verbinding.close()


def achtergebleven(broker: str) -> dict[str, str]:
    """Return what lies in each place where no word of a household may be."""
    return {
        "mail": "\n".join(f"{bericht.subject}\n{bericht.body}\n{bericht.to}" for bericht in mail.outbox),
        "cache": "\n".join(str(getattr(cache, "_cache", "")) for cache in caches.all(initialized_only=True)),
        "broker": in_broker(broker),
        "static": _static(),
        "media": _inhoud(Path(settings.KT_OPSLAG)),
    }


def in_broker(url: str) -> str:
    """Return all that the broker holds; the bodies of its messages as the text they are."""
    verbinding: Any = redis.Redis.from_url(url)
    delen: list[str] = []
    try:
        for sleutel in verbinding.keys("*"):
            soort = verbinding.type(sleutel)
            if soort == b"list":
                waarden = verbinding.lrange(sleutel, 0, -1)
            elif soort == b"hash":
                waarden = verbinding.hvals(sleutel)
            else:
                waarden = [verbinding.dump(sleutel)]
            delen += [sleutel.decode("latin-1"), *(_leesbaar(waarde) for waarde in waarden)]
    finally:
        verbinding.close()
    return "\n".join(delen)


def _leesbaar(waarde: bytes) -> str:
    tekst = waarde.decode("latin-1")
    try:
        bericht = json.loads(tekst)
        lichaam = base64.b64decode(bericht["body"]).decode()
    except (ValueError, KeyError, TypeError):
        return tekst
    return f"{json.dumps(bericht['headers'])} {lichaam}"


def _static() -> str:
    namen = [naam for vinder in finders.get_finders() for naam, _ in vinder.list([])]
    bestanden = [Path(str(finders.find(naam))) for naam in namen]
    bestanden += [pad for pad in Path(settings.STATIC_ROOT).rglob("*") if pad.is_file()]
    return "".join(
        pad.read_text(errors="replace") for pad in bestanden if pad.suffix not in (".woff2", ".png", ".gz")
    )


def _inhoud(map_: Path) -> str:
    return "".join(pad.read_bytes().decode("latin-1") for pad in map_.rglob("*") if pad.is_file())
