"""Documents in a browser: add, open, a new version, withdraw and put back, wide and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier.documenten.models import Document
from tests.factories.dossier import eerste_team, maak_betrokkene, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.keukentafel.opslag import bestanden as b

WORD = b.docx()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def aan_tafel(
    page: Any, adres: Callable[..., str], lindewaard: GemeenteRef, settings: Any, tmp_path: Path
) -> str:
    """Sign a helper in, and return the address of the documents of the household she works with."""
    settings.KT_OPSLAG = tmp_path
    klant = Client(HTTP_HOST="lindewaard.localhost")
    with in_gemeente(lindewaard):
        wie = maak_gebruiker(naam="Samira Bouali", met_code_app=False)
        maak_teamlid(wie, eerste_team(), protocolfunctie="hulpverlener", geheimhouding=True)
        huishouden = maak_huishouden("De Boer")
        maak_casus(huishouden, status="ondersteuning")
        maak_betrokkene(huishouden, gebruiker=wie)
        log_in(klant, wie)
    basis = adres("lindewaard")
    page.context.add_cookies([{"name": "kt_sessie", "value": klant.cookies["kt_sessie"].value, "url": basis}])
    page.set_default_timeout(60_000)
    return adres("lindewaard", f"/huishoudens/{huishouden.pk}/documenten")


def voeg_toe(page: Any, titel: str, naam: str, inhoud: bytes) -> None:
    page.get_by_role("link", name="Voeg een document toe").first.click()
    page.wait_for_url("**/nieuw")
    page.fill("[name=titel]", titel)
    page.set_input_files("[name=bestand]", [{"name": naam, "mimeType": "application/pdf", "buffer": inhoud}])
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar document").click()


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_document_is_added_refused_opened_replaced_withdrawn_and_put_back(
    page: Any, aan_tafel: str, lindewaard: GemeenteRef, geen_axe_fouten: Callable[[Any], None], breedte: int
) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(aan_tafel)
    geen_axe_fouten(page)

    voeg_toe(page, "Brief van de corporatie", "brief.pdf", WORD)
    expect(page.get_by_text("maar er zit iets anders in").first).to_be_visible()
    assert page.input_value("[name=titel]") == "Brief van de corporatie"
    geen_axe_fouten(page)
    page.set_input_files("[name=bestand]", [{"name": "brief.docx", "mimeType": "x/y", "buffer": WORD}])
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar document").click()
    geen_axe_fouten(page)

    with page.expect_download() as opgehaald:
        page.get_by_role("link", name="Brief van de corporatie", exact=True).click()
    assert Path(opgehaald.value.path()).read_bytes() == WORD

    page.get_by_role("link", name="Versies").click()
    page.wait_for_url("**/versies")
    geen_axe_fouten(page)
    page.set_input_files("[name=bestand]", [{"name": "nieuw.pdf", "mimeType": "x/y", "buffer": b.PDF}])
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar nieuwe versie").click()
    expect(page.get_by_text("versie 2")).to_be_visible()

    with page.expect_navigation():
        page.get_by_role("button", name="Trek in").click()
    expect(page.get_by_text("Het document is ingetrokken")).to_be_visible()
    geen_axe_fouten(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("link", name="Brief van de corporatie", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= breedte
    with in_gemeente(lindewaard):
        assert [document.versie for document in Document.objects.order_by("versie")] == [1, 2]
