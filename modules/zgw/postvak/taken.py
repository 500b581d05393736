"""What the inbox does by itself, once a day: forget what was put away a month ago."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.zgw.postvak.actions.stukken import forget_weggelegd


@gemeente_taak(name="postvak.vergeet")
def vergeet() -> None:
    """Empty what was put away in one gemeente and can no longer be put back."""
    forget_weggelegd(at=timezone.now())


@platform_taak(name="postvak.vergeet_overal")
def vergeet_overal() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        vergeet.voor(gemeente)


app.conf.beat_schedule["postvak.vergeet"] = {
    "task": "postvak.vergeet_overal",
    "schedule": crontab(hour=3, minute=50),
}
