"""Which help there is, by whom, at what price, and how long people wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from keukentafel.values.geld import Geld
from modules.dossier.voorzieningen.models import Contract, Product, Tarief, Wachttijd


@dataclass(frozen=True, slots=True)
class Aanbod:
    """One aanbieder that gives a product on a day: what it costs there and how long people wait."""

    contract_id: UUID
    aanbieder_id: UUID
    naam: str
    tarief: Geld | None
    wachttijd_weken: int | None
    gemeten_op: date | None
    bijzonder: str


def producten_op(wet: str, dag: date) -> QuerySet[Any]:
    """Return what may be decided on under a law, on a day."""
    return Product.objects.van_wet(wet).op(dag)


def contracten_op(dag: date) -> Q:
    """Return the filter for contracts under which help may begin on a day."""
    return Q(van__lte=dag) & (Q(tot_en_met=None) | Q(tot_en_met__gte=dag))


def aanbod_van(product: Product, dag: date) -> list[Aanbod]:
    """Return who gives this product on a day, the shortest wait first: two queries."""
    wacht = Wachttijd.objects.filter(contract=OuterRef("pk"), gemeten_op__lte=dag).order_by(
        "-gemeten_op", "-id"
    )
    contracten = (
        Contract.objects.filter(contracten_op(dag), product=product)
        .select_related("aanbieder")
        .annotate(weken=Subquery(wacht.values("weken")[:1]), op=Subquery(wacht.values("gemeten_op")[:1]))
        .order_by(F("weken").asc(nulls_last=True), "aanbieder__naam", "id")
    )
    tarieven = tarieven_op([product.pk], dag)
    return [
        Aanbod(
            contract_id=rij.pk,
            aanbieder_id=rij.aanbieder_id,
            naam=rij.aanbieder.naam,
            tarief=tarieven.get((product.pk, rij.aanbieder_id)) or tarieven.get((product.pk, None)),
            wachttijd_weken=rij.weken,
            gemeten_op=rij.op,
            bijzonder=rij.bijzonder,
        )
        for rij in contracten
    ]


def tarieven_op(
    producten: Iterable[UUID], dag: date, *, is_pgb: bool = False
) -> dict[tuple[UUID, UUID | None], Geld]:
    """Return what a unit costs on a day, per product and aanbieder (None: of all): one query."""
    rijen = (
        Tarief.objects.filter(product_id__in=list(producten), geldig_van__lte=dag, is_pgb=is_pgb)
        .order_by("product_id", "aanbieder_id", "-geldig_van", "-id")
        .distinct("product_id", "aanbieder_id")
        .values_list("product_id", "aanbieder_id", "centen")
    )
    return {(product_id, aanbieder_id): Geld(centen) for product_id, aanbieder_id, centen in rijen}


def tarief_van(
    product: Product, dag: date, *, aanbieder_id: UUID | None = None, is_pgb: bool = False
) -> Geld | None:
    """Return what a unit of a product costs on a day: that of the aanbieder, else that of all; None when unknown."""
    bekend = tarieven_op([product.pk], dag, is_pgb=is_pgb)
    return bekend.get((product.pk, aanbieder_id)) or bekend.get((product.pk, None))


SORTERINGEN = {
    "categorie": ("wet", "categorie", "code", "naam", "id"),
    "naam": ("naam", "id"),
    "code": ("code", "naam", "id"),
}
PER_PAGINA = 25


@dataclass(frozen=True, slots=True)
class Catalogusvraag:
    """What the page must show; every field is part of the address."""

    q: str = ""
    wet: str = ""
    alles: bool = False
    sorteer: str = "categorie"
    blad: int = 1


@dataclass(frozen=True, slots=True)
class Catalogusrij:
    """A product with what is told in the list."""

    product: Product
    tarief: Geld | None
    aanbieders: int
    kortste_weken: int | None


@dataclass(frozen=True, slots=True)
class Catalogus:
    """One page of products; `totaal` counts them all."""

    rijen: Sequence[Catalogusrij]
    totaal: int
    heeft_vorige: bool
    heeft_volgende: bool


def catalogus(vraag: Catalogusvraag, dag: date) -> Catalogus:
    """Return one page of the catalogue: four queries, however many products there are."""
    rijen = Product.objects.zoek(vraag.q)
    if vraag.wet:
        rijen = rijen.van_wet(vraag.wet)
    if not vraag.alles:
        rijen = rijen.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=dag))
    totaal = rijen.count()
    begin = (vraag.blad - 1) * PER_PAGINA
    volgorde = SORTERINGEN.get(vraag.sorteer, SORTERINGEN["categorie"])
    bladzijde = list(rijen.order_by(*volgorde)[begin : begin + PER_PAGINA])
    ids = [product.pk for product in bladzijde]
    tarieven = tarieven_op(ids, dag)
    wie = _aanbieders(ids, dag)
    return Catalogus(
        rijen=[
            Catalogusrij(
                product=product,
                tarief=tarieven.get((product.pk, None)) or _laagste(tarieven, product.pk),
                aanbieders=len(wie.get(product.pk, ())),
                kortste_weken=min((w for w in wie.get(product.pk, ()) if w is not None), default=None),
            )
            for product in bladzijde
        ],
        totaal=totaal,
        heeft_vorige=vraag.blad > 1,
        heeft_volgende=begin + PER_PAGINA < totaal,
    )


def _laagste(tarieven: dict[tuple[UUID, UUID | None], Geld], product_id: UUID) -> Geld | None:
    return min((bedrag for (van, _), bedrag in tarieven.items() if van == product_id), default=None)


def _aanbieders(ids: list[UUID], dag: date) -> dict[UUID, list[int | None]]:
    wacht = Wachttijd.objects.filter(contract=OuterRef("pk"), gemeten_op__lte=dag).order_by(
        "-gemeten_op", "-id"
    )
    rijen = (
        Contract.objects.filter(contracten_op(dag), product_id__in=ids)
        .annotate(weken=Subquery(wacht.values("weken")[:1]))
        .order_by("product_id", "id")
        .values_list("product_id", "weken")
    )
    gevonden: dict[UUID, list[int | None]] = {}
    for product_id, weken in rijen:
        gevonden.setdefault(product_id, []).append(weken)
    return gevonden
