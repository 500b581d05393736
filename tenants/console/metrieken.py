"""What the counters of the platform say, as figures: gemeenten by stand, and how each part is. No names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.utils.timezone import now
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from keukentafel.tenancy import in_platform
from tenants.console.gezondheid import lees_gezondheid
from tenants.models import Gemeente, Stand

_GETAL = {"goed": 2, "vertraagd": 1, "stuk": 0}


class Platformcijfers(Collector):
    """Read at each question; three queries."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the figures of this moment."""
        with in_platform():
            yield from _cijfers(now())


def _cijfers(at: datetime) -> Iterator[GaugeMetricFamily]:
    standen = GaugeMetricFamily("keukentafel_gemeenten", "Aantal gemeenten per stand.", labels=["stand"])
    per_stand = dict(Gemeente.objects.order_by().values_list("stand").annotate(Count("pk")))
    for stand in Stand.values:
        standen.add_metric([stand], per_stand.get(stand, 0))
    yield standen
    delen = GaugeMetricFamily(
        "keukentafel_onderdeel",
        "Stand van een onderdeel: 2 goed, 1 vertraagd, 0 storing.",
        labels=["onderdeel"],
    )
    for deel in lees_gezondheid(at=at):
        if deel.niveau in _GETAL:  # a part that nobody measured is absent: that is an alarm of its own
            delen.add_metric([deel.onderdeel.sleutel], _GETAL[deel.niveau])
    yield delen


def maak_register(map_: str = "") -> CollectorRegistry:
    """Return what the port shows: the figures of the platform, and those of every process in the folder."""
    register = CollectorRegistry()
    register.register(Platformcijfers())
    if map_:
        MultiProcessCollector(register, path=map_)  # type: ignore[no-untyped-call]
    return register
