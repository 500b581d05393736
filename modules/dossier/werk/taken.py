"""What the lists of work do by themselves: tell who is away and who stands in, each morning."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.werk.actions.afwezig import forget_old, tell_begin_and_end


@gemeente_taak(name="werk.waarnemen")
def vertel_van_waarnemen() -> None:
    """Tell in one gemeente what begins and what ended. Run twice, everybody hears it once."""
    nu = timezone.now()
    tell_begin_and_end(at=nu)
    forget_old(at=nu)


@platform_taak(name="werk.waarnemen_overal")
def vertel_overal() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        vertel_van_waarnemen.voor(gemeente)


app.conf.beat_schedule["werk.waarnemen"] = {
    "task": "werk.waarnemen_overal",
    "schedule": crontab(hour=6, minute=10),
}
