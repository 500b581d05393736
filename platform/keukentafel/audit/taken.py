"""What the logboek does by itself: links for who still waits, an anchor every hour, a check every night."""

from __future__ import annotations

import logging

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.audit.bewaking import controleer_en_noteer, schakel_wachtende, veranker_of_meld
from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak

log = logging.getLogger("keukentafel.logboek")


@gemeente_taak(name="audit.veranker")
def veranker_een() -> None:
    """Put an anchor to the chain of one gemeente."""
    veranker_of_meld(at=timezone.now())


@gemeente_taak(name="audit.controleer")
def controleer_een() -> None:
    """Check the whole chain of one gemeente."""
    uitkomst = controleer_en_noteer(at=timezone.now())
    if not uitkomst.is_heel:
        log.critical("logboek gebroken: %s afwijkingen", len(uitkomst.breuken))


@gemeente_taak(name="audit.schakel")
def schakel_een() -> None:
    """Give the lines of one gemeente that wait for it their link."""
    schakel_wachtende(at=timezone.now())


@platform_taak(name="audit.schakel_overal")
def schakel_overal() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        schakel_een.voor(gemeente)


@platform_taak(name="audit.veranker_overal")
def veranker_overal() -> None:
    """Enqueue an anchor for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        veranker_een.voor(gemeente)


@platform_taak(name="audit.controleer_overal")
def controleer_overal() -> None:
    """Enqueue the check of every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        controleer_een.voor(gemeente)


app.conf.beat_schedule["audit.schakel"] = {"task": "audit.schakel_overal", "schedule": 60.0}
app.conf.beat_schedule["audit.veranker"] = {
    "task": "audit.veranker_overal",
    "schedule": crontab(minute=5),
}
app.conf.beat_schedule["audit.controleer"] = {
    "task": "audit.controleer_overal",
    "schedule": crontab(hour=3, minute=10),
}
