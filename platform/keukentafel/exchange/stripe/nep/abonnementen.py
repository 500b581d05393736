"""Subscriptions: what somebody buys every year, and how many of it."""

from __future__ import annotations

from typing import Any, Final

from keukentafel.exchange.stripe.nep.bezorging import meld
from keukentafel.exchange.stripe.nep.fouten import ongeldig
from keukentafel.exchange.stripe.nep.kluis import Lade, Object
from keukentafel.exchange.stripe.nep.vorm import getal

Vraag = dict[str, Any]
_DUUR: Final = {"day": 86_400, "week": 7 * 86_400, "month": 30 * 86_400, "year": 365 * 86_400}


def maak(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/subscriptions. It bills from its anchor on; before that nothing is owed."""
    lade.haal("customer", vraag.get("customer"))
    if vraag.get("collection_method") == "send_invoice" and vraag.get("days_until_due") is None:
        raise ongeldig("You must pass `days_until_due` when collection_method is send_invoice.")
    if not vraag.get("items"):
        raise ongeldig("Missing required param: items.", param="items", code="parameter_missing")
    anker = vraag.get("billing_cycle_anchor") or lade.nu
    rij = lade.maak(
        "subscription",
        **{
            "application": None, "automatic_tax": {"enabled": False, "liability": None}, "cancel_at": None,
            "cancel_at_period_end": False, "canceled_at": None, "collection_method": "charge_automatically",
            "currency": "eur", "days_until_due": None, "default_payment_method": None, "description": None,
            "discounts": [], "ended_at": None, "latest_invoice": None, "pause_collection": None, "schedule": None,
            "start_date": lade.nu, "status": "active", "trial_end": None, "trial_start": None,
            "billing_mode": {"type": "flexible"},
            **{naam: waarde for naam, waarde in vraag.items() if naam not in ("items", "proration_behavior")},
            "billing_cycle_anchor": anker, "_posten": [],
        },
    )  # fmt: skip
    for post in vraag["items"]:
        _zet_post(lade, rij, post)
    meld(lade, "customer.subscription.created", toon(lade, rij))
    return toon(lade, rij)


def _zet_post(lade: Lade, rij: Object, post: Vraag) -> None:
    oud = lade.zoek(str(post["id"])) if post.get("id") else None
    if oud is not None and str(post.get("deleted")) == "true":
        rij["_posten"].remove(oud["id"])
        lade.weg(oud["id"])
    elif oud is not None:
        prijs = lade.haal("price", post["price"]) if post.get("price") else oud["price"]
        aantal = getal(post.get("quantity", oud["quantity"]), "quantity")
        lade.bewaar({**oud, "price": prijs, "quantity": aantal})
    else:
        prijs = lade.haal("price", post.get("price"))
        if prijs["recurring"] is None:
            raise ongeldig("The price specified is set to `type=one_time`.", param="items[0][price]")
        nieuw = lade.maak(
            "subscription_item",
            price=prijs, quantity=getal(post.get("quantity", 1), "quantity"), subscription=rij["id"], tax_rates=[],
            current_period_start=rij["billing_cycle_anchor"], discounts=[], customer=rij["customer"],
            current_period_end=rij["billing_cycle_anchor"] + _DUUR[prijs["recurring"]["interval"]],
            metadata=post.get("metadata") or {},
        )  # fmt: skip
        rij["_posten"].append(nieuw["id"])
    lade.bewaar(rij)


def toon(lade: Lade, rij: Object) -> Object:
    """Return a subscription as the API gives it."""
    posten = [post for post in (lade.zoek(sleutel) for sleutel in rij["_posten"]) if post]
    lijst = {
        "object": "list", "data": posten, "has_more": False, "total_count": len(posten),
        "url": f"/v1/subscription_items?subscription={rij['id']}",
    }  # fmt: skip
    return {**{naam: waarde for naam, waarde in rij.items() if not naam.startswith("_")}, "items": lijst}


def wijzig(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/subscriptions/:id."""
    rij = lade.haal("subscription", sleutel)
    if rij["status"] == "canceled":
        raise ongeldig("A canceled subscription can only update its cancellation_details and metadata.")
    for post in vraag.get("items") or []:
        _zet_post(lade, rij, post)
    for naam, waarde in vraag.items():
        if naam == "metadata":
            rij["metadata"] = {**rij["metadata"], **waarde}
        elif naam not in ("items", "proration_behavior"):
            rij[naam] = None if waarde == "" else waarde
    lade.bewaar(rij)
    meld(lade, "customer.subscription.updated", toon(lade, rij))
    return toon(lade, rij)


def stop(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """DELETE /v1/subscriptions/:id."""
    rij = lade.haal("subscription", sleutel)
    rij.update(status="canceled", canceled_at=lade.nu, ended_at=lade.nu)
    lade.bewaar(rij)
    meld(lade, "customer.subscription.deleted", toon(lade, rij))
    return toon(lade, rij)
