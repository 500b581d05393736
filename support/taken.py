"""Give the role of a look its rights, and take them away. Only the worker of the queue `klaarzetten` can."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy.taken import platform_taak
from support.actions.rol import grant_rol, revoke_rollen


@platform_taak(name="support.rol_open")
def open_rol(toegang_id: str) -> None:
    """Give one look, that the gemeente allowed, its rights in the database."""
    grant_rol(toegang_id=UUID(toegang_id), at=timezone.now())


@platform_taak(name="support.rol_dicht")
def sluit_rol(gemeente_id: str) -> None:
    """Take the rights away again when no look in this gemeente may be used any more."""
    revoke_rollen(gemeente_id=UUID(gemeente_id), at=timezone.now())
