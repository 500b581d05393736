"""Passwords: check one in equal time, and the list of those that everybody knows."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password, make_password

from keukentafel.identity.account_model import AccountBasis
from keukentafel.identity.rules.wachtwoord import keur_wachtwoord
from keukentafel.tenancy import huidige_gemeente_of_geen

NEDERLANDS = Path(__file__).parent / "veelgebruikte_wachtwoorden.txt"


@cache
def bekende_wachtwoorden() -> frozenset[str]:
    """Return the common passwords: Django's list of 20,000, and the Dutch words of our own."""
    django = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(django, "rt", encoding="utf-8") as bestand:
        woorden = {regel.strip().lower() for regel in bestand}
    nederlands = NEDERLANDS.read_text(encoding="utf-8").split()
    return frozenset(woorden | set(nederlands))


def controleer_wachtwoord(account: AccountBasis | None, wachtwoord: str) -> bool:
    """Tell whether the password fits; without an account it takes as long and says no."""
    if account is None or not account.is_actief:
        make_password(wachtwoord)
        return False
    return check_password(wachtwoord, account.password)


def keur_wachtwoord_voor(account: AccountBasis, wachtwoord: str) -> None:
    """Refuse a password that is too short, too long, common or made of names around this account.

    :raises Refusal: in words for the form.
    """
    gemeente = huidige_gemeente_of_geen()
    eigen = [account.naam, account.gebruikersnaam, account.email.partition("@")[0], "keukentafel"]
    if gemeente is not None:
        eigen += [gemeente.naam, gemeente.slug, "gemeente"]
    keur_wachtwoord(wachtwoord, bekend=bekende_wachtwoorden(), eigen=eigen)
