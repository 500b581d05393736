"""Background work of paying. Each task makes one call into `actions`, and is safe to run twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from billing.betalen.actions import afstemmen, gebeurtenissen, opdrachten, sessies
from billing.betalen.models import Stand, Stripegebeurtenis, Stripeopdracht
from billing.betalen.stripe_van_ons import staat_aan, v1
from keukentafel.tenancy.taken import platform_taak

_PER_TIK: Final = 100
_BLIJFT: Final = timedelta(days=30)


@platform_taak(name="betalen.verwerk")
def verwerk(gebeurtenis_id: str) -> None:
    """Do what one event asks."""
    gebeurtenissen.verwerk(gebeurtenis_id=UUID(gebeurtenis_id), v1=v1(), at=timezone.now())


@platform_taak(name="betalen.voer_uit")
def voer_uit(opdracht_id: str) -> None:
    """Do one thing that Stripe has to hear."""
    opdrachten.voer_uit(opdracht_id=UUID(opdracht_id), v1=v1(), at=timezone.now())


@platform_taak(name="betalen.kijk_na")
def kijk_na(sessie_id: str) -> None:
    """Look how a page of Checkout stands: somebody came back from it."""
    sessies.kijk_na(sessie_id=UUID(sessie_id), v1=v1(), at=timezone.now())


@platform_taak(name="betalen.tik")
def tik() -> None:
    """Write down what became due, enqueue what waits, and forget events that were done a month ago."""
    if not staat_aan():
        return
    nu = timezone.now()
    afstemmen.zet_klaar(at=nu)
    for model, taak in ((Stripegebeurtenis, verwerk), (Stripeopdracht, voer_uit)):
        wacht = model.objects.filter(stand=Stand.WACHT, volgende_op__lte=nu).order_by("volgende_op")
        for sleutel in wacht.values_list("pk", flat=True)[:_PER_TIK]:
            taak.delay(str(sleutel))
    Stripegebeurtenis.objects.filter(
        stand__in=(Stand.KLAAR, Stand.VREEMD), ontvangen_op__lt=nu - _BLIJFT
    ).delete()


@platform_taak(name="betalen.stem_af")
def stem_af() -> None:
    """Hold what we know against Stripe."""
    if staat_aan():
        afstemmen.stem_af(v1=v1(), at=timezone.now())


def straks(taak: Any, sleutel: UUID) -> None:
    """Enqueue after the commit: a worker must find the row."""
    transaction.on_commit(lambda: taak.delay(str(sleutel)))
