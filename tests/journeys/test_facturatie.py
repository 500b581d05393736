"""Femke of the supplier looks at what changed, sends an invoice and books what came in; the gemeente reads and pays it."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from billing.actions.contract import begin_module
from billing.models import Betaling, Contract, Factuur, Tarief
from demo.facturen import vul_facturen
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
from tests.billing.betalen import nep as nepstripe
from tests.factories import billing
from tests.factories.identity import TOTP, WACHTWOORD, maak_gebruiker

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases=["default", "migrator"])]


def log_in(page, pad, naam, wachtwoord, geheim):
    page.goto(pad)
    page.fill("[name=gebruikersnaam]", naam)
    page.fill("[name=wachtwoord]", wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.fill("[name=code]", pyotp.TOTP(geheim).now())
    page.keyboard.press("Enter")
    page.locator("h1").wait_for()


@pytest.mark.parametrize("breedte", [1440, 390])
def test_an_invoice_goes_from_a_look_to_a_payment(
    page, adres, geen_axe_fouten, schermfoto, lindewaard, breedte
):
    femke = make_leverancier_account(
        gebruikersnaam="femke", naam="Femke Bos", email="femke@voorbeeld.invalid", at=timezone.now(),
        rol=LeverancierRol.FINANCIEEL,
    )  # fmt: skip
    vul_facturen(at=timezone.now())
    with in_platform():
        contract = Contract.objects.get(gemeente=lindewaard.id)
        eerste = Factuur.objects.filter(contract=contract).earliest("volgnummer")
        tarief = Tarief.objects.get()
    page.set_viewport_size({"width": breedte, "height": 900})
    log_in(page, adres("leverancier", "/inloggen"), "femke", femke.wachtwoord, femke.totp)

    for naam, pad in {
        "maand": "/facturatie",
        "facturen": "/facturatie/facturen?toon=alle",
        "factuur": f"/facturatie/facturen/{eerste.pk}",
        "contracten": "/facturatie/contracten",
        "contract": f"/facturatie/contracten/{contract.pk}",
        "contract-nieuw": "/facturatie/contracten/nieuw",
        "tarieven": "/facturatie/tarieven",
        "tarief": f"/facturatie/tarieven/{tarief.pk}",
        "tarief-nieuw": "/facturatie/tarieven/nieuw",
        "afzender": "/facturatie/afzender",
        "rekening": f"/facturatie/gemeenten/{lindewaard.id}",
    }.items():
        page.goto(adres("leverancier", pad))
        geen_axe_fouten(page)
        schermfoto(f"facturatie-{naam}-{breedte}")
        breder = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert breder is False, naam

    page.goto(adres("leverancier", "/facturatie"))
    page.get_by_role("link", name="Hoogmeren").first.click()
    page.get_by_role("heading", name="Hoogmeren", level=1).wait_for()
    geen_axe_fouten(page)
    schermfoto(f"facturatie-voorbeeld-{breedte}")
    if page.get_by_role("button", name="Leg vast dat dit klopt").count():
        page.get_by_role("button", name="Leg vast dat dit klopt").click()
    page.get_by_role("button", name="Verstuur de factuur").click()
    page.get_by_role("heading", name="Factuur 20").wait_for()
    page.fill("[name=centen]", "100,00")
    page.fill("[name=ontvangen_op]", f"{timezone.localdate():%d-%m-%Y}")
    page.fill("[name=kenmerk]", "bank-0001")
    page.get_by_role("button", name="Boek de betaling").click()
    expect(page.locator("#p-betaald")).to_contain_text("bank-0001")
    geen_axe_fouten(page)


def test_an_administrator_reads_the_invoices_of_the_gemeente(
    page, adres, geen_axe_fouten, schermfoto, lindewaard
):
    vul_facturen(at=timezone.now())
    with in_gemeente(lindewaard):
        maak_gebruiker(rollen=[Rol.BEHEERDER], gebruikersnaam="petra", naam="Petra Hoekstra")
    log_in(page, adres("lindewaard", "/inloggen"), "petra", WACHTWOORD, TOTP)

    page.goto(adres("lindewaard", "/facturen"))
    geen_axe_fouten(page)
    schermfoto("facturen-gemeente-1440")
    page.locator("#p-facturen tbody a").first.click()
    page.get_by_role("heading", name="Factuur 20").wait_for()
    geen_axe_fouten(page)
    schermfoto("factuur-gemeente-1440")


@dataclass
class Kassa:
    """Our Stripe, and what the product put in the queue for a worker."""

    nep: nepstripe.Nep
    rij: list[tuple[Any, tuple[Any, ...]]] = field(default_factory=list)

    def werk_af(self) -> None:
        """Deliver what Stripe has to tell, and do what a worker would, until nothing is left."""
        while self.nep.server.beurt() or self.rij:
            while self.rij:
                taak, args = self.rij.pop(0)
                taak(*args)


def klopt_aan(poort: int) -> Callable[[bytes, str], int]:
    """Return who carries an event to the webhook of the supplier's host, over HTTP."""

    def klop(lichaam: bytes, kop: str) -> int:
        lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        koppen = {"Host": f"leverancier.localhost:{poort}", "Stripe-Signature": kop}
        lijn.request("POST", "/betalen/stripe", lichaam, {**koppen, "Content-Type": "application/json"})
        return lijn.getresponse().status

    return klop


