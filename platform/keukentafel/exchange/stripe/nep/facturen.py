"""Invoices, their lines, what was paid on them, and credit notes."""

from __future__ import annotations

from typing import Any, Final

from keukentafel.exchange.stripe.nep import geld
from keukentafel.exchange.stripe.nep.bezorging import meld
from keukentafel.exchange.stripe.nep.fouten import ongeldig
from keukentafel.exchange.stripe.nep.klanten import wijzig
from keukentafel.exchange.stripe.nep.kluis import Lade, Object

Vraag = dict[str, Any]
_DAG: Final = 86_400
_NIET_BEWAARD: Final = frozenset({"days_until_due", "pending_invoice_items_behavior", "expand"})
_VRIJ: Final = frozenset(
    {"metadata", "auto_advance", "collection_method", "default_payment_method", "payment_settings"}
)


def maak_factuur(lade: Lade, vraag: Vraag, *, reden: str = "manual", ouder: Object | None = None) -> Object:
    """POST /v1/invoices."""
    klant = lade.haal("customer", vraag.get("customer"))
    wijze = vraag.get("collection_method", "charge_automatically")
    verval = vraag.get("due_date") or (
        lade.nu + vraag["days_until_due"] * _DAG if vraag.get("days_until_due") is not None else None
    )
    if wijze == "send_invoice" and verval is None:
        raise ongeldig("If collection_method=send_invoice, you must specify days_until_due or due_date.")
    if wijze != "send_invoice" and verval is not None:
        raise ongeldig("You can only set due_date if collection_method is `send_invoice`.", param="due_date")
    _vrij_nummer(lade, vraag.get("number"))
    rij = lade.maak(
        "invoice",
        **{
            "account_country": "NL", "account_name": "Keukentafel (namaak)", "amount_due": 0, "amount_overpaid": 0,
            "amount_paid": 0, "amount_remaining": 0, "amount_shipping": 0, "attempt_count": 0, "attempted": False,
            "auto_advance": False, "automatic_tax": {"enabled": False, "liability": None, "status": None},
            "billing_reason": reden, "collection_method": wijze, "currency": "eur", "custom_fields": None,
            "customer_address": klant["address"], "customer_email": klant["email"], "customer_name": klant["name"],
            "default_payment_method": None, "default_tax_rates": [], "description": None, "discounts": [],
            "effective_at": None, "ending_balance": None, "footer": None,
            "hosted_invoice_url": None, "invoice_pdf": None, "issuer": {"type": "self"},
            "last_finalization_error": None, "latest_revision": None, "next_payment_attempt": None, "number": None,
            "parent": ouder, "payment_settings": {"default_mandate": None, "payment_method_types": None},
            "period_start": lade.nu, "period_end": lade.nu, "post_payment_credit_notes_amount": 0,
            "pre_payment_credit_notes_amount": 0, "starting_balance": 0, "status": "draft",
            "status_transitions": {
                "finalized_at": None, "marked_uncollectible_at": None, "paid_at": None, "voided_at": None,
            },
            "subtotal": 0, "total": 0, "total_taxes": [], "webhooks_delivered_at": None,
            **{n: w for n, w in vraag.items() if n not in _NIET_BEWAARD},
            "due_date": verval, "_regels": [],
        },
    )  # fmt: skip
    meld(lade, "invoice.created", toon(lade, rij))
    return rij


def _vrij_nummer(lade: Lade, nummer: str | None) -> None:
    if nummer and any(rij["number"] == nummer for rij in lade.alle("invoice")):
        raise ongeldig("This invoice number is already in use.", param="number")


def toon(lade: Lade, rij: Object) -> Object:
    """Return an invoice as the API gives it."""
    regels = [lade.zoek(sleutel) for sleutel in rij["_regels"]]
    lijst = {
        "object": "list", "data": [_regel(lade, regel, rij) for regel in regels if regel], "has_more": False,
        "url": f"/v1/invoices/{rij['id']}/lines", "total_count": len(regels),
    }  # fmt: skip
    return {**{naam: waarde for naam, waarde in rij.items() if not naam.startswith("_")}, "lines": lijst}


