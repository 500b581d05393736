"""Take over how something stands at Stripe. What is read is the state of now, so the order never matters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import stripe
from django.utils.timezone import localdate

from billing.actions.betaling import VANZELF, boek_betaling
from billing.betalen.actions.paginas import sluit_verkeerde
from billing.betalen.models import Betaalklant, Betaalsessie, Betaalverzoek, Sessiesoort
from billing.models import Betaalwijze, Betaling, Factuur
from keukentafel.tenancy import zaaifouten

DOOR: Final = VANZELF
_WIJZEN: Final = {
    "card": Betaalwijze.KAART,
    "ideal": Betaalwijze.IDEAL,
    "sepa_debit": Betaalwijze.INCASSO,
}


class NietVanDezeKlant(Exception):
    """What Stripe shows belongs to another customer than the event says, or to none that we know."""


def neem_factuur_over(
    verzoek: Betaalverzoek, *, klant: Betaalklant, v1: Any, at: datetime, gelezen: Any = None
) -> None:
    """Take over an invoice: how it stands, and every payment on it, each once.

    :raises NietVanDezeKlant: it is of another gemeente.
    """
    rij = gelezen or v1.invoices.retrieve(verzoek.stripe_id, {"expand": ["payments"]})
    if rij.customer != klant.stripe_id and not zaaifouten.staat_aan("stripe_elke_klant"):
        raise NietVanDezeKlant
    for deel in _betalingen(rij, v1):
        intentie = getattr(deel.payment, "payment_intent", None)
        if deel.status == "paid" and intentie:
            betaald_op = deel.status_transitions.paid_at or rij.created
            _boek(verzoek.factuur, intentie, deel.amount_paid, betaald_op, v1=v1, at=at)
    verzoek.stand, verzoek.openstaand_centen = rij.status, rij.amount_remaining
    verzoek.bijgewerkt_op = at
    verzoek.save(update_fields=["stand", "openstaand_centen", "bijgewerkt_op"])
    sluit_verkeerde(verzoek.factuur, v1)


def _betalingen(rij: Any, v1: Any) -> Any:
    eerste = getattr(rij, "payments", None)
    if eerste is not None and not eerste.has_more:
        return eerste.data
    return v1.invoice_payments.list({"invoice": rij.id, "limit": 100}).auto_paging_iter()


def _boek(factuur: Factuur, kenmerk: str, centen: int, op: int, *, v1: Any, at: datetime) -> None:
    if not zaaifouten.staat_aan("stripe_dubbel") and Betaling.objects.filter(kenmerk=kenmerk).exists():
        return
    intentie = v1.payment_intents.retrieve(kenmerk, {"expand": ["payment_method"]})
    soort = getattr(intentie.payment_method, "type", "")
    if zaaifouten.staat_aan("stripe_dubbel"):
        kenmerk = f"{kenmerk}:{Betaling.objects.count()}"
    boek_betaling(
        factuur=factuur,
        centen=centen,
        ontvangen_op=localdate(datetime.fromtimestamp(op, UTC)),
        wijze=_WIJZEN.get(soort, Betaalwijze.OVERBOEKING),
        kenmerk=kenmerk,
        by=DOOR,
        at=at,
    )


def neem_sessie_over(sessie: Betaalsessie, *, klant: Betaalklant, v1: Any, at: datetime) -> None:
    """Take over a page of Checkout: book what was paid there, or make the mandate the fixed way to pay.

    :raises NietVanDezeKlant: it is of another gemeente.
    """
    rij = v1.checkout.sessions.retrieve(sessie.stripe_id, {"expand": ["payment_intent", "setup_intent"]})
    if rij.customer != klant.stripe_id:
        raise NietVanDezeKlant
    sessie.stand = rij.status
    sessie.save(update_fields=["stand"])
    if sessie.soort == Sessiesoort.MACHTIGING:
        if rij.status == "complete" and rij.setup_intent.status == "succeeded":
            _maak_vast(klant, rij.setup_intent.payment_method, v1=v1, at=at)
        return
    if rij.payment_status != "paid" or rij.payment_intent.status != "succeeded":
        return
    assert sessie.factuur is not None
    intentie = rij.payment_intent
    _boek(sessie.factuur, intentie.id, intentie.amount_received, rij.created, v1=v1, at=at)
    verzoek = Betaalverzoek.objects.filter(factuur=sessie.factuur).first()
    if verzoek is not None:
        _hecht(verzoek, intentie.id, v1=v1)
        neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)


def _hecht(verzoek: Betaalverzoek, intentie: str, *, v1: Any) -> None:
    """Let Stripe count a payment of Checkout for its invoice. Booked it is already: it may be paid before."""
    if v1.invoice_payments.list({"payment": {"type": "payment_intent", "payment_intent": intentie}}).data:
        return
    try:
        v1.invoices.attach_payment(
            verzoek.stripe_id, {"payment_intent": intentie}, {"idempotency_key": f"kt-hecht-{intentie}"}
        )
    except stripe.InvalidRequestError:
        return  # paid in another way meanwhile: our Factuur shows that too much came in


def _maak_vast(klant: Betaalklant, wijze: str, *, v1: Any, at: datetime) -> None:
    v1.customers.update(klant.stripe_id, {"invoice_settings": {"default_payment_method": wijze}})
    neem_klant_over(klant, v1=v1, at=at)


def neem_klant_over(klant: Betaalklant, *, v1: Any, at: datetime) -> None:
    """Take over with what a gemeente pays when it does nothing."""
    rij = v1.customers.retrieve(klant.stripe_id, {"expand": ["invoice_settings.default_payment_method"]})
    klant.is_weg = bool(getattr(rij, "deleted", False))
    wijze = None if klant.is_weg else rij.invoice_settings.default_payment_method
    klant.betaalwijze = wijze.id if wijze else ""
    klant.betaalwijze_woorden = _in_woorden(wijze) if wijze else ""
    klant.bijgewerkt_op = at
    klant.save(update_fields=["is_weg", "betaalwijze", "betaalwijze_woorden", "bijgewerkt_op"])


def _in_woorden(wijze: Any) -> str:
    if wijze.type == "sepa_debit":
        return f"Automatische incasso, rekening eindigt op {wijze.sepa_debit.last4}"
    return "Creditcard" if wijze.type == "card" else "Andere betaalwijze"


def neem_abonnement_over(klant: Betaalklant, abonnement: str, *, v1: Any, at: datetime) -> None:
    """Take over how the subscription stands.

    :raises NietVanDezeKlant: it is of another gemeente.
    """
    rij = v1.subscriptions.retrieve(abonnement)
    if rij.customer != klant.stripe_id:
        raise NietVanDezeKlant
    if klant.abonnement == abonnement:
        klant.abonnement_stand, klant.bijgewerkt_op = rij.status, at
        klant.save(update_fields=["abonnement_stand", "bijgewerkt_op"])


def neem_terugbetaling_over(intentie: str, *, klant: Betaalklant, v1: Any, at: datetime) -> bool:
    """Book money that went back, each refund and each lost dispute once. False: its payment is not booked (yet).

    :raises NietVanDezeKlant: the payment is of another gemeente.
    """
    betaling = Betaling.objects.filter(kenmerk=intentie).select_related("factuur").first()
    if betaling is None:
        return False
    if v1.payment_intents.retrieve(intentie).customer != klant.stripe_id:
        raise NietVanDezeKlant
    for terug in v1.refunds.list({"payment_intent": intentie, "limit": 100}).auto_paging_iter():
        if terug.status == "succeeded":
            _boek_terug(betaling, terug, -terug.amount, terug.id, at=at)
        elif Betaling.objects.filter(kenmerk=terug.id).exists():  # the bank sent it back after all
            _boek_terug(betaling, terug, terug.amount, f"{terug.id}:mislukt", at=at)
    for bezwaar in v1.disputes.list({"payment_intent": intentie, "limit": 100}).auto_paging_iter():
        if bezwaar.status == "lost":  # a direct debit that the bank took back: there is no appeal
            _boek_terug(betaling, bezwaar, -bezwaar.amount, bezwaar.id, at=at)
    return True


def _boek_terug(betaling: Betaling, wat: Any, centen: int, kenmerk: str, *, at: datetime) -> None:
    if Betaling.objects.filter(kenmerk=kenmerk).exists():
        return
    boek_betaling(
        factuur=betaling.factuur,
        centen=centen,
        ontvangen_op=localdate(datetime.fromtimestamp(wat.created, UTC)),
        wijze=Betaalwijze(betaling.wijze),
        kenmerk=kenmerk,
        by=DOOR,
        at=at,
    )
