"""The PDF says the same as the e-invoice, to the cent, and can be read aloud."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from billing.actions.contract import begin_module
from billing.actions.factuur import crediteer
from billing.models import Factuur, Factuurstuk
from billing.pdf import pdf_van, ubl_van
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


def test_the_paper_is_drawn_once_and_kept(contract):
    factuur = factureer(contract)

    eerste = pdf_van(factuur)

    assert pdf_van(factuur) == eerste
    assert Factuurstuk.objects.filter(factuur=factuur).count() == 2
    assert PdfReader(io.BytesIO(eerste)).trailer["/Root"]["/MarkInfo"]["/Marked"]
