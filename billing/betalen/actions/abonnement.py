"""The contract of a gemeente as a subscription at Stripe: a mirror, that never sends an invoice by itself.

Our own Factuur says what is owed. The subscription shows what is taken, with its yearly prices; its
collection is paused (`void`), so that an invoice that Stripe would make of it is void at once.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from billing.betalen.actions.verzoeken import zorg_voor_klant
from billing.models import Contract, Inwonertal, Tariefregel
from billing.models.tarief import Module

_NL: Final = ZoneInfo("Europe/Amsterdam")


def werk_bij(contract: Contract, *, v1: Any, sleutel: str, at: datetime) -> bool:
    """Make the subscription say which modules the gemeente takes today."""
    klant = zorg_voor_klant(gemeente=contract.gemeente, contract=contract, v1=v1, at=at)
    regels = _regels_van_vandaag(contract, localdate(at))
    if not regels:
        return True
    prijzen = [_prijs(regel, v1) for regel in regels]
    if not klant.abonnement:
        rij = v1.subscriptions.create(
            {
                "customer": klant.stripe_id,
                "items": [{"price": prijs, "quantity": 1} for prijs in prijzen],
                "collection_method": "send_invoice",
                "days_until_due": contract.betaaltermijn_dagen,
                "billing_cycle_anchor": _volgende_verjaardag(contract, at),
                "proration_behavior": "none",
                "metadata": {"contract": contract.nummer},
            },
            {"idempotency_key": f"{sleutel}-abonnement"},
        )
        klant.abonnement = rij.id
    rij = v1.subscriptions.retrieve(klant.abonnement)
    staan_er = {post.price.id: post.id for post in rij["items"].data}
    posten = [{"price": prijs, "quantity": 1} for prijs in prijzen if prijs not in staan_er]
    weg = [{"id": post, "deleted": True} for prijs, post in staan_er.items() if prijs not in prijzen]
    rij = v1.subscriptions.update(
        klant.abonnement,
        {"items": [*posten, *weg], "pause_collection": {"behavior": "void"}, "proration_behavior": "none"}
        if posten or weg
        else {"pause_collection": {"behavior": "void"}},
    )
    klant.abonnement_stand, klant.bijgewerkt_op = rij.status, at
    klant.save(update_fields=["abonnement", "abonnement_stand", "bijgewerkt_op"])
    return True


def _regels_van_vandaag(contract: Contract, dag: Any) -> list[Tariefregel]:
    """Return the price of each module that is taken on this day, of the band of this gemeente."""
    aantal = (
        Inwonertal.objects.filter(gemeente=contract.gemeente_id, jaar__lte=dag.year)
        .order_by("-jaar")
        .values_list("aantal", flat=True)
        .first()
    )
    modules = {
        rij.module for rij in contract.modules.all() if rij.van <= dag and (rij.tot is None or rij.tot > dag)
    }
    per_module: dict[str, Tariefregel] = {}
    for regel in contract.tarief.regels.order_by("vanaf_inwoners"):
        if regel.module in modules and regel.vanaf_inwoners <= (aantal or 0):
            per_module[regel.module] = regel
    return [per_module[naam] for naam in sorted(per_module)]


def _prijs(regel: Tariefregel, v1: Any) -> str:
    """Return the price at Stripe of a line of the price list; made the first time."""
    sleutel = f"kt-{regel.pk}"
    gevonden = v1.prices.list({"lookup_keys": [sleutel], "active": True}).data
    if gevonden:
        return str(gevonden[0].id)
    product = f"kt_{regel.module}"
    if not v1.products.list({"ids": [product]}).data:
        v1.products.create(
            {"id": product, "name": str(Module(regel.module).label)},
            {"idempotency_key": f"kt-product-{product}"},
        )
    return str(
        v1.prices.create(
            {
                "product": product,
                "currency": "eur",
                "unit_amount": regel.jaarbedrag_centen,
                "recurring": {"interval": "year"},
                "lookup_key": sleutel,
                "nickname": f"Vanaf {regel.vanaf_inwoners} inwoners",
                "tax_behavior": "exclusive",
            },
            {"idempotency_key": f"{sleutel}-prijs"},
        ).id
    )


def _volgende_verjaardag(contract: Contract, at: datetime) -> int:
    """Return when the next year of the contract begins: until then Stripe makes nothing."""
    dag = localdate(at)
    jaar = dag.year
    while True:
        begin = contract.begin
        if (begin.month, begin.day) == (2, 29):
            begin -= timedelta(days=1)
        keer = begin.replace(year=jaar)
        if keer > dag:
            return int(datetime.combine(keer, time(0), _NL).astimezone(UTC).timestamp())
        jaar += 1
