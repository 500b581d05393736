"""Ilse keeps the page of a gemeente, and walks with her to the end of her contract."""

from __future__ import annotations

import pyotp
import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.models import Gemeente
from tests.tenants.levensloop import rijp_einde

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases=["default", "migrator"])]


@pytest.mark.parametrize("breedte", [1440, 390])
def test_the_page_of_a_gemeente_and_its_end_have_no_barriers(
    page, adres, geen_axe_fouten, schermfoto, breedte, hoogmeren
):
    ilse = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(adres("leverancier", "/inloggen"))
    page.fill("[name=gebruikersnaam]", "ilse")
    page.fill("[name=wachtwoord]", ilse.wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.fill("[name=code]", pyotp.TOTP(ilse.totp).now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()

    begin = f"/gemeenten/{hoogmeren.id}"
    page.goto(adres("leverancier", f"{begin}/contact"))
    geen_axe_fouten(page)
    page.select_option("[name=rol]", "storing")
    page.fill("[name=naam]", "Wim de Boer")
    page.fill("[name=telefoon]", "06 12345678")
    page.get_by_role("button", name="Bewaar de contactpersoon").click()
    page.get_by_role("heading", name="Hoogmeren", level=1).wait_for()
    geen_axe_fouten(page)
    schermfoto(f"gemeente-{breedte}")
    for pad in ("grenzen", "samenwerking", "adres", "einde"):
        page.goto(adres("leverancier", f"{begin}/{pad}"))
        geen_axe_fouten(page)
        schermfoto(f"gemeente-{pad}-{breedte}")
        breder = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert breder is False, pad

    page.fill("[name=kenmerk]", "2026-117")
    page.fill("[name=einddatum]", localdate().strftime("%d-%m-%Y"))
    page.get_by_role("button", name="Noteer de opzegging").click()
    page.get_by_role("button", name="Sluit de gemeente").wait_for()
    page.get_by_role("button", name="Trek de opzegging in").click()
    page.get_by_role("button", name="Noteer de opzegging").wait_for()

    rijp_einde(hoogmeren, by=ilse.account, at=timezone.now())
    page.goto(adres("leverancier", f"{begin}/einde"))
    page.get_by_role("button", name="Vraag om te vernietigen").click()
    page.get_by_text("Een andere beheerder moet akkoord geven").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"gemeente-einde-akkoord-{breedte}")
    with in_platform():
        assert Gemeente.objects.get(pk=hoogmeren.id).stand == "opgeschort"
