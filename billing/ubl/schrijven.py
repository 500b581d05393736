"""Write an invoice as UBL. The order of the elements is that of the schema; amounts come from the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from lxml import etree

from billing.models import Factuur, Factuurregel, Soort
from billing.rules.woorden import procent_tekst
from billing.ubl import ruimten

_MUNT = {"currencyID": "EUR"}
_EEN_DAG = timedelta(days=1)
_NIET_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, such as the line break that Word puts in a text that is pasted."""


def als_xml(factuur: Factuur, regels: Sequence[Factuurregel]) -> bytes:
    """Return the e-invoice of these rows.

    A credit note holds what goes back as positive amounts, as UBL asks; our rows hold it as negative.
    """
    return etree.tostring(_Document(factuur).schrijf(regels), xml_declaration=True, encoding="UTF-8")


def bedrag(centen: int) -> str:
    """Return an amount as UBL writes it: `1234.50`."""
    heel, cent = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}{heel}.{cent:02}"


class _Document:
    def __init__(self, factuur: Factuur) -> None:
        self.factuur = factuur
        self.is_credit = factuur.soort == Soort.CREDITNOTA
        self.teken = -1 if self.is_credit else 1
        naam = "CreditNote" if self.is_credit else "Invoice"
        ruimte = ruimten.CREDITNOTA if self.is_credit else ruimten.FACTUUR
        self.wortel: Any = etree.Element(
            f"{{{ruimte}}}{naam}",
            nsmap={None: ruimte, **ruimten.NAMEN},  # type: ignore[dict-item]
        )

    def schrijf(self, regels: Sequence[Factuurregel]) -> Any:
        """Write every part in the order of the schema."""
        self._kop()
        self._verwijzingen()
        self._partij("AccountingSupplierParty", self.factuur.afzender, is_afzender=True)
        self._partij("AccountingCustomerParty", self.factuur.afnemer)
        self._betaling()
        self._btw()
        self._totalen()
        for nummer, regel in enumerate(regels, 1):
            self._regel(nummer, regel)
        return self.wortel

    def _kop(self) -> None:
        factuur = self.factuur
        _b(self.wortel, "CustomizationID", ruimten.SPECIFICATIE)
        _b(self.wortel, "ProfileID", ruimten.PROFIEL)
        _b(self.wortel, "ID", factuur.nummer)
        _b(self.wortel, "IssueDate", factuur.factuurdatum.isoformat())
        if self.is_credit:
            _b(self.wortel, "CreditNoteTypeCode", "381")
        else:
            _b(self.wortel, "DueDate", factuur.vervaldatum.isoformat())
            _b(self.wortel, "InvoiceTypeCode", "380")
        if factuur.reden:
            _b(self.wortel, "Note", factuur.reden)
        _b(self.wortel, "DocumentCurrencyCode", "EUR")
        _b(self.wortel, "BuyerReference", factuur.inkoopnummer or factuur.contract.nummer)

    def _verwijzingen(self) -> None:
        if self.factuur.inkoopnummer:
            _b(_a(self.wortel, "OrderReference"), "ID", self.factuur.inkoopnummer)
        for eerder in self.factuur.verwijzingen:
            document = _a(_a(self.wortel, "BillingReference"), "InvoiceDocumentReference")
            _b(document, "ID", eerder["nummer"])
            _b(document, "IssueDate", eerder["datum"])
        _b(_a(self.wortel, "ContractDocumentReference"), "ID", self.factuur.contract.nummer)

    def _partij(self, rol: str, gegevens: Mapping[str, str], *, is_afzender: bool = False) -> None:
        partij = _a(_a(self.wortel, rol), "Party")
        schema, nummer = _vindplaats(gegevens)
        _b(partij, "EndpointID", nummer, schemeID=schema)
        _b(_a(partij, "PartyName"), "Name", gegevens["naam"])
        adres = _a(partij, "PostalAddress")
        _b(adres, "StreetName", gegevens["straat"])
        _b(adres, "CityName", gegevens["plaats"])
        _b(adres, "PostalZone", _postcode(gegevens["postcode"]))
        _b(_a(adres, "Country"), "IdentificationCode", "NL")
        if gegevens.get("btw_nummer"):
            belasting = _a(partij, "PartyTaxScheme")
            _b(belasting, "CompanyID", gegevens["btw_nummer"])
            _b(_a(belasting, "TaxScheme"), "ID", "VAT")
        rechtspersoon = _a(partij, "PartyLegalEntity")
        _b(rechtspersoon, "RegistrationName", gegevens["naam"])
        _b(rechtspersoon, "CompanyID", nummer, schemeID=schema)
        if is_afzender:
            contact = _a(partij, "Contact")
            if gegevens.get("telefoon"):
                _b(contact, "Telephone", gegevens["telefoon"])
            _b(contact, "ElectronicMail", gegevens["email"])

    def _betaling(self) -> None:
        factuur = self.factuur
        if not self.is_credit:
            wijze = _a(self.wortel, "PaymentMeans")
            _b(wijze, "PaymentMeansCode", "58")  # SEPA credit transfer
            _b(wijze, "PaymentID", factuur.nummer)
            _b(_a(wijze, "PayeeFinancialAccount"), "ID", factuur.afzender["iban"])
        tekst = (
            "Dit bedrag wordt verrekend of teruggestort."
            if self.is_credit
            else f"Betaal uiterlijk {factuur.vervaldatum:%d-%m-%Y} onder vermelding van {factuur.nummer}."
        )
        _b(_a(self.wortel, "PaymentTerms"), "Note", tekst)

    def _btw(self) -> None:
        factuur = self.factuur
        totaal = _a(self.wortel, "TaxTotal")
        _b(totaal, "TaxAmount", self._centen(factuur.btw_centen), **_MUNT)
        deel = _a(totaal, "TaxSubtotal")
        _b(deel, "TaxableAmount", self._centen(factuur.subtotaal_centen), **_MUNT)
        _b(deel, "TaxAmount", self._centen(factuur.btw_centen), **_MUNT)
        _btw_soort(_a(deel, "TaxCategory"), factuur.btw_honderdsten)

    def _totalen(self) -> None:
        factuur = self.factuur
        totalen = _a(self.wortel, "LegalMonetaryTotal")
        for naam, centen in (
            ("LineExtensionAmount", factuur.subtotaal_centen),
            ("TaxExclusiveAmount", factuur.subtotaal_centen),
            ("TaxInclusiveAmount", factuur.totaal_centen),
            ("PayableAmount", factuur.totaal_centen),
        ):
            _b(totalen, naam, self._centen(centen), **_MUNT)

    def _regel(self, nummer: int, regel: Factuurregel) -> None:
        bruto, korting = regel.bruto_centen * self.teken, regel.korting_centen * self.teken
        aantal = -1 if bruto < 0 else 1  # a price is never negative (BR-27): the number of them is
        element = _a(self.wortel, "CreditNoteLine" if self.is_credit else "InvoiceLine")
        _b(element, "ID", str(nummer))
        if regel.reden:
            _b(element, "Note", regel.reden)
        _b(element, "CreditedQuantity" if self.is_credit else "InvoicedQuantity", str(aantal), unitCode="C62")
        _b(element, "LineExtensionAmount", bedrag(bruto - korting), **_MUNT)
        if regel.van and regel.tot:
            periode = _a(element, "InvoicePeriod")
            _b(periode, "StartDate", regel.van.isoformat())
            _b(periode, "EndDate", (regel.tot - _EEN_DAG).isoformat())
        if korting:
            _korting(element, korting)
        artikel = _a(element, "Item")
        _b(artikel, "Name", regel.omschrijving)
        _btw_soort(_a(artikel, "ClassifiedTaxCategory"), self.factuur.btw_honderdsten)
        _b(_a(element, "Price"), "PriceAmount", bedrag(abs(bruto)), **_MUNT)

    def _centen(self, centen: int) -> str:
        return bedrag(centen * self.teken)


