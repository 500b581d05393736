"""A part of an invoice goes back: to the cent, with a reason, and never more than there was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.actions.betaling import KenmerkBestaat, TerugTeHoog, boek_met_de_hand
from billing.actions.creditnota import (
    NietsTerug,
    NietTeCrediteren,
    TeVeelTerug,
    crediteer,
    crediteer_deel,
)
from billing.actions.herinnering import herinner
from billing.actions.leesbesluit import zet_op_lezen
from billing.models import Betaling, Factuur, Leesbesluit
from billing.overzicht import concept_van
from billing.queries import dossier_van, met_stand
from billing.rules.afronding import procent
from tests.billing.actions.test_factuur import bezwaren, in_xml
from tests.factories.billing import FEMKE, MAAND, NU, factureer, maak_contract

pytestmark = pytest.mark.django_db


def stand(factuur: Factuur) -> Factuur:
    return met_stand(Factuur.objects.filter(pk=factuur.pk)).get()


def deel(factuur: Factuur, per_regel: dict[int, int] | None = None, **velden) -> Factuur:
    vast = {"reden": "Storing in maart", "by": FEMKE, "at": NU}
    return crediteer_deel(factuur=factuur, per_regel=per_regel or {}, **{**vast, **velden})


def test_a_part_of_a_line_and_an_amount_go_back_in_one_credit_note(contract):
    factuur = factureer(contract)

    nota = deel(factuur, {3: 61_234}, bedrag=10_001)

    assert (nota.soort, nota.is_deel, nota.subtotaal_centen, nota.btw_centen) == (
        "creditnota",
        True,
        -71_235,
        -14_959,
    )
    assert list(nota.regels.values_list("omschrijving", "bedrag_centen")) == [
        ("Module Wmo, 1 januari 2026 t/m 31 december 2026", -61_234),
        ("Deel van factuur 2026-00001", -10_001),
    ]
    assert bezwaren(nota) == []
    assert in_xml(nota, "cbc:CreditNoteTypeCode") == ["381"]
    assert in_xml(nota, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["2026-00001"]
    assert in_xml(nota, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["861.94"]
    assert stand(factuur).openstaand_centen == factuur.totaal_centen - 86_194


def test_the_next_invoice_does_not_undo_a_part_that_went_back(contract):
    factuur = factureer(contract)
    deel(factuur, {2: 100_000})

    assert concept_van(dossier_van(contract.pk), maand=MAAND).regels == ()


@pytest.mark.parametrize(
    ("eerst", "per_regel", "bedrag", "nee"),
    [
        ({}, {}, 0, NietsTerug),
        ({}, {3: -1}, 0, NietsTerug),
        ({}, {3: 612_346}, 0, TeVeelTerug),
        ({}, {9: 1}, 0, TeVeelTerug),
        ({3: 612_345}, {3: 1}, 0, TeVeelTerug),
        ({}, {}, 2_062_346, TeVeelTerug),
        ({3: 612_345}, {2: 1_200_000}, 250_001, TeVeelTerug),
    ],
)
def test_never_more_goes_back_than_there_was(contract, eerst, per_regel, bedrag, nee):
    factuur = factureer(contract)
    if eerst:
        deel(factuur, eerst)

    with pytest.raises(nee):
        deel(factuur, per_regel, bedrag=bedrag)


def test_the_rest_goes_back_after_the_parts_and_the_year_can_be_billed_again(contract):
    factuur = factureer(contract)
    delen = [deel(factuur, {3: 33}), deel(factuur, {2: 7}, bedrag=2)]

    rest = crediteer(factuur=factuur, reden="Verkeerd inkoopnummer", by=FEMKE, at=NU)

    assert sum(nota.totaal_centen for nota in (*delen, rest)) == -factuur.totaal_centen
    assert list(rest.regels.values_list("omschrijving", "bedrag_centen"))[-2:] == [
        ("Al gecrediteerd met 2026-00002", 33),
        ("Al gecrediteerd met 2026-00003", 9),
    ]
    assert [bezwaren(nota) for nota in (*delen, rest)] == [[], [], []]
    assert stand(factuur).openstaand_centen == 0
    assert factureer(contract).totaal_centen == factuur.totaal_centen
    for nog in (deel, lambda rij, _: crediteer(factuur=rij, reden="Nog eens", by=FEMKE, at=NU)):
        with pytest.raises(NietTeCrediteren):
            nog(factuur, {3: 1})


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**6), max_size=12), st.sampled_from([900, 2_100]))
def test_the_vat_of_the_parts_is_the_vat_of_the_whole(subtotaal, delen, tarief):
    """The rule of `creditnota._maak`: what went back so far, less what went back before."""
    al, btw_al = 0, 0
    for stuk in [*delen, subtotaal]:
        stuk = min(stuk, subtotaal - al)
        btw = procent(al + stuk, tarief) - btw_al
        assert abs(btw - procent(stuk, tarief)) <= 1
        al, btw_al = al + stuk, btw_al + btw

    assert btw_al == procent(subtotaal, tarief)


def test_parts_that_do_not_divide_well_stay_valid_to_the_cent(contract):
    factuur = factureer(contract)

    notas = [deel(factuur, bedrag=centen) for centen in (1, 2, 2, 2, 7, 333, 12)]
    rest = crediteer(factuur=factuur, reden="Rest", by=FEMKE, at=NU)

    assert [bezwaren(nota) for nota in (*notas, rest)] == [[]] * 8
    assert stand(factuur).openstaand_centen == 0


def test_money_that_was_paid_and_goes_back_is_booked_and_never_too_much(contract):
    factuur = factureer(contract)
    vast = {
        "factuur": factuur,
        "ontvangen_op": date(2026, 2, 1),
        "wijze": "overboeking",
        "by": FEMKE,
        "at": NU,
    }
    boek_met_de_hand(centen=factuur.totaal_centen, kenmerk="bank-1", **vast)
    nota = deel(factuur, {2: 100_000})
    assert stand(factuur).openstaand_centen == nota.totaal_centen == -121_000

    with pytest.raises(TerugTeHoog):
        boek_met_de_hand(centen=-121_001, kenmerk="terug-1", **vast)
    boek_met_de_hand(centen=-121_000, kenmerk="terug-1", **vast)

    assert stand(factuur).openstaand_centen == 0


def test_a_reference_of_another_invoice_is_refused_and_not_lost(contract, hoogmeren):
    """One transfer for two invoices: the second part must not vanish without a word."""
    een, ander = factureer(contract), factureer(maak_contract(hoogmeren, contract.tarief))
    vast = {
        "ontvangen_op": date(2026, 2, 1),
        "wijze": "overboeking",
        "by": FEMKE,
        "at": NU,
        "kenmerk": "bank-1",
    }
    boek_met_de_hand(factuur=een, centen=100, **vast)

    assert boek_met_de_hand(factuur=een, centen=100, **vast) is None
    for factuur, centen in ((ander, 100), (een, 200)):
        with pytest.raises(KenmerkBestaat, match=r"staat al bij 2026-00001"):
            boek_met_de_hand(factuur=factuur, centen=centen, **vast)
    assert Betaling.objects.count() == 1


def test_a_credit_note_for_all_that_was_late_ends_read_only_too(contract):
    factuur = factureer(contract)
    laat = NU + timedelta(days=200)
    for dagen in (60, 90, 120):
        herinner(factuur=factuur, by=FEMKE, at=NU + timedelta(days=dagen))
    zet_op_lezen(gemeente=contract.gemeente, reden="Niet betaald", by=FEMKE, at=laat)
    deel(factuur, {2: 1}, at=laat)
    assert Leesbesluit.objects.filter(ingetrokken_op=None).exists()

    crediteer(factuur=factuur, reden="Ten onrechte", by=FEMKE, at=laat)

    assert not Leesbesluit.objects.filter(ingetrokken_op=None).exists()


def test_a_lower_start_fee_is_settled_with_the_invoice_that_billed_it(contract):
    """A credit note with nothing but the start fee named no invoice, and could never go out."""
    from billing.actions.contract import wijzig_contract
    from tests.factories.billing import maak_prijslijst

    eerste = factureer(contract)
    ander = maak_prijslijst("Tarief zonder start", startkosten_centen=0)
    wijzig_contract(contract=contract, versie=1, tarief=ander, by=FEMKE, at=NU)

    nota = factureer(contract)

    assert (nota.soort, nota.subtotaal_centen) == ("creditnota", -250_000)
    assert nota.verwijzingen == [{"nummer": eerste.nummer, "datum": "2026-01-05"}]
    assert bezwaren(nota) == []
