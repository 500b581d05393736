"""Petra asks for help, Ilse looks along after a yes, and Ria watches and ends it."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from support.actions.rol import grant_rol, revoke_rollen
from support.models import Ticket, Toegang
from tenants.actions.accounts import make_leverancier_account
from tests.factories.identity import code_nu, maak_gebruiker
from tests.journeys.stappen import knop

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases=["default", "migrator"])]
GEEN_LETTERS = """() => {
  window.getekend = [];
  for (const naam of ["fillText", "strokeText", "drawImage"]) {
    CanvasRenderingContext2D.prototype[naam] = (...wat) => window.getekend.push(naam);
  }
}"""
VOLGORDE = """() => [...document.querySelectorAll("#hulp :is(textarea, canvas, input[type=checkbox], button)")]
  .map((deel) => deel.innerText?.trim() || deel.tagName)"""
"""What the dialog shows, in the order in which it is read and tabbed through."""


def test_help_a_look_and_the_end_of_it(
    page: Any,
    browser: Any,
    adres: Any,
    als: Any,
    geen_axe_fouten: Any,
    schermfoto: Any,
    lindewaard: GemeenteRef,
) -> None:
    ilse = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    with in_gemeente(lindewaard):
        petra = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")
        ria = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Ria Timmer")

    # Petra asks from the page itself: the screen goes along as blocks, and no letter is drawn
    als(page, lindewaard, petra)
    page.goto(adres("lindewaard", "/inrichting/teammodel"))
    page.evaluate(GEEN_LETTERS)
    page.get_by_role("banner").get_by_role("link", name="Hulp", exact=True).first.click()
    venster = page.get_by_role("dialog", name="Stel een vraag")
    venster.get_by_label("Iets doet het niet").check()
    venster.get_by_label("In een paar woorden").fill("Teammodel wordt niet bewaard")
    venster.get_by_label("Wat gebeurde er?").fill("Ik druk op bewaren en er gebeurt niets.")
    assert page.evaluate("window.getekend") == []
    assert page.evaluate(VOLGORDE) == [
        "Sluit Stel een vraag", "TEXTAREA", "CANVAS", "INPUT", "Verstuur vraag", "Sluit zonder te vragen",
    ]  # fmt: skip
    geen_axe_fouten(page)
    schermfoto("hulp")
    knop(page, "Verstuur vraag")
    page.get_by_role("heading", name="Teammodel wordt niet bewaard", level=1).wait_for()
    geen_axe_fouten(page)
    with in_platform():
        ticket = Ticket.objects.get()
        assert ticket.schermfoto is not None
        assert bytes(ticket.schermfoto).startswith(b"\x89PNG")

    # Ilse answers and asks to look along
    console = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam").new_page()
    console.goto(adres("leverancier", "/inloggen"))
    console.fill("[name=gebruikersnaam]", "ilse")
    console.fill("[name=wachtwoord]", ilse.wachtwoord)
    knop(console, "Inloggen")
    console.fill("[name=code]", pyotp.TOTP(ilse.totp).now())
    console.keyboard.press("Enter")
    console.get_by_role("heading", name="Overzicht", level=1).wait_for()
    console.goto(adres("leverancier", "/tickets"))
    geen_axe_fouten(console)
    console.screenshot(path="test-results/tickets.png", full_page=True)
    console.get_by_role("link", name="Teammodel wordt niet bewaard").click()
    console.get_by_role("heading", name="Gesprek").wait_for()
    geen_axe_fouten(console)
    console.screenshot(path="test-results/ticket.png", full_page=True)
    console.set_viewport_size({"width": 390, "height": 844})
    console.screenshot(path="test-results/ticket-390.png", full_page=True)
    breder = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert console.evaluate(breder) is False
    console.set_viewport_size({"width": 1440, "height": 900})
    console.get_by_role("link", name="Vraag toegang").click()
    console.get_by_label("Alleen de inrichting").check()
    console.get_by_label("Waarom?").fill("Ik wil zien welke stap niet wordt bewaard.")
    geen_axe_fouten(console)
    knop(console, "Vraag toegang")
    console.get_by_text("De gemeente heeft een mail gekregen.").wait_for()
    with in_platform():
        toegang = Toegang.objects.get()

    # Ria says yes, with her second factor
    als(page, lindewaard, ria)
    page.goto(adres("lindewaard", "/ondersteuning/meekijken"))
    geen_axe_fouten(page)
    page.get_by_role("link", name="Teammodel wordt niet bewaard").click()
    page.get_by_role("heading", name="Sta het toe").wait_for()
    geen_axe_fouten(page)
    knop(page, "Sta meekijken toe")
    page.get_by_label("Code uit je app").fill(code_nu())
    knop(page, "Bevestig")
    page.get_by_text("De leverancier mag nu meekijken").wait_for()
    assert grant_rol(toegang_id=toegang.pk, at=timezone.now())

    # Ilse looks along, behind the glass
    console.goto(adres("leverancier", f"/toegang/{toegang.pk}"))
    geen_axe_fouten(console)
    knop(console, "Open Lindewaard")
    knop(console, "Begin met meekijken")
    console.get_by_text("Ilse Koster van de leverancier kijkt mee").wait_for()
    geen_axe_fouten(console)
    expect(console.get_by_role("timer")).to_have_text(re.compile(r"nog (29|30) minuten"))
    console.screenshot(path="test-results/meekijken.png", full_page=True)

    # Ria sees the page, and ends it; the next click of Ilse is the last
    page.reload()
    page.get_by_role("cell", name="Teammodel", exact=True).first.wait_for()
    geen_axe_fouten(page)
    schermfoto("meekijken-gezien")
    page.set_viewport_size({"width": 390, "height": 844})
    geen_axe_fouten(page)
    assert page.evaluate(breder) is False
    knop(page, "Stop het meekijken nu")
    console.reload()
    console.get_by_role("heading", name="Het meekijken is voorbij").wait_for()
    geen_axe_fouten(console)
    assert revoke_rollen(gemeente_id=lindewaard.id, at=timezone.now())
    page.goto(adres("lindewaard", "/ondersteuning/meekijken/bewijs"))
    page.get_by_text("De leverancier keek alleen mee als jullie ja zeiden").wait_for()
    geen_axe_fouten(page)
    schermfoto("meekijken-bewijs")
