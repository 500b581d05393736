"""What happens by itself: a planned team model and an approved protocol take effect on their day."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.inrichting.actions.protocol import activate_protocol
from modules.inrichting.actions.teammodel import activate_planned


@gemeente_taak(name="inrichting.dag")
def neem_in_gebruik() -> None:
    """Let what is planned in one gemeente take effect when its day has come. Safe to repeat."""
    at = timezone.now()
    activate_planned(at=at)
    activate_protocol(at=at)


@platform_taak(name="inrichting.dagen")
def neem_overal_in_gebruik() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        neem_in_gebruik.voor(gemeente)


app.conf.beat_schedule["inrichting"] = {
    "task": "inrichting.dagen",
    "schedule": crontab(minute="5"),  # hourly: a worker that was down at midnight does not cost a day
}
