"""What the dossier does by itself, once a day: time that ran out."""

from __future__ import annotations

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.actions.ingebrekestelling import start_full_dwangsom_terms
from modules.dossier.actions.regie import end_expired_regie
from modules.dossier.actions.termijngevolg import open_direct_requests
from modules.dossier.actions.termijnnorm import count_again, start_due_norms
from modules.dossier.actions.termijnpost import mail_waarschuwingen
from modules.dossier.actions.termijnstil import end_lapsed_pauses, roll_open_pauses
from modules.dossier.actions.verjaardag import note_verjaardagen
from modules.dossier.actions.waakvlam import end_expired_waakvlammen
from modules.dossier.models import Herrekening, HerrekeningStand


@gemeente_taak(name="dossier.klok")
def loop_de_klok() -> None:
    """End in one gemeente what ends by itself: regie (N09), waakvlammen, pauses; note birthdays and late terms."""
    nu = timezone.now()
    end_expired_regie(at=nu)
    end_expired_waakvlammen(at=nu)
    note_verjaardagen(at=nu)
    end_lapsed_pauses(at=nu)
    roll_open_pauses(at=nu)
    start_full_dwangsom_terms(at=nu)
    open_direct_requests(at=nu)
    start_due_norms(at=nu)
    for werk in Herrekening.objects.exclude(stand=HerrekeningStand.KLAAR).order_by("begonnen_op"):
        count_again(herrekening=werk, at=nu)


@gemeente_taak(name="dossier.termijnen_herrekenen")
def herreken(herrekening_id: str) -> None:
    """Count running terms again after a change of a norm; stopped halfway, the nightly clock goes on."""
    werk = Herrekening.objects.filter(pk=herrekening_id).first()
    if werk is not None:
        count_again(herrekening=werk, at=timezone.now())


@gemeente_taak(name="dossier.termijnpost")
def stuur_termijnpost() -> None:
    """Tell each owner by one mail without names which terms ask for attention today."""
    mail_waarschuwingen(at=timezone.now())


@platform_taak(name="dossier.termijnpost_overal")
def stuur_overal_termijnpost() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        stuur_termijnpost.voor(gemeente)


@platform_taak(name="dossier.klok_overal")
def loop_overal_de_klok() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        loop_de_klok.voor(gemeente)


app.conf.beat_schedule["dossier.klok"] = {
    "task": "dossier.klok_overal",
    "schedule": crontab(hour=0, minute=20),
}
app.conf.beat_schedule["dossier.termijnpost"] = {
    "task": "dossier.termijnpost_overal",
    "schedule": crontab(hour=6, minute=40),
}
