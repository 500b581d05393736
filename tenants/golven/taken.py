"""Background work of a run: the work itself, and a tick that sets it going again."""

from __future__ import annotations

import time
from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy.taken import platform_taak
from tenants.golven.actions.werken import Beurt, Werker
from tenants.golven.models import Bijwerkronde, RondeStand

EVEN = 20.0
"""Seconds that one turn lasts: in between others get the only worker that may change tables."""


@platform_taak(name="golven.werk")
def werk(ronde_id: str) -> None:
    """Work on a run for a while, and ask for another turn when there is more."""
    tot = time.monotonic() + EVEN
    with Werker(UUID(ronde_id), klok=timezone.now) as werker:
        beurt = werker.werk(tot=lambda: time.monotonic() > tot, met_geduld=False)
    if beurt is Beurt.RUST and time.monotonic() > tot:
        werk.delay(ronde_id)


@platform_taak(name="golven.tik")
def tik() -> None:
    """Set a run going again whose work got lost or was put off, or whose next wave has come to its day."""
    bezig = Bijwerkronde.objects.filter(stand__in=(RondeStand.GEVRAAGD, RondeStand.LOOPT))
    for ronde in bezig:
        zet_in(ronde)


def zet_in(ronde: Bijwerkronde) -> None:
    """Put the work of a run in the queue, once for each process that may work on it."""
    for _ in range(ronde.parallel):
        werk.delay(str(ronde.pk))
