"""A stage for the browser: our own pages and files, answered without a server or a database."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

HUIS = "http://toneel.localhost"

Antwoord = Callable[["Request"], dict[str, Any]]


def csp() -> str:
    """Return the policy of the product, without the nonce: our pages need none."""
    regels: dict[str, list[str]] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(
        f"{naam} {' '.join(str(bron) for bron in bronnen if 'nonce' not in str(bron).lower())}"
        for naam, bronnen in regels.items()
    )


@dataclass
class Toneel:
    """Answers what the browser asks: files from disk, pages from `antwoorden`. Keeps what was sent and said."""

    page: Page
    met_beleid: bool = True
    antwoorden: dict[str, Antwoord] = field(default_factory=dict)
    verstuurd: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route(f"{HUIS}/**", self._beantwoord)
        self.page.on(
            "console", lambda bericht: self.fouten.append(bericht.text) if bericht.type == "error" else None
        )
        self.page.on("pageerror", lambda fout: self.fouten.append(str(fout)))

    def open(self, html: str, pad: str = "/pagina") -> None:
        """Show this page at that path, under the policy of the product."""
        self.antwoorden[pad] = lambda _: {"body": html, "content_type": "text/html; charset=utf-8"}
        self.page.goto(HUIS + pad)

    def _beantwoord(self, route: Route) -> None:
        verzoek = route.request
        pad = urlsplit(verzoek.url).path
        if pad.startswith(settings.STATIC_URL):
            route.fulfill(**_bestand(pad.removeprefix(settings.STATIC_URL)))
            return
        if verzoek.method == "POST":
            self.verstuurd.append((pad, _velden(verzoek)))
        antwoord = self.antwoorden.get(pad, lambda _: {"status": 404, "body": ""})(verzoek)
        if antwoord.get("weg"):
            route.abort("internetdisconnected")
            return
        route.fulfill(
            **{
                "headers": {"Content-Security-Policy": csp()} if self.met_beleid else {},
                "content_type": "text/html; charset=utf-8",
                **antwoord,
            }
        )


def _bestand(naam: str) -> dict[str, Any]:
    pad = finders.find(naam)
    if not isinstance(pad, str):
        return {"status": 404, "body": naam}
    return {"body": Path(pad).read_bytes(), "content_type": mimetypes.guess_type(pad)[0] or "font/woff2"}


def _velden(verzoek: Request) -> dict[str, list[str]]:
    soort = verzoek.headers.get("content-type", "")
    tekst = verzoek.post_data or ""
    if soort.startswith("application/x-www-form-urlencoded"):
        return parse_qs(tekst, keep_blank_values=True)
    delen: dict[str, list[str]] = {}
    for deel in tekst.split("\r\n------"):
        if 'name="' in deel:
            kop, _, waarde = deel.partition("\r\n\r\n")
            delen.setdefault(kop.split('name="')[1].split('"')[0], []).append(waarde.rstrip("\r\n-"))
    return delen
