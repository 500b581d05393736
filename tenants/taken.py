"""Make a gemeente in the background: only the worker of the queue `klaarzetten` can (it has the login)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy.taken import platform_taak
from tenants.actions import onboarding


@platform_taak(name="tenants.klaarzetten")
def zet_gemeente_klaar(klaarzetting_id: str) -> None:
    """Take the seven steps of one klaarzetting; the page follows them in its row."""
    onboarding.voer_klaarzetting_uit(UUID(klaarzetting_id), at=timezone.now(), klok=timezone.now)
