"""Two colleagues see it differently and write blind; and a short question becomes a dossier (F104, N01, P22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from modules.dossier.kortehulp.models import KorteHulp
from modules.dossier.ruimte.models import Geschilpunt
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import Zaak, maak_zaak

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
GEHEIM = "Hij sliep er gisteren goed."


@pytest.fixture
def zaak(lindewaard: Any, transactional_db: None, broker: str) -> Zaak:
    with in_gemeente(lindewaard):
        return maak_zaak(status="ondersteuning")


@pytest.fixture
def daan(lindewaard: Any, zaak: Zaak) -> Any:
    return _collega(lindewaard, "Daan Visser", Rol.TEAMLID)


def _collega(gemeente: Any, naam: str, rol: Rol) -> Any:
    with in_gemeente(gemeente):
        wie = maak_gebruiker(naam=naam, rollen=[rol], team=eerste_team(), met_code_app=False)
        maak_teamlid(wie, eerste_team(), geheimhouding=True)
        return wie


def druk(page: Any, knop: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=knop, exact=True).first.click()


def vul(page: Any, **velden: str) -> None:
    """Fill the fields of the form by their names."""
    for naam, waarde in velden.items():
        page.locator(f"main [name={naam}]").first.fill(waarde)


def geef_kijk(page: Any, feiten: str) -> None:
    druk(page, "Geef je kijk", rol="link")
    vul(
        page,
        op_het_spel="Dat hij veilig slaapt.",
        feiten=feiten,
        voorstel="Ga kijken.",
        risico="Hij loopt weg.",
    )
    druk(page, "Geef je kijk")


def test_two_colleagues_write_blind_and_the_team_leader_cuts_the_knot(
    page: Any,
    als: Any,
    adres: Any,
    lindewaard: Any,
    zaak: Zaak,
    daan: Any,
    geen_axe_fouten: Any,
    schermfoto: Any,
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    als(page, lindewaard, zaak.medewerker)
    page.goto(adres("lindewaard", f"/huishoudens/{zaak.huishouden.pk}/verschillen"))
    druk(page, "Verschil vastleggen", rol="link")
    vul(page, punt="Kan Sem dit weekend thuis slapen?")
    page.locator("[name=soort][value=veiligheid]").check()
    page.locator("[name=voor_wie][value=kind]").check()
    page.locator("[name=vak_0]").select_option("wmo")
    page.locator("[name=wie_1]").select_option(str(daan.pk))
    page.locator("[name=vak_1]").select_option("jeugd")
    geen_axe_fouten(page)
    druk(page, "Vraag om ieders kijk")
    geef_kijk(page, "Moeder belt zelf als het niet gaat.")
    page.get_by_text("1 van 2 gaven een kijk").wait_for()
    with in_gemeente(lindewaard):
        punt = adres("lindewaard", Geschilpunt.objects.get().get_absolute_url())

    # Daan sees that Samira wrote, and not what.
    als(page, lindewaard, daan)
    page.goto(punt)
    page.get_by_text("Je leest de anderen na je eigen kijk.").wait_for()
    assert "Moeder belt zelf" not in page.content()
    geen_axe_fouten(page)
    schermfoto("verschil-blind-1440")
    geef_kijk(page, GEHEIM)
    page.get_by_text("Moeder belt zelf als het niet gaat.").wait_for()
    vul(page, kijk="Ik wil naar huis.")
    page.locator("[name=van]").select_option(str(zaak.inwoner.pk))
    page.locator("[name=hoe][value=gezegd]").check()
    druk(page, "Bewaar de kijk van de inwoner")
    vul(page, tekst="Ik vind het te vroeg.")
    druk(page, "Schrijf dit erbij")
    geen_axe_fouten(page)
    schermfoto("verschil-naast-elkaar-1440")

    # Nobody agrees, so the team leader decides; the dissent stays.
    leider = _collega(lindewaard, "Carla Wouters", Rol.TEAMLEIDER)
    als(page, lindewaard, leider)
    page.goto(punt)
    druk(page, "Leg het besluit vast", rol="link")
    geen_axe_fouten(page)
    page.locator("[name=wijze][value=teamleider]").check()
    page.locator("[name=keuze][value=inwoner]").check()
    vul(page, gesprek="Aan tafel.", besluit="Hij slaapt thuis.", redenen="Oma is erbij.")
    vul(page, terugkijken_op=f"{localdate() + timedelta(days=30):%d-%m-%Y}")
    druk(page, "Leg het besluit vast")
    page.get_by_text("Ik vind het te vroeg.").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    geen_axe_fouten(page)
    schermfoto("verschil-besluit-390")


def test_a_short_question_by_keyboard_becomes_a_melding_after_consent(
    page: Any, als: Any, adres: Any, lindewaard: Any, zaak: Zaak, geen_axe_fouten: Any, schermfoto: Any
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    als(page, lindewaard, _collega(lindewaard, "Petra Hoekstra", Rol.INLOOPPUNT))
    page.goto(adres("lindewaard", "/korte-hulp/nieuw"))
    page.locator("[name=vraag]:focus").wait_for()
    geen_axe_fouten(page)

    # Without touching the mouse: type, tab, arrows, enter.
    page.keyboard.type("Mevrouw De Vries wil huurtoeslag")
    page.keyboard.press("Tab")
    page.keyboard.type("Samen aangevraagd.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("Hier staat een naam.").first.wait_for()
    assert page.locator("[name=antwoord]").input_value() == "Samen aangevraagd."
    schermfoto("korte-hulp-naam-1440")
    vul(page, vraag="Hoe vraag ik huurtoeslag aan?")
    druk(page, "Bewaar deze vraag")
    page.get_by_text("Wil de inwoner meer hulp?").wait_for()
    geen_axe_fouten(page)

    druk(page, "Maak er een dossier van", rol="link")
    page.locator("[name=toestemming]").check()
    geen_axe_fouten(page)
    druk(page, "Maak er een dossier van")
    page.locator("[name=inhoud]").wait_for()
    assert "Hoe vraag ik huurtoeslag aan?" in page.locator("[name=inhoud]").input_value()
    page.goto(adres("lindewaard", "/korte-hulp"))
    page.set_viewport_size({"width": 390, "height": 844})
    geen_axe_fouten(page)
    schermfoto("korte-hulp-lijst-390")
    with in_gemeente(lindewaard):
        assert KorteHulp.objects.get().dossier_op is not None
