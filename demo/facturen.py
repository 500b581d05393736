"""Contracts and invoices of the example gemeenten, from the first of January: paid, open, late and to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone

from billing.actions.afzender import schrijf_afzender
from billing.actions.betaling import boek_betaling
from billing.actions.contract import begin_module, leg_inwonertal_vast, sluit_contract
from billing.actions.factuur import kijk_na, maak_factuur
from billing.actions.herinnering import herinner_allen
from billing.actions.tarief import maak_tarief, stel_index_vast
from billing.models import Contract, Factuur, Factuurpost, Tarief
from billing.overzicht import concept_van
from billing.queries import dossier_van, met_stand
from billing.rules.termijnen import volgende_maand
from keukentafel.tenancy import in_platform
from tenants.models import Gemeente

AFZENDER = {
    "naam": "Keukentafel Voorbeeld B.V.", "straat": "Werkplaats 12", "postcode": "3511AB", "plaats": "Utrecht",
    "kvk": "90000012", "btw_nummer": "NL860000012B01", "iban": "NL91ABNA0417164300",
    "email": "facturen@keukentafel.example", "telefoon": "0301234567",
}  # fmt: skip
_PRIJZEN = {  # euros a year per band
    "basis": (9_600, 14_400, 21_600), "wmo": (6_000, 9_000, 13_200), "jeugd": (5_400, 8_100, 12_000),
    "participatie": (4_200, 6_300, 9_300),
}  # fmt: skip
_BANDEN = (0, 25_000, 50_000)
_VORM = {
    "GM9001": ("jaar", 42_100, {"wmo", "jeugd"}, "participatie"),
    "GM9002": ("maand", 18_450, {"wmo"}, ""),
    "GM9003": ("kwartaal", 61_300, {"wmo", "jeugd"}, "participatie"),
}


@dataclass(frozen=True, slots=True)
class _Mens:
    naam: str = "Femke Bos"


_FEMKE = _Mens()


def vul_facturen(*, at: datetime) -> None:
    """Make contracts for the example gemeenten that have none, and bill them up to now."""
    with in_platform():
        if Tarief.objects.exists():
            return
        vandaag = at.astimezone(get_current_timezone()).date()
        begin = date(vandaag.year - (vandaag.month < 4), 1, 1)
        tarief = _inrichten(begin, at)
        contracten = [
            _contract(rij, tarief, begin, at)
            for rij in Gemeente.objects.filter(cbs_code__in=_VORM).order_by("cbs_code")
        ]
        for maand in _maanden(begin, vandaag):
            for contract in contracten:
                _bij_deze_maand(contract, maand, begin, vandaag)
        herinner_allen(at=at)
        Factuurpost.objects.update(verstuurd_op=at, pogingen=1)  # nobody gets the mail of a year at once


def _inrichten(begin: date, at: datetime) -> Tarief:
    schrijf_afzender(versie=0, by=_FEMKE, at=at, **AFZENDER)
    for jaar in range(begin.year + 1, at.year + 1):
        stel_index_vast(
            jaar=jaar, honderdsten=310, bron="CBS, dienstenprijsindex (voorbeeld)", by=_FEMKE, at=at
        )
    return maak_tarief(
        naam=f"Tarief {begin.year}",
        geldig_van=begin,
        geldig_tot=None,
        startkosten_centen=250_000,
        regels=[
            (module, vanaf, euros * 100)
            for module, prijzen in _PRIJZEN.items()
            for vanaf, euros in zip(_BANDEN, prijzen, strict=True)
        ],
        kortingen=[("modules", 2, 300), ("modules", 3, 500), ("contractjaar", 3, 250)],
        by=_FEMKE,
        at=at,
    )


def _contract(gemeente: Gemeente, tarief: Tarief, begin: date, at: datetime) -> Contract:
    periode, inwoners, modules, _ = _VORM[gemeente.cbs_code]
    for jaar in range(begin.year, at.year + 1):
        leg_inwonertal_vast(
            gemeente=gemeente,
            jaar=jaar,
            aantal=inwoners + 137 * (jaar - begin.year),
            bron="Voorbeeld",
            by=_FEMKE,
            at=at,
        )
    nummer = gemeente.cbs_code[-1]
    return sluit_contract(
        gemeente=gemeente,
        modules=frozenset(modules),
        by=_FEMKE,
        at=at,
        tarief=tarief,
        begin=begin,
        einde=None,
        factuurperiode=periode,
        inkoopnummer=f"PO-{begin.year}-{nummer}17",
        afnemer_naam=f"Gemeente {gemeente.naam}",
        afnemer_straat="Raadhuisplein 1",
        afnemer_postcode=f"900{nummer}AA",
        afnemer_plaats=gemeente.naam,
        afnemer_kvk=f"9000000{nummer}",
        afnemer_oin=f"0000000190000000{nummer}000",
        factuur_email=f"crediteuren@{gemeente.slug}.example",
    )


def _maanden(begin: date, vandaag: date) -> list[date]:
    maanden, maand = [], begin
    while maand <= vandaag:
        maanden.append(maand)
        maand = volgende_maand(maand)
    return maanden


def _bij_deze_maand(contract: Contract, maand: date, begin: date, vandaag: date) -> None:
    """Bill a month on its third day, except the month of today; the newest of Rietdam stay unpaid."""
    toen = datetime.combine(maand + timedelta(days=2), time(9, 30), tzinfo=get_current_timezone())
    _, _, _, later = _VORM[contract.gemeente.cbs_code]
    nu = vandaag.replace(day=1)  # Lindewaard took a module some months ago, Rietdam takes one now
    if later and maand == (
        nu if contract.gemeente.cbs_code == "GM9003" else max(begin, volgende_maand(nu, -4))
    ):
        begin_module(contract=contract, module=later, van=maand, by=_FEMKE, at=toen)
    if maand == nu:
        return
    factuur = _factureer(contract, maand, toen)
    if factuur is not None and not (contract.gemeente.cbs_code == "GM9003" and _is_laatste(maand, vandaag)):
        _betaal(factuur, toen + timedelta(days=19))


def _is_laatste(maand: date, vandaag: date) -> bool:
    return volgende_maand(maand, 3) > vandaag - timedelta(days=31)


def _factureer(contract: Contract, maand: date, toen: datetime) -> Factuur | None:
    dossier = dossier_van(contract.pk)
    assert dossier is not None
    concept = concept_van(dossier, maand=maand)
    if not concept.regels:
        return None
    wat: dict[str, Any] = {"contract": contract, "maand": maand, "vingerafdruk": concept.vingerafdruk}
    kijk_na(**wat, by=_FEMKE, at=toen)
    return maak_factuur(**wat, by=_FEMKE, at=toen)


def _betaal(factuur: Factuur, op: datetime) -> None:
    open_: int = (
        met_stand(Factuur.objects.filter(pk=factuur.pk)).values_list("openstaand_centen", flat=True).get()
    )
    boek_betaling(
        factuur=factuur,
        centen=open_,
        ontvangen_op=op.date(),
        wijze="overboeking",
        kenmerk=f"bank-{factuur.nummer}",
        by=_FEMKE,
        at=op,
    )
