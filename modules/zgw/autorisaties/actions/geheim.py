"""Secrets of clients: shown once, two may hold at once, taken back at once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.zgw.autorisaties.models import Client, Geheim
from modules.zgw.autorisaties.rules.token import GEHEIM_MINSTENS

OVERLAP: Final = timedelta(days=7)
"""How long an old secret still holds when a new one was made, unless somebody says otherwise."""


class GeheimTeKort(Refusal):
    """A secret that can be guessed."""

    text = f"Een geheim heeft ten minste {GEHEIM_MINSTENS} tekens. Laat het veld leeg, dan maken we er een."


def nieuw_geheim() -> str:
    """Make a secret of 48 characters that nobody can guess."""
    return secrets.token_urlsafe(36)


@transaction.atomic
def give_geheim(
    *, client_id: str, by: Any, at: datetime, geheim: str = "", overlap: timedelta = OVERLAP
) -> tuple[Client, str]:
    """Give a client a secret and return both; the secret is never shown again.

    Secrets that held until now go on for `overlap`, so that the program can change over.

    :raises GeheimTeKort: a given secret is shorter than 32 characters.
    """
    tekst = geheim or nieuw_geheim()
    if len(tekst) < GEHEIM_MINSTENS:
        raise GeheimTeKort
    client, _ = Client.objects.select_for_update().get_or_create(client_id=client_id)
    for oud in Geheim.objects.geldig(at).filter(client=client):
        if oud.geldig_tot is None or oud.geldig_tot > at + overlap:
            oud.geldig_tot = at + overlap
            oud.save(update_fields=["geldig_tot"])
    Geheim.objects.create(client=client, geheim=tekst, geldig_van=at, door_naam=getattr(by, "naam", "") or "")
    audit.record("autorisaties.geheim.gemaakt", target=client, by=by, at=at, detail={"client_id": client_id})
    return client, tekst


@transaction.atomic
def revoke_geheimen(*, client: Client, by: Any, at: datetime) -> int:
    """Let every secret of a client end now; return how many. The next call is refused."""
    aantal = Geheim.objects.geldig(at).filter(client=client).update(geldig_tot=at)
    audit.record(
        "autorisaties.geheim.ingetrokken", target=client, by=by, at=at, detail={"client_id": client.client_id}
    )
    return int(aantal)
