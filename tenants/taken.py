"""Background work of the supplier: make a gemeente, and keep the counts of its list."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy import huidige_gemeente
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from tenants.actions import onboarding
from tenants.actions.tellen import tel_gemeente


@platform_taak(name="tenants.klaarzetten")
def zet_gemeente_klaar(klaarzetting_id: str) -> None:
    """Take the seven steps of one klaarzetting; the page follows them in its row.

    Only the worker of the queue `klaarzetten` has the login for it.
    """
    onboarding.voer_klaarzetting_uit(UUID(klaarzetting_id), at=timezone.now(), klok=timezone.now)


@platform_taak(name="tenants.tellen")
def tel_overal() -> None:
    """Ask every open gemeente for its counts, each exactly once."""
    for gemeente in alle_gemeenten():
        tel.voor(gemeente)


@gemeente_taak(name="tenants.tel")
def tel() -> None:
    """Count one gemeente."""
    tel_gemeente(ref=huidige_gemeente(), at=timezone.now())
