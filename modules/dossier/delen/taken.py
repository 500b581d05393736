"""What sharing does by itself, once a day: consents that end, and registrations that run out."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.delen.actions.registratie import warn_registraties
from modules.dossier.delen.actions.toestemming import end_lapsed, warn_bijna_af


@gemeente_taak(name="delen.klok")
def loop_de_klok() -> None:
    """End in one gemeente what ends by itself, and warn for what is about to (F076, F080)."""
    nu = timezone.now()
    end_lapsed(at=nu)
    warn_bijna_af(at=nu)
    warn_registraties(at=nu)


@platform_taak(name="delen.klok_overal")
def loop_overal_de_klok() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        loop_de_klok.voor(gemeente)


app.conf.beat_schedule["delen.klok"] = {
    "task": "delen.klok_overal",
    "schedule": crontab(hour=0, minute=25),
}
