"""Who a token acts for: one query for the token, the account, its roles and its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from keukentafel.audit.plek import lees_plek, plek_annotatie
from keukentafel.identity import geheim
from keukentafel.identity.models import RolToekenning
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.toegangsleutels.actions.sleutel import afdruk_van
from modules.toegangsleutels.models import Programma, Toegangsleutel

INLOGWIJZE_PROGRAMMA = "programma"
INLOGWIJZE_TOKEN = "persoonlijk token"  # noqa: S105 -- a word for the logboek


def token_van(tekst: str, *, nu: datetime) -> Toegangsleutel | None:
    """Return the token with its account ready to be asked for rights; None when it opens nothing (any more)."""
    afdruk = afdruk_van(tekst)
    if not afdruk:
        return None
    rollen = RolToekenning.objects.filter(gebruiker_id=OuterRef("gebruiker_id"))
    token: Any = (
        Toegangsleutel.objects.geldig(nu)
        .filter(afdruk=afdruk)
        .select_related("gebruiker", "programma")
        .annotate(
            rollen_json=ArraySubquery(rollen.values(json=JSONObject(rol="rol", team="team_id"))),
            plek_json=plek_annotatie("gebruiker_id"),
        )
        .first()
    )
    if token is None or not _leeft(token):
        return None
    account = token.gebruiker
    account.toegekend = frozenset(
        (Rol(rij["rol"]), UUID(rij["team"]) if rij["team"] else None) for rij in token.rollen_json or []
    )
    account.plek = lees_plek(token.plek_json)
    account.inlogwijze = INLOGWIJZE_PROGRAMMA if token.programma_id else INLOGWIJZE_TOKEN
    gevonden: Toegangsleutel = token
    return gevonden


def _leeft(token: Toegangsleutel) -> bool:
    """Whether the account still is what it was: not blocked, and for a person the same password."""
    if zaaifouten.staat_aan("token_leeft_door"):
        return True
    account = token.gebruiker
    if not account.is_actief:
        return False
    return bool(token.programma_id) or geheim.gelijk(token.account_afdruk, account.get_session_auth_hash())


def scopes_van(token: Toegangsleutel) -> frozenset[str]:
    """Return what a token may be used for now: a program whose scopes were taken away has lost them at once."""
    eigen = frozenset(token.scopes)
    return eigen & frozenset(token.programma.scopes) if token.programma else eigen


def programma_met(client_id: str) -> Programma | None:
    """Return a program that may come in."""
    if "\x00" in client_id:
        return None  # no database holds it
    rij = Programma.objects.filter(client_id=client_id, gebruiker__is_actief=True)
    return rij.select_related("gebruiker").first()
