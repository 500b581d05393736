"""Somebody asks for help on the website, and gets a decision about the Wmo on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from keukentafel.tenancy.sleutels import onderteken
from keukentafel.values.geld import Geld
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.brieven.models import Brief
from modules.dossier.hulpvragen.models import Webvraag
from modules.dossier.voorzieningen.actions.product import save_contract, save_product, set_tarief
from modules.inrichting.models import Organisatie
from modules.wmo.models import Zaak
from modules.wmo.rules.onderwerpen import LETTERS
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid, maak_teammodel

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def consulent(lindewaard: Any, transactional_db: None) -> Any:
    """Samira works in a team that does the whole line of the Wmo, with a mandate and one kind of help."""
    nu = timezone.now()
    with in_gemeente(lindewaard):
        maak_teammodel("toegang")
        samira = maak_gebruiker(naam="Samira Bouali", rollen=[Rol.TEAMLID], team=eerste_team())
        maak_teamlid(samira, eerste_team(), ambtelijke_status=True)
        begin = localdate(nu) - timedelta(days=30)
        add_mandaat(
            gegevens={
                "rol": "teamlid",
                "wet": "wmo",
                "artikel": "Wmo 2015, artikel 2.6.4",
                "geldig_van": begin,
            },
            by=samira,
            at=nu,
        )
        product = save_product(
            product=None,
            gegevens={
                "wet": "wmo", "categorie": "01", "code": "01A01", "naam": "Hulp bij het huishouden", "eenheid": "04",
                "frequentie": "2", "is_bijdrageplichtig": True, "mag_pgb": True, "geldig_van": begin,
            },
            by=samira,
            at=nu,
        )  # fmt: skip
        set_tarief(product=product, bedrag=Geld(3460), vanaf=begin, by=samira, at=nu)
        zorg = Organisatie.objects.create(naam="Zorg Dichtbij", soort="zorg")
        save_contract(product=product, aanbieder=zorg, van=begin, tot_en_met=None, by=samira, at=nu)
    return samira


def druk(page: Any, naam: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=naam).first.click()


def vraag_hulp(page: Any, adres: Any, teken: str) -> str:
    """Ask on the website, as a resident who took a minute for it (`teken`). Returns the number."""
    page.goto(adres("lindewaard", "/hulp-vragen"))
    page.get_by_label("Waar heeft u hulp bij nodig?").fill("Ik kan niet meer stofzuigen en dweilen.")
    page.get_by_label("Voornaam").fill("Ria")
    page.get_by_label("Achternaam").fill("Bakker")
    page.get_by_label("Straat").fill("Merelstraat")
    page.get_by_label("Huisnummer").fill("14")
    page.get_by_label("Postcode").fill("1234 AB")
    page.get_by_label("Uw telefoonnummer").fill("06 12345678")
    page.locator("[name=teken]").evaluate("(veld, teken) => { veld.value = teken }", teken)
    druk(page, "Verstuur mijn vraag")
    page.get_by_role("heading", name="Wij hebben uw vraag ontvangen").wait_for()
    return str(page.locator("main strong").first.inner_text())


def maak_melding(page: Any, adres: Any) -> None:
    """Pick it up in the list of meldingen; everything that was typed stands there."""
    page.goto(adres("lindewaard", "/meldingen"))
    page.get_by_role("link", name="Ria Bakker").wait_for()
    druk(page, "Ria Bakker", rol="link")
    druk(page, "Maak er een melding van", rol="link")
    assert page.get_by_label("Wat is de vraag?").input_value() == "Ik kan niet meer stofzuigen en dweilen."
    page.get_by_label("Wmo", exact=True).check()
    for veld in page.get_by_label("Dat doe ik later").all():
        veld.check()
    page.locator("[name=persoonlijk_plan_gewezen][value=later]").check(force=True)
    druk(page, "Registreer melding")
    druk(page, "Ga verder met deze stap", rol="link")


def onderzoek(page: Any) -> None:
    """Confirm, see who it is, write the seven subjects and send the verslag."""
    druk(page, "Bevestig de melding", rol="link")
    druk(page, "Leg bevestiging vast")
    druk(page, "Stel identiteit vast", rol="link")
    page.get_by_label("Identiteitskaart").check()
    druk(page, "Stel identiteit vast")
    druk(page, "Ga verder met het onderzoek", rol="link")
    for letter in LETTERS:
        page.get_by_label("Wat is besproken").fill(f"Besproken bij onderdeel {letter}.")
        druk(page, "Bewaar onderdeel" if letter == LETTERS[-1] else "Bewaar en ga verder")
    druk(page, "Verstuur het verslag", rol="link")
    page.get_by_text("Het verslag ging op een andere manier weg").click()
    page.get_by_label("Meegegeven").check()
    druk(page, "Leg versturen vast")
    page.get_by_label("Eens met het verslag", exact=True).check()
    druk(page, "Leg reactie vast")
    druk(page, "Terug naar de melding", rol="link")


def besluit(page: Any) -> None:
    """File the aanvraag, weigh in the order of the law, and take the decision."""
    druk(page, "Leg de aanvraag vast", rol="link")
    page.get_by_label("Wat vraagt de inwoner aan?").fill("Hulp bij het huishouden")
    druk(page, "Leg aanvraag vast")
    druk(page, "Bereid het besluit voor", rol="link")
    page.get_by_label("Maatwerk toekennen").check()
    page.locator("#id_product").select_option(label="Hulp bij het huishouden (01A01)")
    page.get_by_label("Hoeveel").fill("3")
    page.get_by_label("Hulp van een aanbieder (zorg in natura)").check()
    page.get_by_label("De inwoner kon kiezen tussen aanbieders").check()
    page.get_by_label("Welke aanbieder").select_option(label="Zorg Dichtbij")
    druk(page, "Maak het besluit")
    druk(page, "Bewaar en controleer")
    druk(page, "Neem dit besluit")
    druk(page, "Maak de brief")
    druk(page, "Controleer en verstuur")
    page.locator("[name=kanaal][value=meegegeven]").check(force=True)
    druk(page, "Verstuur de brief")


def test_from_the_website_to_a_decision_in_lindewaard(
    page: Any, als: Any, adres: Any, lindewaard: Any, consulent: Any, geen_axe_fouten: Any
) -> None:
    with in_gemeente(lindewaard):
        teken = onderteken("hulpvraag", (timezone.now() - timedelta(minutes=1)).isoformat())
    nummer = vraag_hulp(page, adres, teken)
    geen_axe_fouten(page)
    als(page, lindewaard, consulent)

    maak_melding(page, adres)
    geen_axe_fouten(page)
    onderzoek(page)
    geen_axe_fouten(page)
    besluit(page)

    with in_gemeente(lindewaard):
        rij = Beschikking.objects.get()
        zaak = Zaak.objects.get()
        assert Webvraag.objects.get().nummer == nummer
        brief = Brief.objects.get()
        assert (rij.uitkomst, rij.stand, rij.beslist_door) == ("toegekend", "bekend", consulent)
        assert (brief.is_verzonden, brief.soort) == (True, "beschikking")
        assert (zaak.aanvraag_op, rij.aanvraag_op) == (localdate(), localdate())
        assert Toewijzing.objects.get().titel == "Hulp bij het huishouden"