@pytest.fixture
def kassa(tmp_path: Path, settings: Any, adres: Callable[..., str]) -> Iterator[Kassa]:
    """This installation reaches our Stripe, and our Stripe reaches its webhook."""
    with nepstripe.draait(tmp_path) as nep:
        kas = Kassa(nep)
        settings.KT_STRIPE_SLEUTEL = nepstripe.SLEUTEL
        settings.KT_STRIPE_WEBHOOKGEHEIMEN = (nepstripe.GEHEIM,)
        settings.KT_STRIPE_URL = nep.adres
        adres("")
        nep.neemt = klopt_aan(settings.KT_POORT)
        with patch(
            "celery.app.task.Task.apply_async", lambda taak, args=(), *_, **__: kas.rij.append((taak, args))
        ):
            yield kas


@pytest.fixture
def contract(lindewaard: Any) -> Contract:
    """Lindewaard takes the basis and the Wmo from the first of this year."""
    jaar = timezone.localdate().year
    with in_platform():
        billing.maak_afzender()
        tarief = billing.maak_prijslijst(geldig_van=date(jaar, 1, 1))
        return billing.maak_contract(lindewaard, tarief, begin=date(jaar, 1, 1), inwoners={jaar: 42_100})


def naar_stripe(page, kijk, naam: str) -> None:
    """Leave for the page of Stripe: a page of ours says so first."""
    page.get_by_role("heading", name="Naar Stripe").wait_for()
    kijk(naam)
    page.get_by_role("link", name="Ga naar de pagina van Stripe").click()
    page.get_by_text("Dit is een namaak van Stripe").wait_for()
    kijk(f"{naam}-bij-stripe")


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_gemeente_pays_by_ideal_gives_a_mandate_and_takes_it_back(
    page, adres, geen_axe_fouten, schermfoto, lindewaard, kassa, contract, breedte
):
    def kijk(naam: str) -> None:
        geen_axe_fouten(page)
        schermfoto(f"betalen-{naam}-{breedte}")
        breder = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert breder is False, naam

    with in_platform():
        factuur = billing.factureer(contract, contract.begin, timezone.now())
    kassa.werk_af()
    with in_gemeente(lindewaard):
        maak_gebruiker(rollen=[Rol.BEHEERDER], gebruikersnaam="petra", naam="Petra Hoekstra")
    page.set_viewport_size({"width": breedte, "height": 900})
    log_in(page, adres("lindewaard", "/inloggen"), "petra", WACHTWOORD, TOTP)

    page.goto(adres("lindewaard", f"/facturen/{factuur.pk}"))
    expect(page.locator("#p-stripe")).to_contain_text("24.954,37")
    kijk("factuur")
    page.get_by_role("button", name="Betaal nu").click()
    naar_stripe(page, kijk, "naar-stripe")
    page.get_by_label("iDEAL").check()
    page.get_by_role("button", name="Ga akkoord en betaal").click()
    page.get_by_text("We wachten op bericht van de bank").wait_for()
    kijk("wacht")
    kassa.werk_af()
    page.get_by_role("link", name="Kijk opnieuw").click()
    page.get_by_text("Deze factuur is betaald").wait_for()
    kijk("betaald")
    page.get_by_role("link", name="Naar de factuur").click()
    page.get_by_role("heading", name=f"Factuur {factuur.nummer}").wait_for()
    expect(page.locator("#p-betalen")).to_contain_text("iDEAL")
    assert page.get_by_role("button", name="Betaal nu").count() == 0
    with in_platform():
        assert list(Betaling.objects.values_list("bedrag_centen", "wijze")) == [(2_495_437, "ideal")]

    page.get_by_role("link", name="Facturen").first.click()
    page.get_by_role("link", name="Betaalgegevens").click()
    page.get_by_text("Er is geen machtiging.").wait_for()
    kijk("gegevens")
    page.get_by_role("button", name="Geef een machtiging").click()
    naar_stripe(page, kijk, "machtiging")
    page.get_by_label("Automatische incasso (SEPA)").check()
    page.get_by_role("button", name="Ga akkoord en betaal").click()
    page.get_by_text("We wachten op bericht van Stripe").wait_for()
    kassa.werk_af()
    page.goto(adres("lindewaard", "/betalen/gegevens"))
    page.get_by_text("rekening eindigt op 5264").wait_for()
    kijk("gemachtigd")

    with in_platform():
        begin_module(
            contract=contract, module="jeugd", van=contract.begin, by=billing.FEMKE, at=timezone.now()
        )
        tweede = billing.factureer(contract, contract.begin, timezone.now())
    kassa.werk_af()
    page.goto(adres("lindewaard", f"/facturen/{tweede.pk}"))
    expect(page.locator("#p-stripe")).to_contain_text("Je hoeft niets te doen.")
    kijk("incasso")

    page.goto(adres("lindewaard", "/betalen/gegevens"))
    page.get_by_role("button", name="Open mijn pagina bij Stripe").click()
    naar_stripe(page, kijk, "portaal")
    expect(page.locator("main")).to_contain_text(tweede.nummer)
    page.locator("form", has_text="(vast)").get_by_role("button", name="Haal weg").click()
    page.get_by_text("Bewaard.").wait_for()
    page.get_by_role("link", name="Terug naar Keukentafel").click()
    kassa.werk_af()
    page.goto(adres("lindewaard", "/betalen/gegevens"))
    page.get_by_text("Er is geen machtiging.").wait_for()
