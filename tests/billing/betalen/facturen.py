"""Contracts and invoices in schema public, as billing makes them, small."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from billing.models import (
    Contract,
    Contractmodule,
    Factuur,
    Factuurregel,
    Inwonertal,
    Soort,
    Tarief,
    Tariefregel,
)
from keukentafel.tenancy import GemeenteRef
from tenants.models import Gemeente


def tarief() -> Tarief:
    """One price list with two bands."""
    gevonden = Tarief.objects.filter(naam="Proeftarief").first()
    if gevonden is not None:
        return gevonden
    lijst = Tarief.objects.create(naam="Proeftarief", geldig_van=date(2026, 1, 1))
    for module, centen in (("basis", 900_000), ("wmo", 480_000), ("jeugd", 400_000)):
        Tariefregel.objects.create(tarief=lijst, module=module, vanaf_inwoners=0, jaarbedrag_centen=centen)
        Tariefregel.objects.create(
            tarief=lijst, module=module, vanaf_inwoners=25_000, jaarbedrag_centen=centen + 100_000
        )
    return lijst


def contract(ref: GemeenteRef, *modules: str, at: datetime) -> Contract:
    """A contract from 1 January 2026, with these modules."""
    rij = Contract.objects.create(
        nummer=f"C-{ref.cbs_code}",
        gemeente=Gemeente.objects.defer("sleutel").get(pk=ref.id),
        tarief=tarief(),
        begin=date(2026, 1, 1),
        factuurperiode="jaar",
        inkoopnummer="INK-77",
        afnemer_naam=f"Gemeente {ref.naam}",
        afnemer_straat="Raadhuisplein 1",
        afnemer_postcode="9001AA",
        afnemer_plaats=ref.naam,
        afnemer_kvk="12345678",
        factuur_email=f"facturen@{ref.slug}.invalid",
        aangemaakt_op=at,
    )
    for module in modules or ("basis", "wmo"):
        Contractmodule.objects.create(contract=rij, module=module, van=date(2026, 1, 1))
    Inwonertal.objects.get_or_create(
        gemeente_id=ref.id, jaar=2026, defaults={"aantal": 42_100, "bron": "CBS"}
    )
    return rij


def factuur(
    van: Contract,
    *bedragen: int,
    at: datetime,
    betreft: Factuur | None = None,
    btw: int | None = None,
    is_deel: bool = False,
) -> Factuur:
    """An invoice with these lines and 21% on top; with `betreft` a credit note."""
    subtotaal = sum(bedragen)
    btw = round(subtotaal * 21 / 100) if btw is None else btw
    volgnummer = Factuur.objects.count() + 1
    rij = Factuur.objects.create(
        jaar=2026,
        volgnummer=volgnummer,
        nummer=f"2026-{volgnummer:05}",
        soort=Soort.CREDITNOTA if betreft else Soort.FACTUUR,
        contract=van,
        gemeente=van.gemeente,
        maand=date(2026, 1, 1),
        factuurdatum=localdate(at),
        vervaldatum=localdate(at) + timedelta(days=30),
        inkoopnummer=van.inkoopnummer,
        afzender={},
        afnemer={},
        btw_honderdsten=2_100,
        subtotaal_centen=subtotaal,
        btw_centen=btw,
        totaal_centen=subtotaal + btw,
        betreft=betreft,
        is_deel=is_deel,
        gemaakt_op=at,
        gemaakt_door="Fatima El Amrani",
    )
    for nummer, bedrag in enumerate(bedragen, 1):
        Factuurregel.objects.create(
            factuur=rij,
            nummer=nummer,
            soort="abonnement",
            module="basis",
            omschrijving=f"Keukentafel basis, regel {nummer}",
            bruto_centen=bedrag,
            bedrag_centen=bedrag,
        )
    return rij
