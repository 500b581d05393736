"""The PDF says the same as the e-invoice, to the cent, and can be read aloud."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from billing.actions.betaling import boek_met_de_hand
from billing.actions.contract import begin_module
from billing.actions.creditnota import crediteer, crediteer_deel
from billing.models import Factuur, Factuurstuk
from billing.pdf import overzicht_van, pdf_van, rekeningoverzicht, ubl_van
from billing.ubl.regels import lees
from billing.ubl.ruimten import NAMEN
from tests.factories.billing import FEMKE, NU, factureer

pytestmark = pytest.mark.django_db


def tekst_van(factuur: Factuur) -> str:
    lezer = PdfReader(io.BytesIO(pdf_van(factuur)))
    return re.sub(r"\s+", " ", " ".join(pagina.extract_text() for pagina in lezer.pages))


def in_nederlands(bedrag: str) -> str:
    heel, _, cent = bedrag.partition(".")
    return f"€ {int(heel):,}".replace(",", ".") + f",{cent}"


@pytest.mark.parametrize("gecrediteerd", [False, True])
def test_the_paper_and_the_e_invoice_say_the_same_to_the_cent(contract, gecrediteerd):
    begin_module(contract=contract, module="jeugd", van=date(2026, 3, 10), by=FEMKE, at=NU)
    factuur = factureer(contract)
    if gecrediteerd:
        factuur = crediteer(factuur=factuur, reden="Verkeerd inkoopnummer", by=FEMKE, at=NU)

    tekst, wortel = tekst_van(factuur), lees(ubl_van(factuur))

    bedragen = [
        element.text
        for pad in (
            ".//cbc:LineExtensionAmount",
            ".//cbc:TaxAmount",
            ".//cbc:PayableAmount",
            ".//cbc:PriceAmount",
        )
        for element in wortel.findall(pad, NAMEN)
    ]
    assert len(bedragen) > 10
    assert [bedrag for bedrag in bedragen if in_nederlands(bedrag) not in tekst] == []
    assert f"{'Creditnota' if gecrediteerd else 'Factuur'} {factuur.nummer}" in tekst
    assert (factuur.afzender["naam"][-1], ".." in tekst) == (".", False)


def test_the_paper_is_drawn_once_and_kept(contract):
    factuur = factureer(contract)

    eerste = pdf_van(factuur)

    assert pdf_van(factuur) == eerste
    assert Factuurstuk.objects.filter(factuur=factuur).count() == 2
    assert PdfReader(io.BytesIO(eerste)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_statement_says_everything_billed_and_paid_and_what_is_open(contract):
    factuur = factureer(contract)
    boek_met_de_hand(
        factuur=factuur, centen=495_437, ontvangen_op=date(2026, 2, 1), wijze="overboeking", kenmerk="b1",
        by=FEMKE, at=NU,
    )  # fmt: skip
    nota = crediteer_deel(factuur=factuur, per_regel={2: 100_000}, reden="Storing", by=FEMKE, at=NU)

    lezer = PdfReader(io.BytesIO(rekeningoverzicht(contract.gemeente, dag=date(2026, 2, 1))))
    tekst = re.sub(r"\s+", " ", " ".join(pagina.extract_text() for pagina in lezer.pages))

    for stuk in (
        f"Factuur {factuur.nummer} € 24.954,37 € 24.954,37",
        f"Creditnota {nota.nummer} € -1.210,00 € 23.744,37",
        f"Overboeking voor {factuur.nummer} € -4.954,37 € 18.790,00",
        "Staat open € 18.790,00",
        f"{factuur.nummer} 4 februari 2026 € 24.954,37 € 18.790,00",
        "NL91ABNA0417164300",
    ):
        assert stuk in tekst.replace("\u00a0", " "), (stuk, tekst)
    assert lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_statement_of_a_day_leaves_out_what_came_later(contract):
    factureer(contract)

    assert overzicht_van(contract.gemeente, dag=date(2026, 1, 4))["regels"] == []
    assert overzicht_van(contract.gemeente, dag=date(2026, 1, 5))["saldo"] == 2_495_437
