"""Figures for who keeps an eye on an installation: how many requests, of which kind, how long they took.

A route is counted by its name, never by its address, and no gemeente and no person stands in a label.
Each process writes into a file of its own in `KT_METRIEKEN`; `keukentafel metrieken` adds them up and
answers on a port of its own. Without `KT_METRIEKEN` nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram

BAKJES = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0)


class Tellers:
    """The counters of one registry: the process's own, or that of a test."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.verzoeken = Counter(
            "keukentafel_verzoeken",
            "Beantwoorde verzoeken per soort host, methode, route en soort antwoord.",
            ("kant", "methode", "route", "antwoord"),
            registry=registry,
        )
        self.duur = Histogram(
            "keukentafel_verzoek_seconden",
            "Hoe lang een antwoord duurde, per soort host.",
            ("kant",),
            buckets=BAKJES,
            registry=registry,
        )

    def tel(self, request: HttpRequest, status: int, seconden: float) -> None:
        """Count one answer."""
        kant = soort_host(request)
        route = request.resolver_match.view_name if request.resolver_match else ""
        methode = request.method if request.method in METHODEN else "anders"
        self.verzoeken.labels(kant, methode, route or "geen", f"{status // 100}xx").inc()
        self.duur.labels(kant).observe(seconden)


METHODEN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def soort_host(request: HttpRequest) -> str:
    """Return the kind of host that was asked; which gemeente it was is nobody's business here."""
    if getattr(request, "is_leverancier", False):
        return "leverancier"
    if getattr(request, "gemeente", None) is not None:
        return "gemeente"
    return "voordeur"


class MetriekenMiddleware:
    """The outermost one where figures are kept: it counts every answer, also a refusal or an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.tellers = _tellers()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = perf_counter()
        antwoord = self.get_response(request)
        self.tellers.tel(request, antwoord.status_code, perf_counter() - begin)
        return antwoord


_gemaakt: list[Tellers] = []


def _tellers() -> Tellers:
    if not _gemaakt:
        _gemaakt.append(Tellers(REGISTRY))
    return _gemaakt[0]
