"""Checkout and the customer portal: the pages where somebody pays, and what happens when they do."""

from __future__ import annotations

from typing import Any, Final

from keukentafel.exchange.stripe.nep import facturen, geld
from keukentafel.exchange.stripe.nep.bezorging import meld
from keukentafel.exchange.stripe.nep.fouten import Nee, ongeldig
from keukentafel.exchange.stripe.nep.klanten import maak_betaalwijze
from keukentafel.exchange.stripe.nep.kluis import Lade, Object
from keukentafel.exchange.stripe.nep.vorm import getal

Vraag = dict[str, Any]
WIJZEN: Final = {"card": "Creditcard", "ideal": "iDEAL", "sepa_debit": "Automatische incasso (SEPA)"}
_DUUR: Final = 86_400


def maak_sessie(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/checkout/sessions, in the modes payment and setup."""
    soort = vraag.get("mode")
    if soort not in ("payment", "setup"):
        raise ongeldig("mode must be one of payment or setup here.", param="mode")
    if not vraag.get("success_url"):
        raise ongeldig("Missing required param: success_url.", param="success_url", code="parameter_missing")
    klant = lade.haal("customer", vraag["customer"])["id"] if vraag.get("customer") else None
    bedrag = sum(_bedrag(lade, regel) for regel in vraag.get("line_items") or [])
    if soort == "payment" and bedrag <= 0:
        raise ongeldig("line_items is required in payment mode.", param="line_items")
    wijzen = vraag.get("allowed_payment_method_types") or list(WIJZEN)
    onbekend = set(wijzen) - set(WIJZEN)
    if onbekend:
        raise ongeldig(
            f"The payment method type provided: {onbekend.pop()} is invalid.", param="payment_method_types"
        )
    betaling = None
    if soort == "payment":
        betaling = geld.maak_betaling(
            lade, klant, bedrag, payment_method_types=wijzen,
            metadata=(vraag.get("payment_intent_data") or {}).get("metadata") or {},
        )["id"]  # fmt: skip
    rij = lade.maak(
        "checkout.session",
        **{
            "amount_subtotal": bedrag or None, "amount_total": bedrag or None, "cancel_url": None,
            "client_reference_id": None, "currency": "eur", "customer_details": None, "invoice": None,
            "locale": None, "setup_intent": None, "shipping_options": [], "subscription": None,
            "automatic_tax": {"enabled": False, "liability": None, "status": None}, "custom_fields": [],
            **{naam: waarde for naam, waarde in vraag.items() if naam not in ("line_items", "payment_intent_data")},
            "customer": klant, "payment_intent": betaling, "payment_method_types": wijzen, "status": "open",
            "payment_status": "unpaid" if soort == "payment" else "no_payment_required",
            "expires_at": vraag.get("expires_at") or lade.nu + _DUUR,
        },
    )  # fmt: skip
    rij["url"] = f"{lade.knop('adres')}/c/pay/{rij['id']}"
    if soort == "setup":
        rij["setup_intent"] = lade.maak(
            "setup_intent", customer=klant, status="requires_payment_method", payment_method=None, usage="off_session",
            payment_method_types=wijzen, metadata=(vraag.get("setup_intent_data") or {}).get("metadata") or {},
        )["id"]  # fmt: skip
    lade.bewaar(rij)
    return rij


def _bedrag(lade: Lade, regel: Vraag) -> int:
    aantal = getal(regel.get("quantity", 1), "line_items[0][quantity]")
    if regel.get("price"):
        return int(lade.haal("price", regel["price"])["unit_amount"]) * aantal
    return getal((regel.get("price_data") or {}).get("unit_amount"), "line_items[0][price_data]") * aantal


def laat_verlopen(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/checkout/sessions/:id/expire."""
    rij = lade.haal("checkout.session", sleutel)
    if rij["status"] != "open":
        raise ongeldig('Only Checkout Sessions with a status in ["open"] can be expired.')
    rij.update(status="expired", url=None)
    lade.bewaar(rij)
    if rij["payment_intent"]:
        betaling = lade.haal("payment_intent", rij["payment_intent"])
        lade.bewaar({**betaling, "status": "canceled", "canceled_at": lade.nu})
    meld(lade, "checkout.session.expired", rij)
    return rij


def voltooi(lade: Lade, sleutel: str, soort: str, iban: str = "") -> Object:
    """Do what somebody does on the page of Checkout: pay, or give a mandate for direct debit."""
    rij = lade.haal("checkout.session", sleutel)
    if rij["status"] != "open" or rij["expires_at"] <= lade.nu:
        raise Nee(400, "invalid_request_error", "Deze betaalpagina is gesloten.")
    if soort not in rij["payment_method_types"]:
        raise Nee(400, "invalid_request_error", "Op deze manier kan het niet.")
    gegevens = {"iban": iban, "last4": iban[-4:], "country": "NL"} if soort == "sepa_debit" else {}
    wijze = maak_betaalwijze(lade, soort, rij["customer"], **gegevens)
    rij.update(status="complete", url=None)
    lade.bewaar(rij)
    if rij["mode"] == "setup":
        opzet = lade.haal("setup_intent", rij["setup_intent"])
        opzet.update(status="succeeded", payment_method=wijze["id"])
        lade.bewaar(opzet)
        meld(lade, "setup_intent.succeeded", opzet)
        meld(lade, "checkout.session.completed", rij)
        return rij
    betaling = geld.betaal(lade, lade.haal("payment_intent", rij["payment_intent"]), wijze)
    if betaling["status"] == "succeeded":
        rij["payment_status"] = "paid"
        lade.bewaar(rij)
    meld(lade, "checkout.session.completed", rij)
    facturen.na_betaling(lade, betaling["id"])
    return rij


def incasso_klaar(lade: Lade, betaling_id: str) -> None:
    """Let a direct debit come in, or come back."""
    betaling = lade.haal("payment_intent", betaling_id)
    if betaling["status"] != "processing":
        return
    betaling = geld.rond_af(lade, betaling, lade.haal("payment_method", betaling["payment_method"]))
    gelukt = betaling["status"] == "succeeded"
    for rij in lade.alle("checkout.session", betaling["customer"] or ""):
        if rij["payment_intent"] == betaling_id:
            rij["payment_status"] = "paid" if gelukt else "unpaid"
            lade.bewaar(rij)
            meld(lade, f"checkout.session.async_payment_{'succeeded' if gelukt else 'failed'}", rij)
    facturen.na_betaling(lade, betaling_id)


def maak_portaal(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/billing_portal/sessions."""
    klant = lade.haal("customer", vraag.get("customer"))
    rij = lade.maak(
        "billing_portal.session",
        configuration=vraag.get("configuration", "bpc_namaak"), customer=klant["id"], flow=None,
        locale=vraag.get("locale"), on_behalf_of=None, return_url=vraag.get("return_url"),
    )  # fmt: skip
    rij["url"] = f"{lade.knop('adres')}/p/session/{rij['id']}"
    lade.bewaar(rij)
    return rij
