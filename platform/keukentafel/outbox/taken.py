"""Deliver the outbox: after each change, and every half minute for what was left."""

from __future__ import annotations

from django.utils import timezone

from keukentafel import outbox
from keukentafel.tenancy.taken import gemeente_taak, platform_taak


@gemeente_taak(name="outbox.bezorg")
def bezorg_uitgaand() -> None:
    """Deliver what is due in one gemeente."""
    outbox.bezorg(at=timezone.now())


@platform_taak(name="outbox.tik")
def bezorg_overal() -> None:
    """Enqueue the delivery of every gemeente that is open, each exactly once."""
    from keukentafel.tenancy.taken import alle_gemeenten

    for gemeente in alle_gemeenten():
        bezorg_uitgaand.voor(gemeente)
