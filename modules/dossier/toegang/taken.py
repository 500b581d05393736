"""What toegang does by itself: the draw of the month, and forgetting what was counted."""

from __future__ import annotations

from datetime import timedelta
from random import SystemRandom

from celery.schedules import crontab
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.celery import app
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.toegang.actions.steekproef import draw_steekproef
from modules.dossier.toegang.actions.toezicht import forget_gelezen, remind_beoordelaars
from modules.dossier.toegang.instellingen import ToegangInstellingen


@gemeente_taak(name="toegang.steekproef")
def trek_steekproef() -> None:
    """Draw the sample of last month in one gemeente. Run twice, it is one draw."""
    keuzes = huidige_instellingen().section(ToegangInstellingen)
    vorige = localdate().replace(day=1) - timedelta(days=1)
    draw_steekproef(maand=vorige, omvang=keuzes.steekproef_omvang, lot=SystemRandom(), at=timezone.now())


@gemeente_taak(name="toegang.dag")
def loop_de_dag() -> None:
    """Remind who reviews of what is late, and forget what was read long ago."""
    nu = timezone.now()
    remind_beoordelaars(vandaag=localdate(), at=nu)
    forget_gelezen(at=nu)


@platform_taak(name="toegang.steekproef_overal")
def trek_overal() -> None:
    """Enqueue the draw for every gemeente that is open."""
    for gemeente in alle_gemeenten():
        trek_steekproef.voor(gemeente)


@platform_taak(name="toegang.dag_overal")
def loop_overal_de_dag() -> None:
    """Enqueue the reminders for every gemeente that is open."""
    for gemeente in alle_gemeenten():
        loop_de_dag.voor(gemeente)


app.conf.beat_schedule["toegang.steekproef"] = {
    "task": "toegang.steekproef_overal",
    "schedule": crontab(day_of_month=1, hour=4, minute=10),
}
app.conf.beat_schedule["toegang.dag"] = {
    "task": "toegang.dag_overal",
    "schedule": crontab(hour=7, minute=5),
}
