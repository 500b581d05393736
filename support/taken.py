"""What the support desk does by itself: the rights of a look come and go, and who works on a ticket hears of it.

Only the worker of the queue `klaarzetten` can give rights and take them away.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy.taken import platform_taak
from support.actions.rol import grant_rol, revoke_rollen
from support.post import mail_reactie


@platform_taak(name="support.rol_open")
def open_rol(toegang_id: str) -> None:
    """Give one look, that the gemeente allowed, its rights in the database."""
    grant_rol(toegang_id=UUID(toegang_id), at=timezone.now())


@platform_taak(name="support.rol_dicht")
def sluit_rol(gemeente_id: str, cluster: str | None = None) -> None:
    """Take the rights away again when no look in this gemeente may be used any more."""
    revoke_rollen(gemeente_id=UUID(gemeente_id), at=timezone.now(), cluster=cluster)


@platform_taak(name="support.reactie", autoretry_for=(OSError,), retry_backoff=30, max_retries=8)
def meld_reactie(bericht_id: str) -> None:
    """Tell who works on a ticket that the gemeente reacted."""
    mail_reactie(UUID(bericht_id))
