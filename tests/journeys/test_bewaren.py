"""A resident asks for a copy and gets it; what had its term goes, after two people looked."""

from __future__ import annotations

from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from playwright.sync_api import expect

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from modules.dossier.bewaren.actions.afschrift import make_afschrift
from modules.dossier.bewaren.actions.vernietiging import propose_due, run_lijst
from modules.dossier.bewaren.models import Afschrift, Vernietigingslijst
from modules.dossier.bewaren.taken import maak_afschrift, vernietig
from modules.dossier.models import Huishouden
from modules.inrichting.models import Teamlid
from tests.factories.identity import maak_gebruiker
from tests.journeys.stappen import knop
from tests.modules.dossier.bewaren.opzet import maak_oud, netwerklid, notitie
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kijk(page, geen_axe_fouten, schermfoto):
    def doe(naam: str) -> None:
        for breedte in (1440, 390):
            page.set_viewport_size({"width": breedte, "height": 900})
            geen_axe_fouten(page)
            schermfoto(f"bewaren-{naam}-{breedte}")
            assert page.evaluate("document.documentElement.scrollWidth") <= breedte
        page.set_viewport_size({"width": 1440, "height": 900})

    return doe


def druk(page, naam: str) -> None:
    with page.expect_navigation():
        knop(page, naam)


@pytest.mark.parametrize("script", [True, False], ids=["met script", "zonder script"])
def test_a_resident_asks_for_a_copy_and_gets_it(
    browser, lindewaard, adres, als, schermfoto, geen_axe_fouten, monkeypatch, script
):
    monkeypatch.setattr(maak_afschrift, "voor", lambda *args: None)  # the worker's part is done by hand below
    with in_gemeente(lindewaard):
        zaak = maak_zaak(
            personen=(
                {"voornamen": "Marieke", "geslachtsnaam": "Kuiper", "geboortedatum": localdate() - timedelta(days=9000)},
                {"voornamen": "Ruud", "geslachtsnaam": "Zwaluw"},
            )
        )  # fmt: skip
        Teamlid.objects.update(geheimhouding=True, protocolfunctie="hulpverlener")
        netwerklid(zaak, "Ria Leeuwerik")
        notitie(zaak, "Marieke belde. Ruud slaapt slecht, Ria past op.")
    context = browser.new_context(java_script_enabled=script, locale="nl-NL", accept_downloads=True)
    page = context.new_page()
    als(page, lindewaard, zaak.medewerker)

    def kijk(naam: str) -> None:
        if script:
            geen_axe_fouten(page)
            schermfoto(f"bewaren-verzoek-{naam}")

    page.goto(adres("lindewaard", f"/huishoudens/{zaak.huishouden.pk}/verzoeken"))
    page.get_by_role("link", name="Verzoek vastleggen").first.click()
    page.get_by_role("heading", name="Wat wordt er gevraagd").wait_for()
    druk(page, "Verzoek vastleggen")
    page.get_by_text("Kies over wie het gaat.").first.wait_for()
    kijk("1-fout")
    page.get_by_label("Marieke Kuiper").check()
    page.get_by_label("Inzage of afschrift").check()
    page.get_by_label("Aan de balie").check()
    druk(page, "Verzoek vastleggen")
    page.get_by_label("Identiteitsbewijs gezien, geen kopie bewaard").check()
    kijk("2-verzoek")
    druk(page, "Leg vast")
    page.get_by_label("Wie behandelt dit verzoek?").select_option(label=zaak.medewerker.naam)
    druk(page, "Wijs toe")
    with page.expect_navigation():
        page.get_by_role("link", name="Kijk na wat er meegaat").click()
    page.locator("u", has_text="Ruud").first.wait_for()
    kijk("3-nakijken")
    druk(page, "Bewaar keuzes")
    druk(page, "Maak afschrift")
    page.get_by_text("Het afschrift wordt gemaakt").wait_for()
    kijk("4-onderweg")
    with in_gemeente(lindewaard):
        assert make_afschrift(afschrift=Afschrift.objects.get(), at=timezone.now())
    if not script:
        with page.expect_navigation():
            page.get_by_role("link", name="Ververs deze pagina").click()
    page.get_by_role("link", name="Download alles").wait_for()  # with script the page comes anew by itself
    kijk("5-afschrift")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download alles").click()
    with ZipFile(download.value.path()) as pakket:
        assert pakket.namelist() == ["LEES MIJ.txt", "afschrift.pdf", "afschrift.json"]
        assert pakket.read("afschrift.pdf").startswith(b"%PDF-1.7")
    page.get_by_label("Toegewezen", exact=True).check()
    druk(page, "Leg besluit vast")
    page.get_by_label("Hoe?", exact=True).fill("Meegegeven aan de balie")
    druk(page, "Leg antwoord vast")
    page.get_by_text("De inwoner kan bezwaar maken tot en met").wait_for()
    kijk("6-klaar")
    context.close()


def test_what_had_its_term_goes_after_two_people_looked(
    page, lindewaard, adres, als, kijk, monkeypatch, settings, tmp_path
):
    settings.KT_VERNIETIGINGSBOEK = tmp_path
    monkeypatch.setattr(vernietig, "voor", lambda *args: None)  # the worker's part is done by hand below
    with in_gemeente(lindewaard):
        maak_oud("Kwikstaart")
        blijft = maak_oud("Grutto", wet="jeugd")
        propose_due(at=timezone.now())
        beheerder = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra", met_code_app=False)
        fg = maak_gebruiker(rollen=[Rol.FG], naam="Frits Jonker", met_code_app=False)
    als(page, lindewaard, beheerder)
    page.goto(adres("lindewaard", "/vernietigen"))
    page.get_by_role("link", name="Lijst 1").first.click()
    kijk("1-lijst")
    paneel = page.locator("#p-jeugd")
    paneel.get_by_text("Langer bewaren").click()
    paneel.get_by_label("Waarom blijft").fill("Er loopt een klacht.")
    druk(page, "Bewaar langer")
    druk(page, "Lijst klopt, naar de tweede controle")
    expect(page.get_by_role("button", name="Vernietig deze lijst")).to_have_count(0)

    page.context.clear_cookies()
    als(page, lindewaard, fg)
    page.goto(adres("lindewaard", "/vernietigen/1"))
    kijk("2-tweede")
    druk(page, "Vernietig deze lijst")
    kijk("3-bezig")
    with in_gemeente(lindewaard):
        run_lijst(lijst=Vernietigingslijst.objects.get(), at=timezone.now())
        assert list(Huishouden.objects.values_list("pk", flat=True)) == [blijft.pk]
    page.reload()
    with page.expect_navigation():
        page.get_by_role("link", name="Verklaring van vernietiging").click()
    kijk("4-verklaring")
    page.get_by_text("Wmo 2015, artikel 5.3.4").first.wait_for()
    page.get_by_text("Frits Jonker").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PDF").click()

    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
