"""Every address of the console, from the resolver: the walks of these tests go along all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from keukentafel.identity import urls_aanmelden
from tests.rechten.adressen import adressen

VAST: dict[str, Any] = {
    "uuid": "0198c0de-0000-7000-8000-000000000000",
    "str": "x",
    "string": "x",
    "slug": "x",
    "int": 1,
}
ZONDER_ACCOUNT = {"security_txt", *(f"identity:{route.name}" for route in urls_aanmelden.urlpatterns)}
"""Signing in and out, and where to report: these have their own door."""


OPENBAAR = {
    "console:passkey_inloggen": "signing in",
    "console:uitnodiging": "a link of which the secret is the right",
    "console:welkom": "the step after that link",
    "betalen:webhook": "signed by Stripe; nobody signs in there",
}
"""Routes of this host that ask for no account, each with its reason."""


@dataclass(frozen=True, slots=True)
class Consoleadres:
    """A route behind the door of the console, and a path of it that leads to no row."""

    route: str
    pad: str


def console_adressen(ids: dict[str, Any] | None = None) -> list[Consoleadres]:
    """Return every route that asks for an account, with `ids` by the name of the parameter."""
    gevonden = []
    for adres in adressen():
        if adres.host != "leverancier/" or adres.route in ZONDER_ACCOUNT or adres.route in OPENBAAR:
            continue
        waarden = {naam: (ids or {}).get(naam, VAST[soort]) for naam, soort in adres.sleutels}
        pad = reverse(adres.route, kwargs=waarden, urlconf="keukentafel.operator_urls")
        gevonden.append(Consoleadres(adres.route, pad))
    return gevonden
