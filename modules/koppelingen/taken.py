"""What the connections do by themselves."""

from __future__ import annotations

from celery.schedules import crontab
from django.db import transaction
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.koppelingen.actions.berichten import handle_berichten, remove_old_berichten
from modules.koppelingen.actions.brp import remove_old_answers
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.actions.spiegel import pass_on
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort


@gemeente_taak(name="koppelingen.dag")
def ruim_op() -> None:
    """Throw away what the BRP told longer ago than this gemeente keeps it, and messages of last week."""
    with transaction.atomic():
        rij = Koppeling.objects.filter(soort=Koppelsoort.BRP).first()
        keuzes = BrpKeuzes.uit(rij.keuzes if rij else {})
        remove_old_answers(dagen=keuzes.bewaar_dagen, at=timezone.now())
        remove_old_berichten(at=timezone.now())


@gemeente_taak(name="koppelingen.doorgeven")
def geef_door() -> None:
    """Pass on to the register of this gemeente what waits."""
    pass_on(at=timezone.now())


@gemeente_taak(name="koppelingen.berichten")
def verwerk() -> None:
    """Look up what messages of others are about."""
    handle_berichten(at=timezone.now())


@gemeente_taak(name="koppelingen.objecten")
def haal_objecten() -> None:
    """Take in the forms that nobody sent a message about."""
    with transaction.atomic():
        fetch_objecten(at=timezone.now())


@platform_taak(name="koppelingen.tik")
def doe_overal() -> None:
    """Start both for every gemeente: what waited for a system that was away goes by itself."""
    for gemeente in alle_gemeenten():
        geef_door.voor(gemeente)
        verwerk.voor(gemeente)


@platform_taak(name="koppelingen.uur")
def haal_overal_objecten() -> None:
    """Start the look at new forms in every gemeente."""
    for gemeente in alle_gemeenten():
        haal_objecten.voor(gemeente)


@platform_taak(name="koppelingen.dag_overal")
def ruim_overal_op() -> None:
    """Start the cleaning of every gemeente, each once."""
    for gemeente in alle_gemeenten():
        ruim_op.voor(gemeente)


app.conf.beat_schedule["koppelingen.dag"] = {
    "task": "koppelingen.dag_overal",
    "schedule": crontab(hour=1, minute=10),
}
app.conf.beat_schedule["koppelingen.tik"] = {"task": "koppelingen.tik", "schedule": 60.0}
app.conf.beat_schedule["koppelingen.uur"] = {"task": "koppelingen.uur", "schedule": 3600.0}
