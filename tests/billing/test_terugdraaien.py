"""What was booked by hand on the wrong invoice is taken back: both bookings stay, and the sums match to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.actions import betaling as acties
from billing.actions.creditnota import crediteer
from billing.models import Betaling, Contract, Factuur
from billing.overzicht import rekening_van
from billing.queries import met_stand
from keukentafel.tenancy import in_platform
from tenants.console.rollen import LeverancierRol
from tenants.models import Platformregel
from tests.billing.test_paginas import adres, maak_klant, tekst_van
from tests.factories.billing import FEMKE, NU, factureer

pytestmark = pytest.mark.django_db


@pytest.fixture
def factuur(contract: Contract) -> Factuur:
    """An invoice that is open."""
    with in_platform():
        return factureer(contract)


def stand(factuur: Factuur) -> Any:
    with in_platform():
        return met_stand(Factuur.objects.filter(pk=factuur.pk)).get()


def boek(factuur: Factuur, centen: int, kenmerk: str = "bank-1") -> Betaling:
    gemaakt = acties.boek_met_de_hand(
        factuur=factuur, centen=centen, ontvangen_op=date(2026, 2, 1), wijze="overboeking", kenmerk=kenmerk,
        by=FEMKE, at=NU,
    )  # fmt: skip
    assert gemaakt is not None
    return gemaakt


def terug(betaling: Betaling, reden: str = "Hoort bij een andere factuur.") -> Betaling:
    return acties.draai_terug(betaling=betaling, reden=reden, by=FEMKE, at=NU)


def test_the_invoice_is_open_again_and_both_rows_stay(factuur: Factuur) -> None:
    eerste = boek(factuur, factuur.totaal_centen)
    assert stand(factuur).openstaand_centen == 0

    tegen = terug(eerste)

    assert stand(factuur).openstaand_centen == factuur.totaal_centen
    with in_platform():
        assert set(factuur.betalingen.values_list("pk", "bedrag_centen")) == {
            (eerste.pk, factuur.totaal_centen),
            (tegen.pk, -factuur.totaal_centen),
        }
        regel = Platformregel.objects.get(gebeurtenis="facturatie.betaling_terug")
        overzicht = rekening_van(Factuur.objects.filter(pk=factuur.pk).prefetch_related("betalingen"))
    assert regel.detail["reden"] == "Hoort bij een andere factuur."
    assert regel.detail["kenmerk"] == "bank-1"
    assert overzicht[0].saldo == factuur.totaal_centen
    assert f"Boeking teruggedraaid voor {factuur.nummer}" in [een.wat for een in overzicht]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deel=st.integers(1, 100_000), rest=st.integers(1, 100_000))
def test_the_sums_match_to_the_cent(factuur: Factuur, deel: int, rest: int) -> None:
    with in_platform():
        nummer = Betaling.objects.count()
    ervoor = stand(factuur).openstaand_centen
    goed, fout = boek(factuur, rest, f"g-{nummer}"), boek(factuur, deel, f"f-{nummer}")

    terug(fout)

    assert stand(factuur).openstaand_centen == ervoor - rest
    terug(goed)
    assert stand(factuur).openstaand_centen == ervoor


def test_what_cannot_be_taken_back_says_why(factuur: Factuur) -> None:
    eerste = boek(factuur, 100)
    with pytest.raises(acties.RedenOntbreekt):
        terug(eerste, reden=" ")
    tegen = terug(eerste)
    with pytest.raises(acties.AlTeruggedraaid):
        terug(eerste)
    with pytest.raises(acties.NietTerugTeDraaien):
        terug(tegen)
    with pytest.raises(acties.KenmerkBestaat, match="teruggedraaid"):
        boek(factuur, 100)
    van_stripe = acties.boek_betaling(
        factuur=factuur, centen=100, ontvangen_op=date(2026, 2, 1), wijze="ideal", kenmerk="pi_1",
        by=acties.VANZELF, at=NU,
    )  # fmt: skip
    assert van_stripe is not None
    with pytest.raises(acties.NietTerugTeDraaien):
        terug(van_stripe)
    assert stand(factuur).openstaand_centen == factuur.totaal_centen - 100


def test_what_went_back_already_is_undone_first(factuur: Factuur) -> None:
    eerste = boek(factuur, factuur.totaal_centen)
    crediteer(factuur=factuur, reden="Dubbel gestuurd.", by=FEMKE, at=NU)
    teruggave = boek(factuur, -factuur.totaal_centen, "bank-2")

    with pytest.raises(acties.EersteTerug):
        terug(eerste)
    terug(teruggave)
    terug(eerste)

    assert (stand(factuur).betaald_centen, stand(factuur).openstaand_centen) == (0, 0)


def test_the_page_asks_which_and_why(klant_van: Callable[..., Client], factuur: Factuur) -> None:
    boek(factuur, 12_345)
    femke = maak_klant(klant_van, LeverancierRol.FINANCIEEL)
    pagina, pad = adres("factuur", factuur_id=factuur.pk), adres("betaling_terug", factuur_id=factuur.pk)
    with in_platform():
        eerste = Betaling.objects.get()
    assert "Boeking terugdraaien" in tekst_van(femke.get(pagina))

    leeg = femke.post(pad, {"betaling": str(eerste.pk), "reden": ""})
    vreemd = femke.post(pad, {"betaling": str(factuur.pk), "reden": "Klopt niet."})
    klaar = femke.post(pad, {"betaling": str(eerste.pk), "reden": "Verkeerde factuur."})

    assert (leeg.status_code, vreemd.status_code, klaar.status_code) == (422, 422, 303)
    na = tekst_van(femke.get(pagina))
    assert "Teruggedraaid: bank-1" in na
    assert "Boeking terugdraaien" not in na
    assert stand(factuur).openstaand_centen == factuur.totaal_centen
    begint_zo = {"centen": "1,00", "kenmerk": "teruggedraaid: x"}
    begint_zo["ontvangen_op"] = f"{timezone.localdate():%d-%m-%Y}"
    assert femke.post(adres("betaling", factuur_id=factuur.pk), begint_zo).status_code == 422
    support = maak_klant(klant_van, LeverancierRol.SUPPORT)
    assert support.post(pad, {"betaling": str(eerste.pk), "reden": "x"}).status_code == 404
