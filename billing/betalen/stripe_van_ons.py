"""Stripe as this installation reaches it, and what goes wrong there in our words."""

from __future__ import annotations

from typing import Any

import stripe

from keukentafel.exchange.stripe.client import koppeling, maak_klant


class GeenStripe(Exception):
    """This installation has no key of Stripe."""


def v1() -> Any:
    """Return the API. Any: the tests hand over a client that asks our own Stripe in another way.

    :raises GeenStripe: there is no key.
    """
    van = koppeling()
    if van is None:
        raise GeenStripe
    return maak_klant(van).v1


def is_namaak() -> bool:
    """Whether it is not Stripe itself that answers."""
    van = koppeling()
    return van is not None and not van.adres.startswith("https://api.stripe.com")


def staat_aan() -> bool:
    """Whether gemeenten can pay through Stripe here."""
    return koppeling() is not None


LATER: tuple[type[Exception], ...] = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,
    stripe.PermissionError,
)
"""Nobody is there, or not for us: somebody mends that and then it works. An error of Stripe itself too."""


def is_tijdelijk(fout: Exception) -> bool:
    """Whether trying again may help before anybody changes anything."""
    if isinstance(fout, LATER):
        return True
    return isinstance(fout, stripe.APIError) and (getattr(fout, "http_status", None) or 500) >= 500


def in_woorden(fout: Exception) -> str:
    """Return what a person of finance reads: what Stripe said, never a key."""
    if isinstance(fout, stripe.APIConnectionError):
        return "Stripe antwoordt niet."
    if isinstance(fout, stripe.AuthenticationError | stripe.PermissionError):
        return "Stripe kent onze sleutel niet, of wij mogen dit niet. Kijk KT_STRIPE_SLEUTEL na."
    zegt = getattr(fout, "user_message", None) or type(fout).__name__
    return f"Stripe wijst dit af: {zegt}"[:300]
