"""The Celery app. Every task says for whom it is (`keukentafel.tenancy.taken`); prefork only (H34)."""

from __future__ import annotations

import logging.config
import sys

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_init
from django.conf import settings

from keukentafel.env import kies_instellingen

kies_instellingen()

from keukentafel.tenancy.taken import BewaaktTaak  # noqa: E402 -- needs to know the settings
from keukentafel.tenancy.zelfproef import start_of_stop  # noqa: E402

app = Celery("keukentafel", task_cls=BewaaktTaak)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="taken")
app.conf.beat_schedule = {
    "outbox": {"task": "outbox.tik", "schedule": 30.0},
    "uitgaand": {"task": "uitgaand.tik", "schedule": 30.0},
    "uitgaand opruimen": {"task": "uitgaand.opruimen", "schedule": 21_600.0},
    "webhooks": {"task": "toegangsleutels.tik", "schedule": 15.0},
    "tokens opruimen": {"task": "toegangsleutels.opruimen", "schedule": 3600.0},
    "meten": {"task": "console.meten", "schedule": 300.0},
    "facturatie post": {"task": "facturatie.post", "schedule": 60.0},
    "facturatie herinneren": {"task": "facturatie.herinneren", "schedule": 21_600.0},
    "betalen": {"task": "betalen.tik", "schedule": 30.0},
    "betalen afstemmen": {"task": "betalen.stem_af", "schedule": 3600.0},
    "tellen": {"task": "tenants.tellen", "schedule": 600.0},
    "klaarzettingen opruimen": {
        "task": "tenants.klaarzetten_opruimen",
        "schedule": 3600.0,
        "options": {"queue": "klaarzetten"},
    },
    "meekijken sluiten": {"task": "ondersteuning.tik", "schedule": 60.0},
    "bewijs over meekijken": {
        "task": "ondersteuning.bewijs",
        "schedule": crontab(minute="30", hour="7", day_of_month="1-3", month_of_year="1,4,7,10"),
    },
    "uitvoer": {"task": "uitvoer.rooster", "schedule": crontab(hour="3", minute="17")},
    "uitvoer nakijken": {"task": "uitvoer.tik", "schedule": 60.0, "options": {"expires": 55}},
    "verhuizingen nakijken": {"task": "clusters.tik", "schedule": 60.0, "options": {"expires": 55}},
    "golven": {"task": "golven.tik", "schedule": 60.0},
    "oude kopieën": {"task": "clusters.opruimen", "schedule": 3600.0},
}


@setup_logging.connect
def schrijf_zoals_de_web(**_: object) -> None:
    """Keep Celery from putting a handler of its own on the root, which scrubs nothing (H42)."""
    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
def weiger_threads(sender: object = None, **_: object) -> None:
    """Stop a worker that was started with threads or greenlets instead of processes."""
    pool = str(getattr(sender, "pool_cls", ""))
    if any(naam in pool for naam in ("thread", "gevent", "eventlet")):
        sys.stderr.write("Start de worker met --pool=prefork: andere soorten delen verbindingen.\n")
        raise SystemExit(2)


@worker_init.connect
def proef_de_databank(**_: object) -> None:
    """Stop a worker on a database that would not keep gemeenten apart (`tenancy.zelfproef`)."""
    try:
        start_of_stop()
    except Exception as fout:  # Celery swallows what a signal raises, and would work on
        sys.stderr.write(f"Keukentafel start niet: de zelfproef viel om ({type(fout).__name__}).\n")
        raise SystemExit(2) from fout
