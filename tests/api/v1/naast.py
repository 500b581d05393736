"""The API beside the screen: the same thing done both ways leaves the same rows in the logboek."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keukentafel.audit.models import Logboekregel

_KIJKEN = ("bekeken", "getoond", "gezocht")


def wat_erbij_komt(doe: Callable[[], Any]) -> list[tuple[str, str, str, list[str]]]:
    """Return what a call writes about what was done; that somebody looked is told per door."""
    eerder = set(Logboekregel.objects.values_list("pk", flat=True))
    doe()
    nieuw = Logboekregel.objects.exclude(pk__in=eerder).order_by("tijdstip", "id")
    return [
        (regel.gebeurtenis, regel.soort, regel.resultaat, sorted(regel.detail or {}))
        for regel in nieuw
        if not regel.gebeurtenis.endswith(_KIJKEN)
    ]
