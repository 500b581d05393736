"""What this register does by itself, once a day: find files that no document knows."""

from __future__ import annotations

from celery.schedules import crontab

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.zgw.documenten import weg


@gemeente_taak(name="zgwdocumenten.ruim_wezen")
def ruim_wezen() -> None:
    """Remove the files of one gemeente without a row."""
    weg.ruim_wezen()


@platform_taak(name="zgwdocumenten.ruim_wezen_overal")
def ruim_overal_wezen() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        ruim_wezen.voor(gemeente)


app.conf.beat_schedule["zgwdocumenten.ruim_wezen"] = {
    "task": "zgwdocumenten.ruim_wezen_overal",
    "schedule": crontab(hour=3, minute=50),
}
