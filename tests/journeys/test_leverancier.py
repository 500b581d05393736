"""Ilse of the supplier adds a gemeente and looks at the list, on a wide and on a small screen."""

from __future__ import annotations

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tenants.actions.accounts import make_leverancier_account

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases=["default", "migrator"])]


@pytest.mark.parametrize("breedte", [1440, 390, 320])
def test_the_pages_of_the_supplier_have_no_barriers(page, adres, geen_axe_fouten, schermfoto, breedte):
    ilse = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    page.set_viewport_size({"width": breedte, "height": 900})

    page.goto(adres("leverancier", "/inloggen"))
    geen_axe_fouten(page)
    page.fill("[name=gebruikersnaam]", "ilse")
    page.fill("[name=wachtwoord]", ilse.wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.fill("[name=code]", pyotp.TOTP(ilse.totp).now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()
    geen_axe_fouten(page)
    schermfoto(f"leverancier-overzicht-{breedte}")

    page.get_by_role("link", name="Gemeente toevoegen").first.click()
    geen_axe_fouten(page)
    schermfoto(f"leverancier-toevoegen-{breedte}")
    page.fill("[name=gemeente]", "Zwijndrecht")
    page.get_by_text("Teamvariant").click()
    page.fill("[name=beheerder_naam]", "Petra Hoekstra")
    page.fill("[name=beheerder_email]", "p.hoekstra@voorbeeld.invalid")
    page.get_by_role("button", name="Ga naar de controle").click()
    page.get_by_role("heading", name="Klopt dit?").wait_for()
    geen_axe_fouten(page)
    page.get_by_role("button", name="Maak de gemeente").click()
    page.get_by_role("heading", name="Stappen").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"leverancier-klaarzetten-{breedte}")

    page.goto(adres("leverancier", "/gemeenten"))
    geen_axe_fouten(page)
    page.get_by_role("link", name="Lindewaard").click()
    page.get_by_role("heading", name="Lindewaard", level=1).wait_for()
    geen_axe_fouten(page)
    schermfoto(f"leverancier-gemeente-{breedte}")
    breder = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert breder is False


def test_the_front_door_has_no_barriers(page, adres, geen_axe_fouten, schermfoto):
    page.goto(adres(""))
    page.get_by_role("heading", name="Kies je gemeente").wait_for()

    geen_axe_fouten(page)
    schermfoto("voordeur")
    page.fill("[name=gemeente]", "Lindewaard")
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("heading", name="Inloggen").wait_for()
    expect(page).to_have_url(adres("lindewaard", "/inloggen"))


def test_a_colleague_signs_in_with_a_finger_and_looks_around(page, adres, geen_axe_fouten, schermfoto):
    """A passkey of a virtual device: made, used to sign in, and every page of the console itself looked at."""
    ilse = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    apparaat = page.context.new_cdp_session(page)
    apparaat.send("WebAuthn.enable")
    apparaat.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(adres("leverancier", "/inloggen"))
    page.fill("[name=gebruikersnaam]", "ilse")
    page.fill("[name=wachtwoord]", ilse.wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.fill("[name=code]", pyotp.TOTP(ilse.totp).now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()

    page.goto(adres("leverancier", "/account/passkey"))
    page.fill("[name=naam]", "Laptop")
    page.get_by_role("button", name="Maak een passkey").click()
    page.get_by_text("Je passkey is toegevoegd.").wait_for()
    page.context.clear_cookies()
    page.goto(adres("leverancier", "/inloggen"))
    page.get_by_role("link", name="Log in met een passkey").click()
    geen_axe_fouten(page)
    page.get_by_role("button", name="Log in met je passkey").click()
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()

    for breedte in (1440, 320):
        page.set_viewport_size({"width": breedte, "height": 900})
        for naam in ("gezondheid", "logboek", "account", "account/code-app", "mensen", "mensen/uitnodigen"):
            page.goto(adres("leverancier", f"/{naam}"))
            geen_axe_fouten(page)
            schermfoto(f"leverancier-{naam.replace('/', '-')}-{breedte}")
            breder = page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
            assert (naam, breder) == (naam, False)
    page.get_by_role("button", name="Donker").click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    geen_axe_fouten(page)
