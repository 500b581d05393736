"""A beheerder brings the caseload of the old system in, chooses who is double, and takes it back."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from modules.dossier.inlezen.models import Inlezing
from modules.dossier.inlezen.taken import controleer, lees, ongedaan
from modules.dossier.inlezen.voorbeeld import Caseload
from modules.dossier.inlezen.voorbeeld_schrijven import schrijf
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def werkplek(klant, lindewaard, page, adres):
    """Sign a beheerder in, in the browser; tasks are done by hand where the worker would."""
    with in_gemeente(lindewaard):
        log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra"))
    page.context.add_cookies(
        [{"name": "kt_sessie", "value": klant.cookies["kt_sessie"].value, "url": adres("lindewaard")}]
    )

    def doe(taak):
        with in_gemeente(lindewaard):
            taak.run(str(Inlezing.objects.latest("gemaakt_op").pk))

    return doe


@pytest.fixture
def stil(monkeypatch):
    """Leave the tasks where they are: there is no worker in this journey."""
    for taak in (controleer, lees, ongedaan):
        monkeypatch.setattr(taak, "voor", lambda *args: None)


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_caseload_comes_in_and_goes_out_again(
    page, adres, werkplek, stil, tmp_path, geen_axe_fouten, schermfoto, breedte
):
    bestand = tmp_path / "caseload.xlsx"
    schrijf(Caseload(120, 14, date(2026, 11, 21)).rijen(), bestand)
    page.set_viewport_size({"width": breedte, "height": 900})

    def druk(knop):  # and the next page is there, so that nobody looks at the one before
        with page.expect_navigation():
            knop.click()

    def kijk(naam):
        geen_axe_fouten(page)
        schermfoto(f"inlezen-{naam}-{breedte}")
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte

    page.goto(adres("lindewaard", "/inlezen"))
    kijk("1-lijst")
    druk(page.get_by_role("link", name="Bestand kiezen").first)
    druk(page.get_by_role("button", name="Bestand controleren"))
    kijk("2-fout")
    page.locator("#id_bestand").set_input_files(bestand)
    druk(page.get_by_role("button", name="Bestand controleren"))
    kijk("3-kolommen")
    druk(page.get_by_role("button", name="Bestand controleren"))
    kijk("4-bezig")
    werkplek(controleer)
    page.get_by_role("button", name="Bestand inlezen").wait_for()  # the page finds out by itself
    kijk("5-gecontroleerd")
    druk(page.get_by_role("link", name="Problemen die tegenhouden"))
    kijk("6-problemen")
    page.go_back()
    druk(page.get_by_role("link", name="Kies wie dubbel is"))
    kijk("7-dubbelen")
    for keuze in page.get_by_label("Twee verschillende personen").all():
        keuze.check()
    druk(page.get_by_role("button", name="Keuzes bewaren"))
    druk(page.get_by_role("button", name="Bestand inlezen"))
    werkplek(lees)
    druk(page.get_by_role("link", name="Ververs deze pagina"))
    kijk("8-verslag")
    druk(page.get_by_role("link", name="Bekijk per huishouden"))
    kijk("9-huishoudens")
    page.go_back()
    druk(page.get_by_role("link", name="Inlezen ongedaan maken"))
    kijk("10-ongedaan")
    druk(page.get_by_role("button", name="Inlezen ongedaan maken"))
    werkplek(ongedaan)
    druk(page.get_by_role("link", name="Ververs deze pagina"))

    assert page.get_by_role("heading", level=1).inner_text() == "caseload.xlsx"
    expect(page.get_by_text("Ongedaan gemaakt").first).to_be_visible()
