"""Measure, every few minutes. The pulse goes through the queue itself: how long it waits is the measurement."""

from __future__ import annotations

from celery.signals import worker_ready
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from redis import Redis, RedisError

from keukentafel.tenancy.taken import platform_taak
from tenants.console.actions.meten import meet_alles, noteer_klop

RIJEN = ("celery", "klaarzetten")


@platform_taak(name="console.meten")
def meet() -> None:
    """Send the pulse, then measure each part."""
    klop.apply_async(kwargs={"gestuurd": timezone.now().isoformat()})
    meet_alles(at=timezone.now())


@worker_ready.connect
def meet_bij_de_start(**_: object) -> None:
    """Measure as soon as a worker starts: the clock waits its five minutes first."""
    meet.apply_async()


@platform_taak(name="console.klop")
def klop(gestuurd: str) -> None:
    """Write how long this task waited for a worker, and how many wait now."""
    begin = parse_datetime(gestuurd)
    if begin is not None:
        noteer_klop(gestuurd=begin, at=timezone.now(), wachtrij=wachtrij())


def wachtrij() -> int:
    """Return how many tasks wait in the queues of the broker; none when it does not answer."""
    try:
        with Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=5) as broker:
            return sum(int(broker.llen(rij)) for rij in RIJEN)
    except RedisError:
        return 0
