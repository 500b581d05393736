"""What a person does in the line of the Wmo, step by step, in words that a journey reads aloud."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.values.geld import Geld
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.voorzieningen.actions.product import save_contract, save_product, set_tarief
from modules.inrichting.models import Organisatie
from modules.wmo.rules.maatwerk import VOLGORDE
from modules.wmo.rules.onderwerpen import LETTERS


def geef_mandaat(by: Any, rol: str, *, betreft: str = "besluit") -> None:
    """Let a role decide about the Wmo in the name of the college."""
    gegevens = {
        "rol": rol,
        "wet": "wmo",
        "betreft": betreft,
        "artikel": "Wmo 2015, artikel 2.6.4",
        "geldig_van": localdate() - timedelta(days=30),
    }
    add_mandaat(gegevens=gegevens, by=by, at=timezone.now())


def maak_hulp(by: Any) -> None:
    """Put one kind of help in the catalogue, with a provider."""
    nu = timezone.now()
    begin = localdate(nu) - timedelta(days=30)
    product = save_product(
        product=None,
        gegevens={
            "wet": "wmo", "categorie": "01", "code": "01A01", "naam": "Hulp bij het huishouden", "eenheid": "04",
            "frequentie": "2", "is_bijdrageplichtig": True, "mag_pgb": True, "geldig_van": begin,
        },
        by=by,
        at=nu,
    )  # fmt: skip
    set_tarief(product=product, bedrag=Geld(3460), vanaf=begin, by=by, at=nu)
    zorg = Organisatie.objects.create(naam="Zorg Dichtbij", soort="zorg")
    save_contract(product=product, aanbieder=zorg, van=begin, tot_en_met=None, by=by, at=nu)


def druk(page: Any, naam: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=naam).first.click()


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
    """File the aanvraag, weigh in the order of the law, take the decision, and give its letter."""
    druk(page, "Leg de aanvraag vast", rol="link")
    page.get_by_label("Wat vraagt de inwoner aan?").fill("Hulp bij het huishouden")
    druk(page, "Leg aanvraag vast")
    druk(page, "Bereid het besluit voor", rol="link")
    for trede in VOLGORDE:  # what the onderzoek says stands there for who may read it
        tekst = page.locator(f"#id_trede_{trede.code}")
        if not tekst.input_value():
            tekst.fill("Gewogen. Dit is niet genoeg.")
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
    page.get_by_text("Deze brief ligt vast.").wait_for(timeout=60_000)  # drawn, sent, never changed after
