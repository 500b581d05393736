"""Deliver what our Stripe sends to the receiver, and do what it put in the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from billing.betalen.actions import gebeurtenissen, opdrachten
from billing.betalen.models import Stand, Stripegebeurtenis, Stripeopdracht
from billing.models import Factuur
from tests.billing.betalen.nep import GEHEIM, Nep


def neem_aan(nu: datetime) -> Callable[[bytes, str], int]:
    """Be the webhook: 200 for what is signed, 400 for what is not."""

    def ontvang(lichaam: bytes, kop: str) -> int:
        try:
            gebeurtenissen.ontvang(lichaam=lichaam, handtekening=kop, geheimen=(GEHEIM,), at=nu)
        except gebeurtenissen.NietVanStripe:
            return 400
        return 200

    return ontvang


def bezorg(nep: Nep, nu: datetime) -> None:
    """Let everything that our Stripe has to tell arrive."""
    nep.neemt = neem_aan(nu)
    while nep.server.beurt():
        pass


def verwerk(v1: Any, nu: datetime) -> None:
    """Do all events that wait, oldest receipt first, once each."""
    wacht = Stripegebeurtenis.objects.filter(stand=Stand.WACHT).order_by("ontvangen_op", "pk")
    for sleutel in list(wacht.values_list("pk", flat=True)):
        gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=v1, at=nu)


def zeg(factuur: Factuur, v1: Any, nu: datetime) -> list[str]:
    """Write down what Stripe has to hear of an invoice, and say it. Return how each opdracht stands."""
    opdrachten.schrijf_op(factuur=factuur, at=nu)
    return voer_uit(v1, nu)


def voer_uit(v1: Any, nu: datetime) -> list[str]:
    """Do every opdracht that waits, once."""
    wacht = Stripeopdracht.objects.filter(stand=Stand.WACHT).order_by("gemaakt_op", "pk")
    return [opdrachten.voer_uit(opdracht_id=rij.pk, v1=v1, at=nu) for rij in list(wacht)]
