"""Prints of secrets. Every one carries the gemeente, so what A knows opens nothing in B (H21, H23)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from keukentafel.tenancy import huidige_gemeente_of_geen, zaaifouten
from keukentafel.tenancy.scope import huidig_doel
from keukentafel.tenancy.sleutels import doelsleutel


def scope_merk() -> str:
    """Return the name of the side we are on: the id of the gemeente, or `leverancier`.

    :raises GeenGemeente: outside any scope.
    """
    gemeente = huidige_gemeente_of_geen()
    if zaaifouten.staat_aan("sessie_zonder_gemeente"):
        return "overal"
    if gemeente is None:
        huidig_doel()
        return "leverancier"
    return str(gemeente.id)


def afdruk(doel: str, waarde: str) -> str:
    """Return the print (64 hex) of a secret for one purpose, in the scope of this moment."""
    inhoud = f"{scope_merk()}|{waarde}"
    return hmac.new(doelsleutel(f"afdruk.{doel}"), inhoud.encode(), hashlib.sha256).hexdigest()


def nieuw_geheim(lengte: int = 32) -> str:
    """Return a fresh random secret of `lengte` bytes, safe in a URL and a cookie."""
    return secrets.token_urlsafe(lengte)


def gelijk(een: str, ander: str) -> bool:
    """Compare two secrets without telling by time where they differ."""
    return hmac.compare_digest(een.encode(), ander.encode())