def _a(ouder: Any, naam: str) -> Any:
    return etree.SubElement(ouder, f"{{{ruimten.CAC}}}{naam}")


def _b(ouder: Any, naam: str, tekst: str, **kenmerken: str) -> None:
    element = etree.SubElement(ouder, f"{{{ruimten.CBC}}}{naam}", **kenmerken)  # type: ignore[arg-type]
    element.text = _NIET_IN_XML.sub(" ", tekst)


def _btw_soort(element: Any, honderdsten: int) -> None:
    _b(element, "ID", "S")
    _b(element, "Percent", procent_tekst(honderdsten).rstrip("%").replace(",", "."))
    _b(_a(element, "TaxScheme"), "ID", "VAT")


def _korting(regel: Any, korting: int) -> None:
    """Write a discount; what takes one back is a charge, for neither may be negative."""
    element = _a(regel, "AllowanceCharge")
    _b(element, "ChargeIndicator", "true" if korting < 0 else "false")
    _b(element, "AllowanceChargeReason", "Korting" if korting > 0 else "Korting teruggenomen")
    _b(element, "Amount", bedrag(abs(korting)), **_MUNT)


def _vindplaats(gegevens: Mapping[str, str]) -> tuple[str, str]:
    """Return how a party is found on the network: by its OIN when it has one, else by its KvK number."""
    if gegevens.get("oin"):
        return ruimten.OIN, gegevens["oin"]
    return ruimten.KVK, gegevens["kvk"]


def _postcode(compact: str) -> str:
    return f"{compact[:4]} {compact[4:]}"
