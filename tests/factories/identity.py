"""Accounts for tests: with a password, a code app, roles, and a browser that is signed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker, RolToekenning, TotpApparaat
from keukentafel.identity.rollen import Rol
from keukentafel.identity.sessies import AUTH, GEBRUIKER, SessionStore
from keukentafel.tenancy import GemeenteRef, huidige_gemeente, in_gemeente

WACHTWOORD = "vier woorden over een fiets"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_nummers = count(1)
_hash: dict[str, str] = {}


def wachtwoord_hash() -> str:
    """Return the hash of WACHTWOORD, made once for each way of making it: argon2 is slow on purpose."""
    wijze = settings.PASSWORD_HASHERS[0]
    if wijze not in _hash:
        _hash[wijze] = make_password(WACHTWOORD)
    return _hash[wijze]


def maak_gebruiker(
    *,
    rollen: Iterable[Rol] = (Rol.TEAMLID,),
    team: UUID | Any | None = None,
    naam: str = "",
    gebruikersnaam: str = "",
    email: str | None = None,
    pk: UUID | None = None,
    wachtwoord: str = WACHTWOORD,
    met_code_app: bool = True,
) -> Gebruiker:
    """Make an account that can sign in with WACHTWOORD and TOTP. `team` is a Wijkteam or its id."""
    nummer = next(_nummers)
    gebruikersnaam = gebruikersnaam or f"gebruiker{nummer}"
    gebruiker = Gebruiker(
        gebruikersnaam=gebruikersnaam,
        naam=naam or f"Gebruiker {nummer:04}",
        email=f"{gebruikersnaam}@voorbeeld.nl" if email is None else email,
        password=wachtwoord_hash() if wachtwoord == WACHTWOORD else make_password(wachtwoord),
    )
    if pk is not None:
        gebruiker.id = pk
    gebruiker.save(force_insert=True)
    if met_code_app:
        geheim.afdruk("proef", "")  # fetches the key of the gemeente before the insert begins
        toen = datetime(2026, 1, 1, tzinfo=UTC)
        TotpApparaat.objects.create(gebruiker=gebruiker, geheim=TOTP, gemaakt_op=toen, bevestigd_op=toen)
    team_id = getattr(team, "pk", team)
    RolToekenning.objects.bulk_create(
        RolToekenning(gebruiker=gebruiker, rol=rol, team_id=team_id) for rol in rollen
    )
    return gebruiker


def code_nu(at: datetime | None = None, *, geheim: str = TOTP) -> str:
    """Return what the code app shows at this moment."""
    return pyotp.TOTP(geheim).at(at or timezone.now())


def log_in(client: Client, gebruiker: Gebruiker, *, gemeente: GemeenteRef | None = None) -> None:
    """Give this client a real session of the account, past the second factor.

    Inside a scope the gemeente is that one.
    """
    with in_gemeente(gemeente or huidige_gemeente()) as ref:
        sessie = SessionStore()
        sessie.apparaat = "Firefox op Linux"
        sessie.create()
        sessie[GEBRUIKER] = str(gebruiker.pk)
        sessie[AUTH] = gebruiker.get_session_auth_hash()
        sessie.save()
        client.cookies["kt_sessie"] = sessie.session_key or ""
        client.defaults.setdefault("HTTP_HOST", f"{ref.slug}.localhost")
