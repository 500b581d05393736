"""What Jeugd does by itself, once a day: notes in the verwijsindex that end."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.jeugd.actions.veiligheid import end_verwijsmeldingen


@gemeente_taak(name="jeugd.klok")
def loop_de_klok() -> None:
    """Take out of the verwijsindex what ends by itself (Jeugdwet 7.1.4.5)."""
    end_verwijsmeldingen(at=timezone.now())


@platform_taak(name="jeugd.klok_overal")
def loop_overal_de_klok() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        loop_de_klok.voor(gemeente)


app.conf.beat_schedule["jeugd.klok"] = {
    "task": "jeugd.klok_overal",
    "schedule": crontab(hour=0, minute=35),
}
