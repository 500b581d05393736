"""Each night: remove what sign-in no longer needs."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.identity.actions.opruimen import clear_verlopen
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak

app.conf.beat_schedule["identity"] = {
    "task": "identity.opruimen_overal",
    "schedule": crontab(hour=3, minute=40),
}


@gemeente_taak(name="identity.opruimen")
def ruim_op() -> None:
    """Remove ended sessions and old counts of tries in one gemeente."""
    clear_verlopen(at=timezone.now())


@platform_taak(name="identity.opruimen_overal")
def ruim_overal_op() -> None:
    """Enqueue the clean-up of every gemeente that is open."""
    for gemeente in alle_gemeenten():
        ruim_op.voor(gemeente)
