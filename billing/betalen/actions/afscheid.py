"""What ends at Stripe when a gemeente leaves: its mandates and its subscription. Invoices stay, by law."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from billing.betalen.models import Betaalklant
from billing.betalen.stripe_van_ons import staat_aan, v1
from keukentafel.tenancy import in_platform

_GESTOPT: Final = "canceled"


def neem_afscheid(gemeente_id: UUID, schema: str, at: datetime) -> dict[str, int]:
    """Take back every way to pay and stop the subscription; return how many. May be asked twice.

    :raises stripe.StripeError: Stripe does not answer; the step is tried again.
    """
    if not staat_aan():
        return {}
    with in_platform(), transaction.atomic():
        klant = Betaalklant.objects.select_for_update().filter(gemeente=gemeente_id, is_weg=False).first()
        if klant is None:
            return {}
        stripe = v1()
        wijzen = list(
            stripe.payment_methods.list({"customer": klant.stripe_id, "limit": 100}).auto_paging_iter()
        )
        for wijze in wijzen:
            stripe.payment_methods.detach(wijze.id)
        loopt = bool(klant.abonnement) and stripe.subscriptions.retrieve(klant.abonnement).status != _GESTOPT
        if loopt:
            stripe.subscriptions.cancel(klant.abonnement)
            klant.abonnement_stand = _GESTOPT
        klant.betaalwijze = klant.betaalwijze_woorden = ""
        klant.bijgewerkt_op = at
        klant.save(update_fields=["betaalwijze", "betaalwijze_woorden", "abonnement_stand", "bijgewerkt_op"])
    return {"betaalwijzen": len(wijzen), "abonnementen": int(loopt)}
