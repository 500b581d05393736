"""Consent of somebody of fourteen, a part of the plan by a link, the answer, and taking it back; without a barrier."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from keukentafel.outbox import bezorg
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import in_gemeente
from modules.dossier.delen.models import Deling, Toestemming
from modules.dossier.models import Contactnotitie
from tests.modules.dossier.delen.toneel import NU, Deeltoneel, aan_school, maak_deeltoneel

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
MATEN = [(1440, 900), (390, 844)]


@pytest.fixture
def toneel(lindewaard: Any, transactional_db: None, broker: str) -> Deeltoneel:
    with in_gemeente(lindewaard):
        return maak_deeltoneel()


def druk(page: Any, knop: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=knop).first.click()


def kies(page: Any, veld: str) -> None:
    """Choose a radio or a box by its words, as a finger does."""
    page.get_by_label(veld, exact=True).first.check()


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_asking_consent_of_somebody_of_fourteen_and_taking_it_back(
    page: Any, als: Any, adres: Any, lindewaard: Any, toneel: Deeltoneel, geen_axe_fouten: Any, maat: Any
) -> None:
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    als(page, lindewaard, toneel.zaak.medewerker)
    page.goto(adres("lindewaard", f"/huishoudens/{toneel.huishouden.pk}/delen"))
    geen_axe_fouten(page)
    druk(page, "Vraag toestemming", rol="link")
    kies(page, "Sem Kuiper")
    geen_axe_fouten(page)
    druk(page, "Ga verder")
    page.get_by_text(
        "Sem Kuiper is 14 jaar: Sem Kuiper en beide ouders met gezag beslissen samen."
    ).wait_for()
    kies(page, "Een organisatie buiten het team")
    page.get_by_label("Welke organisatie?").select_option(label="De Regenboog")
    kies(page, "Dagbesteding")
    page.get_by_label("Waarvoor?").fill("zodat school weet wat Sem helpt")
    geen_axe_fouten(page)
    druk(page, "Leg de vraag vast")
    page.get_by_text("Wacht op 3 van 3 antwoorden").wait_for()
    geen_axe_fouten(page)

    for _ in range(3):
        druk(page, "Leg antwoord vast", rol="link")
        geen_axe_fouten(page)
        kies(page, "Ja")
        kies(page, "In een gesprek")
        druk(page, "Leg antwoord vast")
        page.get_by_role("heading", name="Controleer en leg vast").wait_for()
        geen_axe_fouten(page)
        druk(page, "Leg antwoord vast")
    page.get_by_text("Gegeven tot en met").wait_for()
    with in_gemeente(lindewaard):
        assert Toestemming.objects.get().stand == "gegeven"

    druk(page, "Trek de toestemming in", rol="link")
    geen_axe_fouten(page)
    druk(page, "Trek de toestemming in")
    page.get_by_text("De toegang stopte meteen.").wait_for()
    geen_axe_fouten(page)
    with in_gemeente(lindewaard):
        assert Toestemming.objects.get().stand == "ingetrokken"


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_sharing_by_a_link_and_the_answer_lands_in_the_case(
    page: Any,
    browser: Any,
    als: Any,
    adres: Any,
    lindewaard: Any,
    toneel: Deeltoneel,
    geen_axe_fouten: Any,
    maat: Any,
) -> None:
    with in_gemeente(lindewaard):
        grond = aan_school(toneel)
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    als(page, lindewaard, toneel.zaak.medewerker)
    page.goto(adres("lindewaard", f"/huishoudens/{toneel.huishouden.pk}/delen/met/{grond.pk}"))
    kies(page, "Sem gaat weer naar school")
    page.get_by_label("Eén antwoord").select_option(value="")
    page.get_by_label("E-mailadres voor de link").fill("mentor@regenboog.example")
    page.get_by_role("button", name="Bekijk wat de school ziet").click()
    page.locator("#voorbeeld").get_by_text("Sem gaat weer naar school").wait_for()
    expect(page.locator("#voorbeeld").get_by_text("De huur is betaald")).to_have_count(0)
    geen_axe_fouten(page)
    druk(page, "Controleer en verstuur")
    page.get_by_role("heading", name="Dit ziet de school straks").wait_for()
    geen_axe_fouten(page)
    druk(page, "Deel en verstuur")
    code = page.locator(".kt-sleutel").inner_text()
    geen_axe_fouten(page)
    with in_gemeente(lindewaard):
        lading = Uitgaand.objects.get(soort="mail").lading or ""
        bezorg(at=NU())

    bezoek = browser.new_context(
        viewport={"width": maat[0], "height": maat[1]}, java_script_enabled=maat[0] > 500
    )
    buiten = bezoek.new_page()
    (link,) = re.findall(r"/veilige-link/[^\"\\ ]+", lading)
    buiten.goto(adres("lindewaard", link))
    buiten.get_by_label("Code").fill(code)
    with buiten.expect_navigation():
        buiten.get_by_role("button", name="Bekijk wat er is gedeeld").click()
    buiten.get_by_text("Sem gaat weer naar school").wait_for()
    if maat[0] > 500:
        geen_axe_fouten(buiten)
    buiten.get_by_label("Je antwoord").fill("Hij was er elke dag.")
    buiten.get_by_label("Je naam").fill("Juf Anna")
    with buiten.expect_navigation():
        buiten.get_by_role("button", name="Verstuur antwoord").click()
    buiten.get_by_role("heading", name="Je antwoord is verstuurd").wait_for()
    buiten.goto(adres("lindewaard", "/gedeeld/lezen"))
    buiten.get_by_role("heading", name="Dit is niet meer open").wait_for()
    bezoek.close()

    with in_gemeente(lindewaard):
        notitie = Contactnotitie.objects.get()
        deling = Deling.objects.get()
        assert (
            notitie.tekst
            == "Hij was er elke dag.\n\nAntwoord van De Regenboog (Juf Anna), via een veilige link."
        )
    page.goto(adres("lindewaard", f"/huishoudens/{toneel.huishouden.pk}/delen/gedeeld/{deling.pk}"))
    page.get_by_text("Hij was er elke dag.").wait_for()
    page.get_by_text("Met de veilige link: 1 doel").wait_for()
    geen_axe_fouten(page)
    druk(page, "Stop met delen")
    page.get_by_text("Gestopt", exact=True).first.wait_for()


def test_asking_and_answering_works_without_a_script(
    browser: Any, als: Any, adres: Any, lindewaard: Any, toneel: Deeltoneel
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    als(page, lindewaard, toneel.zaak.medewerker)
    page.goto(adres("lindewaard", f"/huishoudens/{toneel.huishouden.pk}/delen/vragen"))
    kies(page, "Marieke Kuiper")
    druk(page, "Ga verder")
    kies(page, "Een functie in ons team")
    page.get_by_label("Welke functie?").select_option(label="Wmo-consulent")
    kies(page, "Inkomen en schulden")
    page.get_by_label("Waarvoor?").fill("om de aanvraag niet dubbel uit te leggen")
    druk(page, "Leg de vraag vast")
    druk(page, "Leg antwoord vast", rol="link")
    kies(page, "Ja")
    kies(page, "Op papier, ondertekend")
    druk(page, "Leg antwoord vast")
    druk(page, "Leg antwoord vast")
    page.get_by_text("Gegeven tot en met").wait_for()
    context.close()
