"""Other ways to sign in (the gemeente's own identity provider). A way is shown when it is set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from keukentafel.identity.kant import huidige_kant
from keukentafel.tenancy import GemeenteRef


@dataclass(frozen=True, slots=True)
class Knop:
    """What the sign-in page shows for one way."""

    tekst: str
    url: str


class Inlogwijze(Protocol):
    """A way to sign in besides the password. An identity is (gemeente, issuer, subject): never a
    mail address, and the issuer is fixed per gemeente (hazards H25)."""

    code: str

    def knop(self, gemeente: GemeenteRef, request: HttpRequest) -> Knop | None:
        """Return the button, or None when this gemeente did not set this way up."""
        ...


_wijzen: dict[str, Inlogwijze] = {}


def registreer_inlogwijze(wijze: Inlogwijze) -> None:
    """Add a way to sign in; a second one with the same code is a mistake."""
    if wijze.code in _wijzen:
        raise ValueError(f"Inlogwijze {wijze.code} is al geregistreerd.")
    _wijzen[wijze.code] = wijze


def knoppen(request: HttpRequest) -> list[Knop]:
    """Return the buttons of the ways that this gemeente set up."""
    gemeente: GemeenteRef | None = getattr(request, "gemeente", None)
    if gemeente is None:
        bewijs = huidige_kant().bewijs
        return [] if bewijs is None else [Knop("Log in met een passkey", bewijs.inlog_url)]
    mogelijk = (wijze.knop(gemeente, request) for wijze in _wijzen.values())
    return [knop for knop in mogelijk if knop is not None]
