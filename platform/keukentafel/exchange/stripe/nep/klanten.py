"""Customers, what they can buy, and with what they pay."""

from __future__ import annotations

from typing import Any

from keukentafel.exchange.stripe.nep.bezorging import meld
from keukentafel.exchange.stripe.nep.fouten import ongeldig
from keukentafel.exchange.stripe.nep.kluis import Lade, Object

Vraag = dict[str, Any]


def wijzig(lade: Lade, rij: Object, vraag: Vraag, event: str) -> Object:
    """Change fields of an object, merge its metadata, and tell."""
    vorige = {naam: rij.get(naam) for naam in vraag if naam in rij and rij.get(naam) != vraag[naam]}
    for naam, waarde in vraag.items():
        if naam == "metadata":
            samen = {**rij["metadata"], **waarde}
            rij["metadata"] = {sleutel: tekst for sleutel, tekst in samen.items() if tekst != ""}
        elif isinstance(waarde, dict) and isinstance(rij.get(naam), dict):
            rij[naam] = {**rij[naam], **waarde}
        else:
            rij[naam] = None if waarde == "" else waarde
    lade.bewaar(rij)
    if event and vorige:
        meld(lade, event, rij, vorige)
    return rij


def maak_klant(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/customers."""
    klant = lade.maak(
        "customer",
        **{
            "address": None, "balance": 0, "currency": None, "default_source": None, "delinquent": False,
            "description": None, "discount": None, "email": None, "name": None, "phone": None,
            "preferred_locales": [], "shipping": None, "tax_exempt": "none", "test_clock": None,
            "invoice_prefix": lade.geheim(8).upper(), "next_invoice_sequence": 1,
            **vraag,
            "invoice_settings": {
                "custom_fields": None, "default_payment_method": None, "footer": None, "rendering_options": None,
                **(vraag.get("invoice_settings") or {}),
            },
        },
    )  # fmt: skip
    meld(lade, "customer.created", klant)
    return klant


def wijzig_klant(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/customers/:id."""
    return wijzig(lade, lade.haal("customer", sleutel), vraag, "customer.updated")


def verwijder_klant(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """DELETE /v1/customers/:id."""
    klant = lade.haal("customer", sleutel)
    lade.bewaar({**klant, "deleted": True})
    meld(lade, "customer.deleted", klant)
    return {"id": sleutel, "object": "customer", "deleted": True}


def maak_product(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/products."""
    if not vraag.get("name"):
        raise ongeldig("Missing required param: name.", param="name", code="parameter_missing")
    eigen_id = {"id": vraag["id"]} if vraag.get("id") else {}
    if eigen_id and lade.zoek(vraag["id"]):
        raise ongeldig("Product already exists.", param="id", code="resource_already_exists")
    product = lade.maak(
        "product",
        **{
            "active": True, "default_price": None, "description": None, "images": [], "marketing_features": [],
            "package_dimensions": None, "shippable": None, "statement_descriptor": None, "tax_code": None,
            "type": "service", "unit_label": None, "updated": lade.nu, "url": None, **vraag, **eigen_id,
        },
    )  # fmt: skip
    meld(lade, "product.created", product)
    return product


def wijzig_product(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/products/:id."""
    return wijzig(lade, lade.haal("product", sleutel), {**vraag, "updated": lade.nu}, "product.updated")


def maak_prijs(lade: Lade, vraag: Vraag) -> Object:
    """POST /v1/prices."""
    lade.haal("product", vraag.get("product"))
    sleutel = vraag.get("lookup_key")
    if sleutel:
        _neem_over(lade, sleutel, vraag.get("transfer_lookup_key") is True)
    herhaling = vraag.get("recurring")
    prijs = lade.maak(
        "price",
        **{
            "active": True, "billing_scheme": "per_unit", "custom_unit_amount": None, "lookup_key": None,
            "nickname": None, "tax_behavior": "unspecified", "tiers_mode": None, "transform_quantity": None,
            "type": "recurring" if herhaling else "one_time", "unit_amount": None,
            **{naam: waarde for naam, waarde in vraag.items() if naam != "transfer_lookup_key"},
            "recurring": {
                "interval_count": int((herhaling or {}).get("interval_count", 1)), "meter": None,
                "trial_period_days": None, "usage_type": "licensed", "interval": herhaling["interval"],
            } if herhaling else None,
            "unit_amount_decimal": str(vraag.get("unit_amount") or 0),
        },
    )  # fmt: skip
    meld(lade, "price.created", prijs)
    return prijs


def _neem_over(lade: Lade, sleutel: str, mag: bool) -> None:
    for oud in lade.alle("price"):
        if oud.get("lookup_key") != sleutel:
            continue
        if not mag:
            raise ongeldig(f"A price already uses the lookup key `{sleutel}`.", param="lookup_key")
        lade.bewaar({**oud, "lookup_key": None})


def wijzig_prijs(lade: Lade, vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/prices/:id."""
    return wijzig(lade, lade.haal("price", sleutel), vraag, "price.updated")


def maak_betaalwijze(lade: Lade, soort: str, klant: str, **gegevens: Any) -> Object:
    """Make a way to pay of a customer, as Checkout does."""
    wijze = lade.maak(
        "payment_method",
        type=soort,
        customer=klant,
        billing_details={"address": None, "email": None, "name": None, "phone": None},
        **{soort: gegevens},
    )
    meld(lade, "payment_method.attached", wijze)
    return wijze


def haal_betaalwijze_weg(lade: Lade, _vraag: Vraag, sleutel: str) -> Object:
    """POST /v1/payment_methods/:id/detach."""
    wijze = lade.haal("payment_method", sleutel)
    klant = lade.zoek(str(wijze["customer"]))
    if klant and klant["invoice_settings"]["default_payment_method"] == sleutel:
        wijzig(
            lade,
            klant,
            {"invoice_settings": {**klant["invoice_settings"], "default_payment_method": None}},
            "customer.updated",
        )
    return wijzig(lade, wijze, {"customer": ""}, "payment_method.detached")
