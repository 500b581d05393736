"""Keep the catalogue: products, what they cost, who gives them, how long people wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld
from modules.dossier.voorzieningen.codelijsten import PER_WET, ProductWet
from modules.dossier.voorzieningen.models import Contract, Product, Tarief, Wachttijd
from modules.inrichting.models import Organisatie

VELDEN = (
    "wet", "categorie", "code", "naam", "omschrijving", "eenheid", "frequentie", "is_bijdrageplichtig",
    "mag_pgb", "geldig_van", "geldig_tot",
)  # fmt: skip


class VerkeerdeCategorie(Refusal):
    text = "Deze categorie hoort bij een andere wet. Kies een categorie van dezelfde wet."


class CodeBestaat(Refusal):
    text = (
        "Een product met deze code loopt al in deze tijd. Kies een andere code, of beëindig eerst het andere."
    )


class ContractBestaat(Refusal):
    text = "Met deze aanbieder is er in deze tijd al een contract voor dit product."


class EindeVoorBegin(Refusal):
    text = "De einddatum ligt vóór de begindatum. Kies een latere einddatum."


@transaction.atomic
def save_product(
    *,
    product: Product | None,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    versie: int | None = None,
) -> Product:
    """Add a product, or change it. A decision that was taken keeps the words it was taken with.

    :raises Verouderd: somebody saved it since `versie`.
    :raises VerkeerdeCategorie: the category belongs to the other law.
    :raises CodeBestaat: another product has this code in the same days.
    :raises EindeVoorBegin: it would end before it begins.
    """
    nieuw = product is None
    if product is not None:
        product = Product.objects.select_for_update().get(pk=product.pk)
        if versie is not None and versie != product.versie:
            raise Verouderd(huidig=product)
    rij = product or Product()
    for veld in VELDEN:
        if veld in gegevens:
            setattr(rij, veld, gegevens[veld])
    _controleer(rij)
    rij.versie = 1 if nieuw else rij.versie + 1
    rij.save()
    gebeurtenis = "voorzieningen.product.gemaakt" if nieuw else "voorzieningen.product.gewijzigd"
    audit.record(gebeurtenis, target=rij, by=by, at=at, soort="maken" if nieuw else "wijzigen")
    return rij


def _controleer(rij: Product) -> None:
    if rij.categorie not in PER_WET[ProductWet(rij.wet)]:
        raise VerkeerdeCategorie
    if rij.geldig_tot is not None and rij.geldig_tot < rij.geldig_van:
        raise EindeVoorBegin
    if not rij.code:
        return
    anderen = Product.objects.filter(wet=rij.wet, categorie=rij.categorie, code=rij.code).exclude(pk=rij.pk)
    loopt = Q(geldig_tot=None) | Q(geldig_tot__gt=rij.geldig_van)
    if rij.geldig_tot is not None:
        loopt &= Q(geldig_van__lt=rij.geldig_tot)
    if anderen.filter(loopt).exists():
        raise CodeBestaat


@transaction.atomic
def set_tarief(
    *,
    product: Product,
    bedrag: Geld,
    vanaf: date,
    by: Any,
    at: datetime,
    aanbieder: Organisatie | None = None,
    is_pgb: bool = False,
) -> Tarief:
    """Say what a unit costs from a day on; the same day again replaces it, earlier amounts stay."""
    tarief, _ = Tarief.objects.update_or_create(
        product=product,
        aanbieder=aanbieder,
        is_pgb=is_pgb,
        geldig_van=vanaf,
        defaults={"centen": bedrag.centen},
    )
    audit.record("voorzieningen.tarief.gezet", target=tarief, by=by, at=at)
    return tarief


@transaction.atomic
def save_contract(
    *,
    product: Product,
    aanbieder: Organisatie,
    van: date,
    tot_en_met: date | None,
    by: Any,
    at: datetime,
    bijzonder: str = "",
) -> Contract:
    """Say that an aanbieder gives this product from a day on; the same begin again changes its end.

    :raises EindeVoorBegin: it would end before it begins.
    :raises ContractBestaat: another contract with this aanbieder runs in these days.
    """
    if tot_en_met is not None and tot_en_met < van:
        raise EindeVoorBegin
    overlap = Contract.objects.filter(product=product, aanbieder=aanbieder).exclude(van=van)
    overlap = overlap.filter(Q(tot_en_met=None) | Q(tot_en_met__gte=van))
    if tot_en_met is not None:
        overlap = overlap.filter(van__lte=tot_en_met)
    if overlap.exists():
        raise ContractBestaat
    try:
        with transaction.atomic():
            contract, _ = Contract.objects.update_or_create(
                product=product,
                aanbieder=aanbieder,
                van=van,
                defaults={"tot_en_met": tot_en_met, "bijzonder": bijzonder},
            )
    except IntegrityError as fout:  # two people at once
        raise ContractBestaat from fout
    audit.record("voorzieningen.contract.bewaard", target=contract, by=by, at=at)
    return contract


class NietInContract(Refusal):
    """A waiting time outside the days of its contract."""


@transaction.atomic
def set_wachttijd(*, contract: Contract, weken: int, gemeten_op: date, by: Any, at: datetime) -> Wachttijd:
    """Say how many weeks people wait with an aanbieder, as it was on a day.

    :raises NietInContract: the contract did not run then.
    """
    if contract.tot_en_met is not None and gemeten_op > contract.tot_en_met:
        raise NietInContract(
            f"Het contract liep tot en met {datum(contract.tot_en_met)}. Kies een eerdere dag."
        )
    wachttijd, _ = Wachttijd.objects.update_or_create(
        contract=contract, gemeten_op=gemeten_op, defaults={"weken": weken}
    )
    audit.record("voorzieningen.wachttijd.gezet", target=wachttijd, by=by, at=at)
    return wachttijd
