"""A provision of a decision, out of the catalogue: code, unit, tariff and aanbieder follow from the choice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld
from modules.dossier.besluiten.rules.omvang import een, per_jaar
from modules.dossier.besluiten.woorden import Eenheid, Frequentie, Vorm
from modules.dossier.voorzieningen import codelijsten
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import Aanbod, aanbod_van, tarief_van

EENHEID: Final = MappingProxyType(
    {
        codelijsten.Eenheid.MINUUT.value: Eenheid.MINUUT.value,
        codelijsten.Eenheid.UUR.value: Eenheid.UUR.value,
        codelijsten.Eenheid.ETMAAL.value: Eenheid.ETMAAL.value,
        codelijsten.Eenheid.DAGDEEL.value: Eenheid.DAGDEEL.value,
        codelijsten.Eenheid.STUKS_OUTPUT.value: Eenheid.STUKS.value,
        codelijsten.Eenheid.EURO.value: Eenheid.EURO.value,
        codelijsten.Eenheid.STUKS_INSPANNING.value: Eenheid.STUKS.value,
    }
)
FREQUENTIE: Final = MappingProxyType(
    {
        codelijsten.Frequentie.DAG.value: Frequentie.DAG.value,
        codelijsten.Frequentie.WEEK.value: Frequentie.WEEK.value,
        codelijsten.Frequentie.MAAND.value: Frequentie.MAAND.value,
        codelijsten.Frequentie.TOTAAL.value: Frequentie.TOTAAL.value,
    }
)


class ProductGeldtNiet(Refusal):
    """The catalogue does not have this help on the day it begins."""


class PgbKanNiet(Refusal):
    text = "Deze hulp kan niet als persoonsgebonden budget. Kies zorg in natura of andere hulp."


class GeenContract(Refusal):
    """The aanbieder has no contract for this help on the day it begins."""


class BedragOntbreekt(Refusal):
    text = "Voor deze hulp staat geen tarief in de lijst. Vul in wat de hulp per jaar kost."


def hulp_uit_catalogus(
    *,
    product: Product,
    vorm: str,
    aanbieder_id: UUID | None,
    omvang: Decimal | None,
    frequentie: str,
    begin: date,
    einde: date | None,
    bedrag: int | None = None,
) -> dict[str, Any]:
    """Return a provision as `change_beschikking` takes it; what it costs a year follows from the tariff.

    `bedrag` counts only where the catalogue has no tariff: else nobody types the amount of his mandate.

    :raises ProductGeldtNiet, PgbKanNiet, GeenContract, BedragOntbreekt: it cannot be given like this.
    """
    if not product.geldt_op(begin):
        raise ProductGeldtNiet(
            f"“{product.naam}” is op {datum(begin)} niet te kiezen. Kies een andere begindag."
        )
    if vorm == Vorm.PGB:
        if not product.mag_pgb:
            raise PgbKanNiet
        aanbieder_id = None
    aanbod = None
    if aanbieder_id is not None:
        aanbod = next((a for a in aanbod_van(product, begin) if a.aanbieder_id == aanbieder_id), None)
        if aanbod is None:
            raise GeenContract(
                f"Deze aanbieder heeft op {datum(begin)} geen contract voor deze hulp. Kies een andere aanbieder."
            )
    vast = FREQUENTIE.get(product.frequentie, "")
    hoe_vaak = vast or frequentie
    tarief = tarief_voor(product, begin, vorm=vorm, aanbieder_id=aanbieder_id)
    if tarief is None and bedrag is None:
        raise BedragOntbreekt
    kosten = (
        per_jaar(tarief.centen, omvang, hoe_vaak, begin=begin, einde=einde) if tarief is not None else bedrag
    )
    return {
        "titel": product.naam, "categorie": product.categorie, "product": product.code,
        "aanbieder_id": aanbieder_id, "vorm": vorm, "omvang": omvang, "eenheid": EENHEID[product.eenheid],
        "frequentie": hoe_vaak, "bedrag_per_jaar": kosten, "begin": begin, "einde": einde,
    }  # fmt: skip


def tarief_voor(product: Product, dag: date, *, vorm: str, aanbieder_id: UUID | None) -> Geld | None:
    """Return what a unit costs: a pgb by its own tariff, else by that of the help itself."""
    if vorm == Vorm.PGB and (eigen := tarief_van(product, dag, is_pgb=True)) is not None:
        return eigen
    return tarief_van(product, dag, aanbieder_id=aanbieder_id)


def in_woorden(aanbod: Aanbod, product: Product) -> str:
    """Return what is told of an aanbieder: how long people wait, what it costs, and what is special."""
    weken = aanbod.wachttijd_weken
    if weken is None:
        wacht = "Wachttijd onbekend"
    elif weken == 0:
        wacht = "Geen wachttijd"
    else:
        wacht = f"{weken} {'week' if weken == 1 else 'weken'} wachten"
    per = een(EENHEID[product.eenheid])
    prijs = f"{aanbod.tarief} per {per}" if aanbod.tarief is not None else "geen tarief"
    return ". ".join(deel for deel in (f"{wacht}, {prijs}", aanbod.bijzonder) if deel)
