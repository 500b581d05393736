"""Femke of the supplier looks at what changed, sends an invoice and books what came in; the gemeente reads it."""

from __future__ import annotations

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from billing.models import Contract, Factuur, Tarief
from demo.facturen import vul_facturen
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
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
