"""What the dossier does by itself, once a day: time that ran out."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.actions.regie import end_expired_regie
from modules.dossier.actions.verjaardag import note_verjaardagen
from modules.dossier.actions.waakvlam import end_expired_waakvlammen


@gemeente_taak(name="dossier.klok")
def loop_de_klok() -> None:
    """End in one gemeente what ends by itself: take-overs of the regie (N09), waakvlammen; note birthdays."""
    nu = timezone.now()
    end_expired_regie(at=nu)
    end_expired_waakvlammen(at=nu)
    note_verjaardagen(at=nu)


@platform_taak(name="dossier.klok_overal")
def loop_overal_de_klok() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        loop_de_klok.voor(gemeente)


app.conf.beat_schedule["dossier.klok"] = {
    "task": "dossier.klok_overal",
    "schedule": crontab(hour=0, minute=20),
}
