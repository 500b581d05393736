"""What bewaren does by itself: the daily list, wiping expired copies, and the destruction two people agreed on."""

from __future__ import annotations

from uuid import UUID

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.bewaren import boek
from modules.dossier.bewaren.actions.afschrift import make_afschrift, wipe_afschriften
from modules.dossier.bewaren.actions.vernietiging import propose_due, run_lijst
from modules.dossier.bewaren.models import Afschrift, Lijststand, Vernietigingslijst


@gemeente_taak(name="bewaren.vernietig")
def vernietig(lijst_id: str) -> None:
    """Destroy what stands on a list that two people looked at."""
    lijst = Vernietigingslijst.objects.filter(pk=UUID(lijst_id)).first()
    if lijst is not None:
        run_lijst(lijst=lijst, at=timezone.now())


@gemeente_taak(name="bewaren.afschrift")
def maak_afschrift(afschrift_id: str) -> None:
    """Make a copy that somebody asked for."""
    vraag = Afschrift.objects.select_related("verzoek__inwoner", "gemaakt_door")
    afschrift = vraag.filter(pk=UUID(afschrift_id)).first()
    if afschrift is not None:
        make_afschrift(afschrift=afschrift, at=timezone.now())


@gemeente_taak(name="bewaren.dag")
def doe_de_dag() -> None:
    """Propose what may go, wipe copies whose time is over, and finish what was broken off. Destroys no other data."""
    nu = timezone.now()
    wipe_afschriften(at=nu)
    propose_due(at=nu)
    for lijst in Vernietigingslijst.objects.filter(stand=Lijststand.BEZIG):
        run_lijst(lijst=lijst, at=nu)
    boek.schrijf_bij()


@platform_taak(name="bewaren.dag_overal")
def doe_overal_de_dag() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        doe_de_dag.voor(gemeente)


app.conf.beat_schedule["bewaren.dag"] = {"task": "bewaren.dag_overal", "schedule": crontab(hour=1, minute=40)}
