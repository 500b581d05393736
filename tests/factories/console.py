"""Rows of the console of the supplier."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tenants.console.models import Passkey
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount


def maak_consolerijen() -> dict[str, Any]:
    """Make a colleague with a passkey, by the names of the parameters of the addresses."""
    collega = LeverancierAccount(
        gebruikersnaam="collega", naam="Collega", email="", rol=LeverancierRol.SUPPORT.value
    )
    collega.set_unusable_password()
    collega.save()
    passkey = Passkey.objects.create(
        account=collega, naam="Laptop", sleutel_id=b"x" * 32, openbaar=b"", gemaakt_op=timezone.now()
    )
    return {"account": collega, "passkey": passkey}
