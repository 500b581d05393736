"""Pages of Checkout that are still open: who pays on one pays what is open now, and nothing twice."""

from __future__ import annotations

from typing import Any, Final

import stripe

from billing.betalen.models import Betaalsessie, Betaalverzoek, Verzoekstand
from billing.models import Betaling, Factuur
from billing.queries import met_stand

_ONDERWEG: Final = ("processing", "succeeded")
"""A payment that was made and that we did not book yet."""


def open_centen(factuur: Factuur) -> int:
    """Return what is open of an invoice by our own books."""
    stand = met_stand(Factuur.objects.filter(pk=factuur.pk)).values_list("openstaand_centen", flat=True)
    return int(stand.get())


def sluit(sessie: Betaalsessie, v1: Any) -> None:
    """Close a page that is no longer right. One that was paid meanwhile says so by an event."""
    try:
        v1.checkout.sessions.expire(sessie.stripe_id)
    except stripe.InvalidRequestError:
        return
    sessie.stand = "expired"
    sessie.save(update_fields=["stand"])


def sluit_verkeerde(factuur: Factuur, v1: Any) -> None:
    """Close every open page of an invoice that asks another amount than is open: it was paid elsewhere."""
    lijst = list(Betaalsessie.objects.filter(factuur=factuur, stand="open"))
    centen = open_centen(factuur) if lijst else 0
    for sessie in lijst:
        if sessie.bedrag_centen != centen:
            sluit(sessie, v1)


def is_onderweg(factuur: Factuur, v1: Any) -> bool:
    """Tell whether a payment of this invoice was made that the bank, or we, still have to work through."""
    for sessie in Betaalsessie.objects.filter(factuur=factuur).exclude(stand="expired"):
        rij = v1.checkout.sessions.retrieve(sessie.stripe_id, {"expand": ["payment_intent"]})
        if rij.status == "complete" and _loopt(rij.payment_intent):
            return True
    verzoek = Betaalverzoek.objects.filter(factuur=factuur, stand=Verzoekstand.OPEN).first()
    if verzoek is None:
        return False
    delen = v1.invoice_payments.list({"invoice": verzoek.stripe_id, "status": "open", "limit": 100}).data
    intenties = [getattr(deel.payment, "payment_intent", None) for deel in delen]
    return any(_loopt(v1.payment_intents.retrieve(intentie)) for intentie in intenties if intentie)


def _loopt(intentie: Any) -> bool:
    return intentie.status in _ONDERWEG and not Betaling.objects.filter(kenmerk=intentie.id).exists()
