"""Accounts of the people who work for the supplier."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.contrib.auth.hashers import make_password
from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.identity.wachtwoorden import keur_wachtwoord_voor
from keukentafel.tenancy import in_platform
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount, LeverancierTotp
from tenants.platformboek import noteer


class GebruikersnaamBezet(Refusal):
    text = "Deze gebruikersnaam is al in gebruik."


@dataclass(frozen=True, slots=True)
class NieuwAccount:
    """What the new colleague needs once: both are readable nowhere afterwards."""

    account: LeverancierAccount
    wachtwoord: str
    totp: str


def make_leverancier_account(
    *,
    gebruikersnaam: str,
    naam: str,
    email: str,
    at: datetime,
    rol: LeverancierRol = LeverancierRol.BEHEERDER,
    wachtwoord: str = "",
    totp: str = "",
) -> NieuwAccount:
    """Make an account with both factors; a password and a secret (base32) are drawn when none is given.

    :raises GebruikersnaamBezet: somebody has this name.  :raises Refusal: the password is too weak.
    """
    gekozen, geheim = wachtwoord or secrets.token_urlsafe(18), totp or pyotp.random_base32()
    with in_platform(), transaction.atomic():
        account = LeverancierAccount(
            gebruikersnaam=LeverancierAccount.normalize_username(gebruikersnaam),
            naam=naam,
            email=email,
            rol=rol.value,
        )
        if LeverancierAccount.objects.filter(gebruikersnaam=account.gebruikersnaam).exists():
            raise GebruikersnaamBezet
        keur_wachtwoord_voor(account, gekozen)
        account.password = make_password(gekozen)
        account.save()
        LeverancierTotp.objects.create(gebruiker=account, geheim=geheim, gemaakt_op=at, bevestigd_op=at)
        detail = {"account": str(account.pk), "reden": account.naam}
        noteer("leverancier.account.gemaakt", at=at, soort="C", detail=detail)
    return NieuwAccount(account, gekozen, geheim)
