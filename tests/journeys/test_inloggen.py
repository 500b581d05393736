"""Sign in for the first time and again, as somebody at a desk and somebody with a telephone."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keukentafel.identity.actions.mensen import invite_gebruiker
from keukentafel.identity.models import Gebruiker, TotpApparaat
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from tests.factories.identity import WACHTWOORD, code_nu, maak_gebruiker

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]

MATEN = [(1440, 900), (390, 844)]


def zonder_zijwaarts_schuiven(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def log_in_met_scherm(page, adres, gebruikersnaam):
    page.goto(adres("lindewaard", "/inloggen"))
    page.get_by_label("Gebruikersnaam").fill(gebruikersnaam)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_label("Code").fill(code_nu())
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Beheerder", exact=True).first.wait_for(state="attached")


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_take_an_account_into_use(page, adres, lindewaard, geen_axe_fouten, schermfoto, maat):
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    with in_gemeente(lindewaard):
        carla = {"naam": "Carla Wouters", "gebruikersnaam": "carla", "email": "carla@voorbeeld.nl"}
        token = invite_gebruiker(
            **carla, toekenningen={(Rol.BEHEERDER, None)}, by=None, at=timezone.now()
        ).token

    page.goto(adres("lindewaard", f"/uitnodiging/{token}"))
    geen_axe_fouten(page)
    schermfoto(f"welkom-{maat[0]}")
    page.get_by_label("Wachtwoord", exact=True).fill("paarse fiets in de gracht")
    page.get_by_role("button", name="Naar stap 2").click()
    page.get_by_role("heading", name="Koppel je code-app").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"code-app-{maat[0]}")
    with in_gemeente(lindewaard):
        geheim = TotpApparaat.objects.get(bevestigd_op=None).geheim
    page.get_by_label("Code uit je app").fill(code_nu(geheim=geheim))
    page.get_by_role("button", name="Account in gebruik nemen").click()
    page.get_by_role("heading", name="Bewaar je herstelcodes").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"herstelcodes-{maat[0]}")

    assert (
        page.get_by_role("listitem").filter(has_text=re.compile(r"^[A-Z2-9]{5}-[A-Z2-9]{5}$")).count() == 10
    )
    assert zonder_zijwaarts_schuiven(page) is True


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_sign_in_look_around_and_sign_out(page, adres, lindewaard, geen_axe_fouten, schermfoto, maat):
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    with in_gemeente(lindewaard):
        maak_gebruiker(gebruikersnaam="petra", naam="Petra Hoekstra", rollen=[Rol.BEHEERDER])
        daan = maak_gebruiker(gebruikersnaam="daan", naam="Daan Visser", rollen=[Rol.TEAMLID, Rol.REGISSEUR])
        for naam in ("Carla Wouters", "Youssef el Amrani", "Ingrid van den Berg"):
            maak_gebruiker(naam=naam, rollen=[Rol.TEAMLID])

    page.goto(adres("lindewaard", "/inloggen"))
    geen_axe_fouten(page)
    schermfoto(f"inloggen-{maat[0]}")
    page.get_by_role("button", name="Inloggen").click()
    schermfoto(f"inloggen-leeg-{maat[0]}")
    log_in_met_scherm(page, adres, "petra")

    for naam, pad in {
        "mijn-instellingen": "/mijn-instellingen",
        "mensen": "/inrichting/mensen",
        "persoon-rollen": f"/inrichting/mensen/{daan.pk}/rollen",
        "uitnodigen": "/inrichting/mensen/uitnodigen",
        "wachtwoord": "/mijn-instellingen/wachtwoord",
        "code-app-nieuw": "/mijn-instellingen/code-app",
        "persoon": f"/inrichting/mensen/{daan.pk}",
    }.items():
        page.goto(adres("lindewaard", pad))
        page.wait_for_load_state("networkidle")
        schermfoto(f"{naam}-{maat[0]}")
        geen_axe_fouten(page)
        assert zonder_zijwaarts_schuiven(page) is True


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_an_administrator_changes_roles_blocks_regrets_and_invites_again(
    page, adres, lindewaard, geen_axe_fouten, schermfoto, maat
):
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    with in_gemeente(lindewaard):
        petra = maak_gebruiker(gebruikersnaam="petra", naam="Petra Hoekstra", rollen=[Rol.BEHEERDER])
        Gebruiker.objects.filter(pk=petra.pk).update(weergave="donker")
        daan = maak_gebruiker(naam="Daan Visser", rollen=[Rol.TEAMLID])
    log_in_met_scherm(page, adres, "petra")

    page.goto(adres("lindewaard", f"/inrichting/mensen/{daan.pk}"))
    page.get_by_role("link", name="Wijzig rollen").click()
    page.get_by_label("Beleid").check()
    page.get_by_role("button", name="Controleer de rollen").click()
    page.get_by_role("heading", name="Dit komt erbij").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"rollen-controleren-{maat[0]}")
    page.get_by_role("button", name="Rollen bewaren").click()
    page.get_by_text("De rollen zijn gewijzigd").wait_for()
    page.get_by_role("button", name="Account blokkeren").click()
    page.get_by_text("Dit account is geblokkeerd").wait_for()
    geen_axe_fouten(page)
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Dit account werkt weer").wait_for()
    page.get_by_role("button", name="Stuur nieuwe uitnodiging").click()
    page.get_by_text("De uitnodiging is klaar").wait_for()
    geen_axe_fouten(page)
    page.get_by_role("button", name="Kopieer link").click()
    page.get_by_role("status").filter(has_text=re.compile("Gekopieerd|Geselecteerd")).wait_for(
        state="attached"
    )

    with in_gemeente(lindewaard):
        assert Gebruiker.objects.get(pk=daan.pk).rollen == {Rol.TEAMLID, Rol.BELEID}


def test_after_signing_out_the_page_before_is_closed(page, adres, lindewaard, geen_axe_fouten):
    with in_gemeente(lindewaard):
        maak_gebruiker(gebruikersnaam="petra", naam="Petra Hoekstra", rollen=[Rol.BEHEERDER])
    log_in_met_scherm(page, adres, "petra")
    page.goto(adres("lindewaard", "/inrichting/mensen"))
    page.get_by_role("heading", name="Mensen en rollen").wait_for()

    page.locator("summary.kt-user").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_text("Je bent uitgelogd.").wait_for()
    geen_axe_fouten(page)
    page.go_back()

    page.get_by_role("heading", name="Inloggen").wait_for()
    expect(page).to_have_url(re.compile("/inloggen"))


def test_everything_works_without_javascript(browser, browser_context_args, adres, lindewaard):
    with in_gemeente(lindewaard):
        maak_gebruiker(gebruikersnaam="petra", naam="Petra Hoekstra", rollen=[Rol.BEHEERDER])
        daan = maak_gebruiker(naam="Daan Visser", rollen=[Rol.TEAMLID])
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    log_in_met_scherm(page, adres, "petra")

    page.goto(adres("lindewaard", f"/inrichting/mensen/{daan.pk}/rollen"))
    page.get_by_label("Beleid").check()
    page.get_by_role("button", name="Controleer de rollen").click()
    page.get_by_role("button", name="Rollen bewaren").click()
    page.get_by_text("De rollen zijn gewijzigd").wait_for()
    context.close()

    with in_gemeente(lindewaard):
        assert Gebruiker.objects.get(pk=daan.pk).rollen == {Rol.TEAMLID, Rol.BELEID}