def _regel(lade: Lade, regel: Object, rij: Object) -> Object:
    return {
        "id": f"il_{regel['id'][3:]}", "object": "line_item", "amount": regel["amount"], "currency": "eur",
        "description": regel["description"], "discountable": False, "invoice": rij["id"], "livemode": False,
        "metadata": regel["metadata"], "period": regel["period"], "pricing": regel["pricing"],
        "quantity": regel["quantity"], "subtotal": regel["amount"], "taxes": [], "discounts": [],
        "discount_amounts": [], "subscription": None,
        "parent": {
            "type": "invoice_item_details", "subscription_item_details": None,
            "invoice_item_details": {"invoice_item": regel["id"], "proration": False, "subscription": None},
        },
    }  # fmt: skip


def maak_regel(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/invoiceitems, for a draft."""
    lade.haal("customer", vraag.get("customer"))
    factuur = lade.haal("invoice", vraag["invoice"]) if vraag.get("invoice") else None
    if factuur is not None and factuur["customer"] != vraag["customer"]:
        raise ongeldig("The invoice belongs to another customer.", param="invoice")
    if factuur is not None and factuur["status"] != "draft":
        raise ongeldig("This invoice is no longer editable", param="invoice", code="invoice_not_editable")
    aantal = vraag.get("quantity", 1)
    prijs = lade.haal("price", vraag["pricing"]["price"]) if vraag.get("pricing") else None
    bedrag = prijs["unit_amount"] * aantal if prijs else vraag.get("amount")
    if bedrag is None:
        raise ongeldig("You must pass amount, price_data or pricing.", param="amount")
    regel = lade.maak(
        "invoiceitem",
        customer=vraag["customer"], amount=bedrag, currency="eur", date=lade.nu, discountable=False,
        description=vraag.get("description"), invoice=vraag.get("invoice"), metadata=vraag.get("metadata", {}),
        period=vraag.get("period") or {"start": lade.nu, "end": lade.nu}, proration=False, quantity=aantal,
        pricing={
            "type": "price_details", "unit_amount_decimal": str(prijs["unit_amount"]),
            "price_details": {"price": prijs["id"], "product": prijs["product"]},
        } if prijs else None,
        tax_rates=[], discounts=[], parent=None,
    )  # fmt: skip
    meld(lade, "invoiceitem.created", regel)
    if factuur is not None:
        factuur["_regels"].append(regel["id"])
        _tel(lade, factuur)
        meld(lade, "invoice.updated", toon(lade, factuur))
    return regel


def _tel(lade: Lade, rij: Object) -> None:
    totaal = sum((lade.zoek(sleutel) or {"amount": 0})["amount"] for sleutel in rij["_regels"])
    rest = max(totaal - rij["amount_paid"] - rij["pre_payment_credit_notes_amount"], 0)
    rij.update(
        subtotal=totaal, total=totaal, subtotal_excluding_tax=totaal, total_excluding_tax=totaal,
        amount_due=max(totaal - rij["pre_payment_credit_notes_amount"], 0), amount_remaining=rest,
    )  # fmt: skip
    lade.bewaar(rij)


def wijzig_factuur(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id."""
    rij = lade.haal("invoice", sleutel)
    if rij["status"] != "draft" and set(vraag) - _VRIJ:
        raise ongeldig("This invoice is no longer editable", code="invoice_not_editable")
    _vrij_nummer(lade, vraag.get("number"))
    rij = wijzig(lade, rij, vraag, "")
    meld(lade, "invoice.updated", toon(lade, rij))
    return toon(lade, rij)


def verwijder_factuur(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """DELETE /v1/invoices/:id, a draft only."""
    rij = lade.haal("invoice", sleutel)
    if rij["status"] != "draft":
        raise ongeldig("You can only delete draft invoices.", code="invoice_not_editable")
    lade.weg(sleutel)
    meld(lade, "invoice.deleted", toon(lade, rij))
    return {"id": sleutel, "object": "invoice", "deleted": True}


def maak_definitief(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/finalize."""
    rij = lade.haal("invoice", sleutel)
    if rij["status"] != "draft":
        raise ongeldig("This invoice is already finalized.", code="invoice_not_editable")
    if not rij["number"]:
        klant = lade.haal("customer", rij["customer"])
        rij["number"] = f"{klant['invoice_prefix']}-{klant['next_invoice_sequence']:04d}"
        klant["next_invoice_sequence"] += 1
        lade.bewaar(klant)
    rij.update(
        status="open", attempted=False, effective_at=lade.nu,
        hosted_invoice_url=f"{lade.knop('adres')}/i/{sleutel}?t={lade.geheim(24)}",
    )  # fmt: skip
    rij["status_transitions"]["finalized_at"] = lade.nu
    _tel(lade, rij)
    meld(lade, "invoice.finalized", toon(lade, rij))
    if rij["amount_remaining"] == 0:
        _betaald(lade, rij)
    return toon(lade, rij)


def verstuur(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/send: finalizes a draft first."""
    if lade.haal("invoice", sleutel)["status"] == "draft":
        maak_definitief(lade, {}, sleutel)
    rij = lade.haal("invoice", sleutel)
    if rij["collection_method"] != "send_invoice":
        raise ongeldig("You can only manually send an invoice if its collection method is 'send_invoice'.")
    meld(lade, "invoice.sent", toon(lade, rij))
    return toon(lade, rij)


def maak_ongeldig(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/void."""
    return _sluit(lade, sleutel, "void", "voided_at", "invoice.voided", ("open", "uncollectible"))


def maak_oninbaar(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/mark_uncollectible."""
    return _sluit(
        lade, sleutel, "uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible", ("open",)
    )


def _sluit(lade: Lade, sleutel: str, status: str, moment: str, event: str, mag: tuple[str, ...]) -> Object:
    rij = lade.haal("invoice", sleutel)
    if rij["status"] not in mag:
        raise ongeldig(
            f"You can only pass in invoices that are {' or '.join(mag)}.", code="status_transition_invalid"
        )
    rij["status"] = status
    rij["status_transitions"][moment] = lade.nu
    lade.bewaar(rij)
    meld(lade, event, toon(lade, rij))
    return toon(lade, rij)


def betaal_factuur(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/pay: with a way to pay of the customer, or told to be paid elsewhere."""
    rij = lade.haal("invoice", sleutel)
    if rij["status"] == "draft":
        maak_definitief(lade, {}, sleutel)
        rij = lade.haal("invoice", sleutel)
    if rij["status"] not in ("open", "uncollectible"):
        raise ongeldig("Invoice is already paid", code="invoice_already_paid")
    if vraag.get("paid_out_of_band") is True:
        rij["amount_paid"] += rij["amount_remaining"]
        _tel(lade, rij)
        return toon(lade, _betaald(lade, rij))
    klant = lade.haal("customer", rij["customer"])
    wijze_id = (
        vraag.get("payment_method")
        or rij["default_payment_method"]
        or klant["invoice_settings"]["default_payment_method"]
    )
    if not wijze_id:
        raise ongeldig(
            "There is no default payment method set on this Customer or Invoice.", code="resource_missing"
        )
    wijze = lade.haal("payment_method", wijze_id)
    if wijze["customer"] != rij["customer"]:
        raise ongeldig("The payment method belongs to another customer.", param="payment_method")
    betaling = geld.maak_betaling(lade, rij["customer"], rij["amount_remaining"])
    koppel(lade, rij, betaling)
    rij["attempt_count"] += 1
    rij["attempted"] = True
    lade.bewaar(rij)
    geld.betaal(lade, betaling, wijze)
    na_betaling(lade, betaling["id"])
    return toon(lade, lade.haal("invoice", sleutel))


def hecht_betaling(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/invoices/:id/attach_payment."""
    rij = lade.haal("invoice", sleutel)
    betaling = lade.haal("payment_intent", vraag.get("payment_intent"))
    if rij["status"] != "open":
        raise ongeldig("You can only attach payments to open invoices.", code="invoice_not_open")
    if betaling["customer"] != rij["customer"]:
        raise ongeldig("The PaymentIntent belongs to another customer.", param="payment_intent")
    if _betalingen(lade, betaling["id"]):
        raise ongeldig("This PaymentIntent is already attached to an invoice.", param="payment_intent")
    koppel(lade, rij, betaling)
    na_betaling(lade, betaling["id"])
    return toon(lade, lade.haal("invoice", sleutel))


def koppel(lade: Lade, rij: Object, betaling: Object) -> None:
    """Make a payment one of this invoice."""
    lade.maak(
        "invoice_payment",
        amount_paid=None, amount_requested=betaling["amount"], currency="eur", invoice=rij["id"], is_default=False,
        payment={"type": "payment_intent", "payment_intent": betaling["id"]}, status="open",
        status_transitions={"canceled_at": None, "paid_at": None},
    )  # fmt: skip


def _betalingen(lade: Lade, betaling_id: str) -> list[Object]:
    return [rij for rij in lade.alle("invoice_payment") if rij["payment"]["payment_intent"] == betaling_id]


def na_betaling(lade: Lade, betaling_id: str) -> None:
    """Let the invoices of a payment know how it went."""
    betaling = lade.haal("payment_intent", betaling_id)
    for deel in _betalingen(lade, betaling_id):
        rij = lade.haal("invoice", deel["invoice"])
        if betaling["status"] == "succeeded" and deel["status"] == "open":
            deel.update(status="paid", amount_paid=betaling["amount"])
            deel["status_transitions"]["paid_at"] = lade.nu
            lade.bewaar(deel)
            rij["amount_paid"] += betaling["amount"]
            _tel(lade, rij)
            meld(lade, "invoice_payment.paid", deel)
            if rij["amount_remaining"] == 0 and rij["status"] != "paid":
                _betaald(lade, rij)
        elif betaling["status"] == "requires_payment_method" and betaling["last_payment_error"]:
            meld(lade, "invoice.payment_failed", toon(lade, rij))


def _betaald(lade: Lade, rij: Object) -> Object:
    rij["status"] = "paid"
    rij["status_transitions"]["paid_at"] = lade.nu
    lade.bewaar(rij)
    meld(lade, "invoice.paid", toon(lade, rij))
    meld(lade, "invoice.payment_succeeded", toon(lade, rij))
    return rij


def maak_creditnota(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/credit_notes: makes less of an open invoice, or says where the money of a paid one goes."""
    rij = lade.haal("invoice", vraag.get("invoice"))
    bedrag = vraag.get("amount") or 0
    if rij["status"] not in ("open", "paid", "uncollectible") or not 0 < bedrag <= rij["total"] - _al_terug(
        lade, rij
    ):
        raise ongeldig("The credit note amount is greater than what is left of the invoice.", param="amount")
    voor = min(bedrag, rij["amount_remaining"])
    na = bedrag - voor
    verdeeld = sum(vraag.get(naam) or 0 for naam in ("refund_amount", "credit_amount", "out_of_band_amount"))
    if na != verdeeld:
        raise ongeldig(
            "The sum of refund, credit and out of band amounts must equal the post payment amount."
        )
    nota = lade.maak(
        "credit_note",
        amount=bedrag, subtotal=bedrag, total=bedrag, currency="eur", customer=rij["customer"], invoice=rij["id"],
        memo=vraag.get("memo"), metadata=vraag.get("metadata", {}), reason=vraag.get("reason"), status="issued",
        number=f"{rij['number']}-CN-{lade.volgnummer('creditnota:' + rij['id']):02d}", pdf="", refunds=[],
        pre_payment_amount=voor, post_payment_amount=na, out_of_band_amount=vraag.get("out_of_band_amount"),
        type="pre_payment" if not na else "post_payment" if not voor else "mixed", voided_at=None,
        effective_at=lade.nu, discount_amounts=[], discount_amount=0, total_taxes=[], amount_shipping=0,
        lines={"object": "list", "data": [], "has_more": False, "url": "/v1/credit_notes/lines"},
    )  # fmt: skip
    rij["pre_payment_credit_notes_amount"] += voor
    rij["post_payment_credit_notes_amount"] += na
    _tel(lade, rij)
    meld(lade, "credit_note.created", nota)
    if rij["amount_remaining"] == 0 and rij["status"] == "open":
        _betaald(lade, rij)
    return nota


def _al_terug(lade: Lade, rij: Object) -> int:
    return int(rij["pre_payment_credit_notes_amount"] + rij["post_payment_credit_notes_amount"])
