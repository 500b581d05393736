"""What signals about providers do by themselves: what was closed five years ago goes."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.aanbiedersignalen.actions.signaal import remove_old


@gemeente_taak(name="aanbiedersignalen.opruimen")
def ruim_op() -> None:
    """Remove what was closed five years ago."""
    remove_old(at=timezone.now())


@platform_taak(name="aanbiedersignalen.opruimen_overal")
def ruim_overal_op() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        ruim_op.voor(gemeente)


app.conf.beat_schedule["aanbiedersignalen.opruimen"] = {
    "task": "aanbiedersignalen.opruimen_overal",
    "schedule": crontab(hour=1, minute=50),
}
