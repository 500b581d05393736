"""Ask one address as one person, put everything back, and say in one word what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import in_gemeente
from tests.house.kanaries import MERKEN, getallen_in
from tests.rechten.adressen import Adres
from tests.rechten.mensen import ANONIEM, LEVERANCIERS
from tests.rechten.wereld import MERK, Bereik, Wereld

METHODEN = ("get", "head", "post", "put", "patch", "delete", "options")
_HOSTNAAM = {"": "", "leverancier/": "leverancier.localhost", "voordeur/": "localhost"}
_ZANG = re.compile(rf"kanarie([{MERKEN}])(?:\d+|naam)?", re.IGNORECASE)
_TOEVAL = re.compile(
    r'"X-CSRFToken": *"[^"]*"|name="(csrfmiddlewaretoken|eenmalig)" value="[^"]*"|data-sessie-duur="\d+"'
    r"|nonce=\"[^\"]*\"|(?:noem|over) code \w+|code=\w+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What came back: one word, the status, the page without what is different each time."""

    uitkomst: str
    status: int
    tekst: str
    gezongen: frozenset[str]
    """The words and the numbers of the planted households in it."""
    regels: tuple[tuple[str, Any, Any, Any], ...] = field(default=())
    """Kind, household, object and shown households of the lines that it wrote in the logboek."""
    fout: str = ""

    def van(self, bereik: Bereik) -> set[str]:
        """Return the words of one scope that stand in it."""
        return {woord for woord in self.gezongen if woord[len("Kanarie")] == MERK[bereik]}


def vraag(
    wereld: Wereld,
    letter: str,
    methode: str,
    pad: str,
    lichaam: Any = None,
    *,
    host: str = "",
    htmx: bool = False,
) -> Antwoord:
    """Ask, and roll back whatever the product did. `host` is that of the address in the table."""
    browser = wereld.browsers[letter]
    hier = f"{wereld.gemeente.slug}.localhost"
    koekjes = {naam: koekje.value for naam, koekje in browser.cookies.items()}
    with in_gemeente(wereld.gemeente), transaction.atomic():
        ruw = getattr(browser, methode)(
            pad,
            *([lichaam] if lichaam is not None else []),
            HTTP_HOST=_HOSTNAAM[host] or hier,
            **({"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "lijst"} if htmx else {}),
        )
        inhoud = b"".join(ruw.streaming_content) if ruw.streaming else ruw.content
        tekst = inhoud.decode(errors="replace")
        koppen = " ".join(f"{waarde}" for waarde in ruw.headers.values())
        gezongen = zang(f"{tekst} {koppen}")
        regels = _regels(ruw) if gezongen else ()
        transaction.set_rollback(True)
    browser.cookies.clear()
    for naam, waarde in koekjes.items():
        browser.cookies[naam] = waarde
    return Antwoord(
        _uitkomst(ruw), ruw.status_code, tekst, gezongen, regels, repr(getattr(ruw, "exc_info", None) or "")
    )


def zang(tekst: str) -> frozenset[str]:
    """Return the planted words and numbers in a text."""
    return frozenset({f"Kanarie{m[0][7:].upper()}" for m in _ZANG.finditer(tekst)} | getallen_in(tekst))


def zonder_toeval(tekst: str) -> str:
    """Take out what differs between two answers that are the same: secrets, times, the id itself."""
    return _TOEVAL.sub("", tekst)


def _uitkomst(antwoord: Any) -> str:
    code = antwoord.status_code
    if code >= 500 and code != 503:
        return "stuk"
    if code == 404:
        return "nee"
    if code == 405:
        return "methode"
    if code == 403:
        return "reden"
    naar = antwoord.headers.get("Location", "")
    if code == 401 or (code in (302, 303) and naar.split("?")[0] in ("/inloggen", "/inloggen/code")):
        return "deur"
    return "ja"


def _regels(ruw: Any) -> tuple[tuple[str, Any, Any, Any], ...]:
    regels = Logboekregel.objects.filter(verzoek_id=ruw.headers.get("X-Verzoek", "-"))
    return tuple(regels.values_list("soort", "huishouden_id", "object_id", "getoond"))


def vragers(wereld: Wereld, adres: Adres) -> str:
    """Return the letters of those who ask on this host: on the supplier's, its staff and a few of a gemeente."""
    if adres.host:
        return "".join(letter for letter in (ANONIEM, *LEVERANCIERS, "a", "h") if letter in wereld.browsers)
    return "".join(letter for letter in wereld.browsers if letter not in LEVERANCIERS)
