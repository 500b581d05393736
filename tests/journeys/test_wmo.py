"""Somebody asks for help on the website, gets a decision about the Wmo on paper, and objects to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente
from keukentafel.tenancy.sleutels import onderteken
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Toewijzing
from modules.dossier.brieven.models import Brief
from modules.dossier.hulpvragen.models import Webvraag
from modules.dossier.models import Termijn
from modules.wmo.models import Maatwerk, Zaak
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid, maak_teammodel
from tests.journeys.wmo_stappen import besluit, druk, geef_mandaat, maak_hulp, onderzoek

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def consulent(lindewaard: Any, transactional_db: None) -> Any:
    """Samira works in a team that does the whole line of the Wmo, with a mandate and one kind of help."""
    with in_gemeente(lindewaard):
        maak_teammodel("toegang")
        samira = maak_gebruiker(naam="Samira Bouali", rollen=[Rol.TEAMLID], team=eerste_team())
        maak_teamlid(samira, eerste_team(), ambtelijke_status=True)
        geef_mandaat(samira, "teamlid")
        maak_hulp(samira)
    return samira


@pytest.fixture
def jurist(lindewaard: Any, consulent: Any) -> Any:
    """Karin of the backoffice decides on objections; she did not take the decision."""
    with in_gemeente(lindewaard):
        karin = maak_gebruiker(naam="Karin de Wit", rollen=[Rol.BACKOFFICE], team=eerste_team())
        maak_teamlid(karin, eerste_team(), ambtelijke_status=True)
        geef_mandaat(consulent, "backoffice", betreft="bezwaar")
    return karin


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


def maak_bezwaar(page: Any, adres: Any, rij: Beschikking) -> None:
    """Take the objection in, and hear the resident."""
    page.goto(adres("lindewaard", rij.get_absolute_url()))
    druk(page, "Bezwaar vastleggen", rol="link")
    page.get_by_label("Wie maakt bezwaar?").fill("Ria Bakker")
    page.get_by_label("Wanneer kwam het bezwaar binnen?").fill(f"{localdate():%d-%m-%Y}")
    page.get_by_label("Waarom is de inwoner het er niet mee eens?").fill("Drie uur is te weinig.")
    druk(page, "Leg het bezwaar vast")
    page.locator("#f-horen [name=omdat]").select_option(label="De inwoner wil niet worden gehoord")
    druk(page, "Leg het horen vast")
    page.get_by_text("Niet gehoord:").wait_for()


def beslis_op_bezwaar(page: Any) -> None:
    """Decide as somebody else than who took the first decision, and make it known."""
    page.reload()
    page.locator("#f-beslis").get_by_label("Ongegrond", exact=True).check()
    page.locator("#f-beslis [name=motivering]").fill("Drie uur is genoeg voor dit huis.")
    druk(page, "Neem het besluit op bezwaar")
    druk(page, "Leg vast dat het is verstuurd")
    page.locator("#p-besluit").get_by_text("Verstuurd", exact=True).wait_for()


def test_from_the_website_to_a_decision_and_an_objection_in_lindewaard(
    page: Any, als: Any, adres: Any, lindewaard: Any, consulent: Any, jurist: Any, geen_axe_fouten: Any
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
        assert Termijn.objects.lopend().get(sleutel="wmo_heronderzoek").bron_id == rij.pk
        assert Maatwerk.objects.get().bijdrage_klaar_op == localdate()

    maak_bezwaar(page, adres, rij)
    geen_axe_fouten(page)
    als(page, lindewaard, jurist)
    beslis_op_bezwaar(page)

    with in_gemeente(lindewaard):
        bezwaar = Bezwaar.objects.get()
        assert (bezwaar.uitkomst, bezwaar.stand, bezwaar.beslist_door) == ("ongegrond", "bekend", jurist)
        assert Termijn.objects.lopend().filter(bron_id=bezwaar.pk).count() == 0
