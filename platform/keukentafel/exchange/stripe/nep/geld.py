"""Payments: a payment intent, what pays with it, and money that goes back."""

from __future__ import annotations

from typing import Any

from keukentafel.exchange.stripe.nep.bezorging import KNOPPEN, meld
from keukentafel.exchange.stripe.nep.fouten import ongeldig
from keukentafel.exchange.stripe.nep.kluis import Lade, Object

IBAN_MISLUKT = "NL91ABNA0417164300"
"""The IBAN with which a direct debit fails, as in Stripe's own test mode."""


def maak_betaling(lade: Lade, klant: str | None, bedrag: int, **velden: Any) -> Object:
    """Make a payment intent that waits for a way to pay."""
    betaling = lade.maak(
        "payment_intent",
        **{
            "amount": bedrag, "amount_capturable": 0, "amount_received": 0, "canceled_at": None,
            "capture_method": "automatic", "confirmation_method": "automatic", "currency": "eur",
            "customer": klant, "description": None, "invoice": None, "last_payment_error": None,
            "latest_charge": None, "next_action": None, "payment_method": None, "payment_method_types": ["card"],
            "processing": None, "setup_future_usage": None, "status": "requires_payment_method", **velden,
        },
    )  # fmt: skip
    meld(lade, "payment_intent.created", betaling)
    return betaling


def betaal(lade: Lade, betaling: Object, wijze: Object) -> Object:
    """Pay with a way to pay: a card and iDEAL at once, a direct debit after a while."""
    betaling["payment_method"] = wijze["id"]
    if wijze["type"] == "sepa_debit":
        betaling["status"] = "processing"
        lade.bewaar(betaling)
        meld(lade, "payment_intent.processing", betaling)
        lade.plan("incasso", betaling["id"], float(lade.knop("incasso", KNOPPEN["incasso"])))
        return betaling
    return rond_af(lade, betaling, wijze)


def rond_af(lade: Lade, betaling: Object, wijze: Object) -> Object:
    """Let a payment succeed, or fail where its IBAN says so."""
    if wijze.get("sepa_debit", {}).get("iban") == IBAN_MISLUKT:
        betaling["status"] = "requires_payment_method"
        betaling["last_payment_error"] = {
            "code": "payment_intent_payment_attempt_failed",
            "type": "card_error",
        }
        lade.bewaar(betaling)
        meld(lade, "payment_intent.payment_failed", betaling)
        return betaling
    kosten = lade.maak(
        "charge",
        amount=betaling["amount"], amount_refunded=0, currency="eur", customer=betaling["customer"], paid=True,
        payment_intent=betaling["id"], payment_method=wijze["id"], refunded=False, status="succeeded",
        payment_method_details={"type": wijze["type"]},
    )  # fmt: skip
    betaling.update(
        status="succeeded",
        amount_received=betaling["amount"],
        latest_charge=kosten["id"],
        last_payment_error=None,
    )
    lade.bewaar(betaling)
    meld(lade, "charge.succeeded", kosten)
    meld(lade, "payment_intent.succeeded", betaling)
    return betaling


def maak_terugbetaling(lade: Lade, vraag: dict[str, Any]) -> Object:
    """POST /v1/refunds."""
    betaling = lade.haal("payment_intent", vraag.get("payment_intent"))
    kosten = lade.zoek(str(betaling["latest_charge"]))
    if kosten is None:
        raise ongeldig("This PaymentIntent does not have a successful charge to refund.")
    rest = kosten["amount"] - kosten["amount_refunded"]
    bedrag = vraag.get("amount", rest)
    if not 0 < bedrag <= rest:
        raise ongeldig(
            f"Refund amount ({bedrag}) is greater than unrefunded amount on charge ({rest})", param="amount"
        )
    kosten["amount_refunded"] += bedrag
    kosten["refunded"] = kosten["amount_refunded"] == kosten["amount"]
    lade.bewaar(kosten)
    terug = lade.maak(
        "refund",
        amount=bedrag, charge=kosten["id"], currency="eur", payment_intent=betaling["id"], status="succeeded",
        customer=betaling["customer"], reason=vraag.get("reason"), metadata=vraag.get("metadata", {}),
    )  # fmt: skip
    meld(lade, "refund.created", terug)
    meld(lade, "charge.refunded", kosten)
    return terug


def storneer(lade: Lade, betaling_id: str) -> Object:
    """Let the bank take a direct debit back, weeks after it came in: a dispute that is lost at once."""
    betaling = lade.haal("payment_intent", betaling_id)
    kosten = lade.zoek(str(betaling["latest_charge"]))
    if kosten is None or any(rij["charge"] == kosten["id"] for rij in lade.alle("dispute")):
        raise ongeldig("This PaymentIntent does not have a successful charge to dispute.")
    bezwaar = lade.maak(
        "dispute",
        amount=kosten["amount"], charge=kosten["id"], currency="eur", payment_intent=betaling["id"], status="lost",
        reason="general", is_charge_refundable=False, balance_transactions=[], evidence={}, evidence_details={},
    )  # fmt: skip
    for soort in ("created", "funds_withdrawn", "closed"):
        meld(lade, f"charge.dispute.{soort}", bezwaar)
    return bezwaar
