"""From a preview to an invoice: numbers without gaps, nothing twice, nothing changed afterwards."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connections, transaction
from peppol import check_rules, validate_xsd

from billing import haken
from billing.actions.betaling import BetalingTeHoog, boek_betaling, boek_met_de_hand
from billing.actions.contract import begin_module, leg_inwonertal_vast, stop_module, wijzig_contract
from billing.actions.creditnota import NietTeCrediteren, crediteer
from billing.actions.factuur import (
    EerstNakijken,
    FactuurKloptNiet,
    NietsTeFactureren,
    VoorbeeldVeranderd,
    maak_factuur,
)
from billing.models import Afzender, Betaling, Contract, Factuur, Factuurregel, Factuurteller, Tarief
from billing.overzicht import concept_van
from billing.queries import dossier_van, met_stand, modules_in_contract
from billing.ubl import controleer
from billing.ubl.regels import lees
from billing.ubl.ruimten import NAMEN
from keukentafel.tenancy import in_platform
from tests.factories.billing import FEMKE, MAAND, NU, factureer, maak_afzender, maak_contract, maak_prijslijst

pytestmark = pytest.mark.django_db


def xml_van(factuur: Factuur) -> bytes:
    return bytes(factuur.stukken.get(soort="ubl").inhoud)


def bezwaren(factuur: Factuur) -> list[str]:
    """Return what the schema, the published rules and our own reading of them have against an e-invoice."""
    xml = xml_van(factuur)
    geldig, fouten = validate_xsd(xml)
    assert geldig is (fouten == [])
    return [*map(str, fouten), *map(str, check_rules(xml)), *map(str, controleer(xml))]


def in_xml(factuur: Factuur, pad: str) -> list[str]:
    return [element.text or "" for element in lees(xml_van(factuur)).findall(pad, NAMEN)]


def test_the_first_invoice_holds_the_start_fee_and_every_module(contract):
    factuur = factureer(contract)

    assert (factuur.nummer, factuur.soort, factuur.inkoopnummer) == ("2026-00001", "factuur", "PO-2026-117")
    assert list(factuur.regels.values_list("soort", "module", "bedrag_centen")) == [
        ("startkosten", "", 250_000),
        ("abonnement", "basis", 1_200_000),
        ("abonnement", "wmo", 612_345),
    ]
    assert (factuur.subtotaal_centen, factuur.btw_centen, factuur.totaal_centen) == (
        2_062_345,
        433_092,
        2_495_437,
    )
    assert factuur.vervaldatum == date(2026, 2, 4)
    assert factuur.afnemer["naam"] == "Gemeente Lindewaard"


def test_the_e_invoice_is_valid_and_says_the_same_to_the_cent(contract):
    factuur = factureer(contract)

    assert bezwaren(factuur) == []
    assert in_xml(factuur, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["24954.37"]
    assert in_xml(factuur, "cac:InvoiceLine/cbc:LineExtensionAmount") == ["2500.00", "12000.00", "6123.45"]
    assert in_xml(factuur, "cac:OrderReference/cbc:ID") == ["PO-2026-117"]
    assert in_xml(factuur, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID") == ["00000001900000001000"]


def test_a_module_from_july_is_billed_in_july_with_its_discount_for_all(contract):
    factureer(contract)
    begin_module(contract=contract, module="jeugd", van=date(2026, 7, 1), by=FEMKE, at=NU)

    bij = factureer(contract, date(2026, 7, 1))

    regels = list(bij.regels.values_list("soort", "module", "bedrag_centen"))
    assert regels == [
        ("correctie", "basis", -30_000),
        ("correctie", "jeugd", 237_500),
        ("correctie", "wmo", -15_308),
    ]
    assert bij.verwijzingen == [{"nummer": "2026-00001", "datum": "2026-01-05"}]
    assert bezwaren(bij) == []
    assert modules_in_contract(contract.gemeente_id, date(2026, 6, 30)) == {"basis", "wmo"}
    assert modules_in_contract(contract.gemeente_id, date(2026, 7, 1)) == {"basis", "wmo", "jeugd"}


def test_a_discount_stands_on_its_line_in_the_e_invoice(contract):
    begin_module(contract=contract, module="jeugd", van=date(2026, 1, 1), by=FEMKE, at=NU)

    factuur = factureer(contract)

    assert in_xml(factuur, "cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount") == ["600.00", "250.00", "306.17"]
    assert bezwaren(factuur) == []


def test_a_module_that_stopped_becomes_a_credit_note_that_names_the_invoice(contract):
    eerste = factureer(contract)
    stop_module(regel=contract.modules.get(module="wmo"), tot=date(2026, 10, 1), by=FEMKE, at=NU)

    nota = factureer(contract, date(2026, 3, 1))

    assert (nota.soort, nota.subtotaal_centen, nota.btw_centen) == ("creditnota", -153_086, -32_148)
    assert in_xml(nota, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == [eerste.nummer]
    assert in_xml(nota, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["1852.34"]
    assert bezwaren(nota) == []


def test_nothing_is_billed_twice(contract):
    factuur = factureer(contract)
    concept = concept_van(dossier_van(contract.pk), maand=MAAND)

    with pytest.raises(NietsTeFactureren):
        maak_factuur(contract=contract, maand=MAAND, vingerafdruk=concept.vingerafdruk, by=FEMKE, at=NU)
    assert list(Factuur.objects.values_list("nummer", flat=True)) == [factuur.nummer]


def test_what_was_not_seen_is_not_sent(contract):
    gezien = concept_van(dossier_van(contract.pk), maand=MAAND).vingerafdruk
    with pytest.raises(EerstNakijken):
        maak_factuur(contract=contract, maand=MAAND, vingerafdruk=gezien, by=FEMKE, at=NU)

    leg_inwonertal_vast(gemeente=contract.gemeente, jaar=2026, aantal=12_000, bron="CBS", by=FEMKE, at=NU)

    with pytest.raises(VoorbeeldVeranderd):
        maak_factuur(contract=contract, maand=MAAND, vingerafdruk=gezien, by=FEMKE, at=NU)
    assert not Factuur.objects.exists()


def test_a_whole_invoice_is_taken_back_once_and_its_year_can_be_billed_again(contract):
    factuur = factureer(contract)

    nota = crediteer(factuur=factuur, reden="Verkeerd inkoopnummer", by=FEMKE, at=NU)
    opnieuw = factureer(contract)

    assert (nota.nummer, nota.totaal_centen, nota.betreft_id) == (
        "2026-00002",
        -factuur.totaal_centen,
        factuur.pk,
    )
    assert bezwaren(nota) == []
    assert opnieuw.totaal_centen == factuur.totaal_centen
    assert met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen == 0
    for niet in (factuur, nota):
        with pytest.raises(NietTeCrediteren):
            crediteer(factuur=niet, reden="Nog eens", by=FEMKE, at=NU)


def test_each_year_counts_from_one_without_a_gap(contract, hoogmeren):
    ander = maak_contract(hoogmeren, contract.tarief, inwoners={2025: 9_000}, factuurperiode="maand")
    maanden = [date(2026, maand, 1) for maand in range(1, 13)]
    factureer(contract)
    nummers = [factureer(ander, maand).nummer for maand in maanden]
    with transaction.atomic():
        factureer(ander, date(2027, 1, 1), NU + timedelta(days=365))
        transaction.set_rollback(True)
    volgend = factureer(ander, date(2027, 1, 1), NU + timedelta(days=365))

    assert nummers == [f"2026-{nummer:05}" for nummer in range(2, 14)]
    assert volgend.nummer == "2027-00001"
    assert sum(
        ander.facturen.filter(maand__lt=date(2027, 1, 1)).values_list("subtotaal_centen", flat=True)
    ) == (250_000 + 900_000 + 480_000)


def test_a_broken_e_invoice_gives_its_number_back(contract):
    Afzender.objects.update(kvk="12")

    with pytest.raises(FactuurKloptNiet, match="NL-R-003"), transaction.atomic():
        factureer(contract)
    Afzender.objects.update(kvk="90000012")

    assert factureer(contract).nummer == "2026-00001"


@pytest.mark.parametrize("model", [Factuur, Factuurregel, Betaling])
def test_the_login_of_the_product_cannot_change_or_remove_what_was_sent(contract, model):
    factuur = factureer(contract)
    boek_betaling(
        factuur=factuur, centen=100, ontvangen_op=MAAND, wijze="overboeking", kenmerk="a", by=FEMKE, at=NU
    )

    for doe in (lambda: model.objects.update(id=None), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            doe()


def test_a_payment_counts_once_and_by_hand_never_for_more_than_is_open(contract):
    factuur = factureer(contract)
    vast = {
        "factuur": factuur,
        "ontvangen_op": date(2026, 2, 1),
        "wijze": "overboeking",
        "by": FEMKE,
        "at": NU,
    }

    eerste = boek_met_de_hand(centen=2_000_000, kenmerk="bank-1", **vast)
    nogmaals = boek_met_de_hand(centen=2_000_000, kenmerk="bank-1", **vast)
    with pytest.raises(BetalingTeHoog):
        boek_met_de_hand(centen=495_438, kenmerk="bank-2", **vast)
    boek_met_de_hand(centen=495_437, kenmerk="bank-2", **vast)

    assert (eerste is None, nogmaals) == (False, None)
    assert met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen == 0


def test_who_hangs_in_hears_of_each_invoice_in_its_transaction(contract, monkeypatch):
    gehoord = []
    monkeypatch.setattr(haken, "na_factuur", [lambda *, factuur, at: gehoord.append((factuur.nummer, at))])

    factuur = factureer(contract)
    crediteer(factuur=factuur, reden="Proef", by=FEMKE, at=NU)

    assert gehoord == [("2026-00001", NU), ("2026-00002", NU)]


@pytest.mark.django_db(transaction=True)
def test_who_bill_at_once_get_numbers_in_a_row_and_bill_nothing_twice(lindewaard, hoogmeren):
    with in_platform():
        maak_afzender()
        een = maak_contract(lindewaard)
        twee = maak_contract(hoogmeren, een.tarief)

    def probeer(contract: Contract) -> str:
        try:
            with in_platform():
                return factureer(contract).nummer
        except (NietsTeFactureren, VoorbeeldVeranderd):  # another was quicker
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as bank:
        uitkomst = list(bank.map(probeer, [een, twee, een, twee, een, twee]))

    assert sorted(nummer for nummer in uitkomst if nummer) == ["2026-00001", "2026-00002"]
    with in_platform():
        assert Factuurteller.objects.get(jaar=2026).laatste == 2


def test_xml_with_a_document_type_is_not_read():
    with pytest.raises(ValueError, match="DOCTYPE"):
        lees(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')


@pytest.mark.parametrize(
    ("van", "naar", "regel"),
    [
        (
            rb"<cbc:PayableAmount currencyID=\"EUR\">[0-9.]+",
            b'<cbc:PayableAmount currencyID="EUR">1.00',
            "BR-CO-16",
        ),
        (rb"<cbc:BuyerReference>.*?</cac:OrderReference>", b"", "PEPPOL-EN16931-R003"),
        (rb"<cbc:StreetName>[^<]*</cbc:StreetName>", b"", "NL-R-002"),
        (rb"schemeID=\"0106\"", b'schemeID="0088"', "NL-R-003"),
        (rb"<cbc:PaymentMeansCode>58", b"<cbc:PaymentMeansCode>10", "NL-R-008"),
        (rb"<cbc:PriceAmount currencyID=\"EUR\">", b'<cbc:PriceAmount currencyID="EUR">-', "BR-27"),
        (rb"<cbc:Percent>21", b"<cbc:Percent>9", "BR-CO-17"),
        (rb"currencyID=\"EUR\"", b'currencyID="USD"', "PEPPOL-EN16931-R051"),
    ],
)
def test_a_broken_rule_is_named(contract, van, naar, regel):
    kapot = re.sub(van, naar, xml_van(factureer(contract)), flags=re.DOTALL)

    assert regel in {fout.regel for fout in controleer(kapot)}


def test_amounts_in_the_e_invoice_are_those_of_the_rows(contract):
    factuur = factureer(contract)

    som = sum(Decimal(tekst) for tekst in in_xml(factuur, "cac:InvoiceLine/cbc:LineExtensionAmount"))
    assert som * 100 == sum(regel.bedrag_centen for regel in factuur.regels.all())


def test_a_contract_that_begins_earlier_bills_its_modules_from_that_day(contract):
    factureer(contract)

    wijzig_contract(
        contract=contract, versie=1, begin=date(2025, 12, 1), tarief=_vorig_tarief(), by=FEMKE, at=NU
    )
    leg_inwonertal_vast(gemeente=contract.gemeente, jaar=2025, aantal=42_100, bron="CBS", by=FEMKE, at=NU)
    bij = factureer(contract)

    assert set(contract.modules.values_list("van", flat=True)) == {date(2025, 12, 1)}
    assert list(bij.regels.values_list("module", "van", "tot", "bedrag_centen")) == [
        ("basis", date(2025, 12, 1), date(2026, 1, 1), 100_000),
        ("wmo", date(2025, 12, 1), date(2026, 1, 1), 51_029),
    ]


def _vorig_tarief() -> Tarief:
    return maak_prijslijst("Tarief 2025", geldig_van=date(2025, 1, 1))


def test_a_reason_pasted_from_word_does_not_break_the_e_invoice(contract):
    nota = crediteer(factuur=factureer(contract), reden="Verkeerd\x0bnummer\x07", by=FEMKE, at=NU)

    assert in_xml(nota, "cbc:Note") == ["Verkeerd nummer "]


def test_a_month_taken_back_between_two_others_is_billed_again(hoogmeren, platform):
    contract = maak_contract(hoogmeren, inwoners={2026: 9_000}, factuurperiode="maand")
    maanden = [date(2026, nr, 1) for nr in (1, 2, 3)]
    facturen = [factureer(contract, maand) for maand in maanden]
    crediteer(factuur=facturen[1], reden="Verkeerd", by=FEMKE, at=NU)

    opnieuw = factureer(contract, maanden[2])

    assert opnieuw.subtotaal_centen == facturen[1].subtotaal_centen
    assert set(opnieuw.regels.values_list("termijn_van", flat=True)) == {maanden[1]}
