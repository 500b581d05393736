"""A child in Hoogmeren, sent by the huisarts: which gemeente, is it safe, and the help that begins (F062, F063)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from keukentafel.tenancy import in_gemeente
from modules.dossier.besluiten.models import Toewijzing
from modules.inrichting.models import Registratie
from modules.jeugd.models import Hulpvraag, Meldcode
from tests.modules.dossier.verkeer import Zaak, maak_zaak

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
KIND = {"voornamen": "Sem", "geboortedatum": localdate() - timedelta(days=9 * 365), "rol": "kind"}


@pytest.fixture
def zaak(hoogmeren: Any, transactional_db: None, broker: str) -> Zaak:
    with in_gemeente(hoogmeren):
        zaak = maak_zaak(functie="jeugdprofessional", personen=("Marieke", KIND))
        Registratie.objects.create(
            teamlid=zaak.medewerker.teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
        )
        return zaak


def druk(page: Any, knop: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=knop).first.click()


def vul(page: Any, **velden: str) -> None:
    """Fill the fields of the form by their names."""
    for naam, waarde in velden.items():
        page.locator(f"main [name={naam}]").first.fill(waarde)


def kies(page: Any, naam: str, waarde: str) -> None:
    """Choose one of a group."""
    page.locator(f"main [name={naam}][value='{waarde}']").check()


def test_from_the_huisarts_through_woonplaats_and_meldcode_to_help(
    page: Any, als: Any, adres: Any, hoogmeren: Any, zaak: Zaak, geen_axe_fouten: Any, schermfoto: Any
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    als(page, hoogmeren, zaak.medewerker)
    page.goto(adres("hoogmeren", f"/jeugd/huishoudens/{zaak.huishouden.pk}"))
    geen_axe_fouten(page)

    # The huisarts sends the child: no decision of the gemeente.
    druk(page, "Begin een hulpvraag", rol="link")
    kies(page, "verwijzer", "huisarts")
    vraag = "Sem slaapt slecht en wil niet naar school."
    vul(page, verwijzer_naam="Dokter Aalbers", verwijzer_organisatie="De Brink", vraag=vraag)
    vul(page, verwezen_op=localdate().isoformat())
    geen_axe_fouten(page)
    druk(page, "Begin de hulpvraag")
    page.get_by_text("Niet nodig na deze verwijzing").wait_for()
    geen_axe_fouten(page)

    # Which gemeente is responsible: the rule says it, with its reason.
    druk(page, "Bekijk de woonplaats", rol="link")
    vul(page, gemeente_brp="Hoogmeren")
    druk(page, "Bekijk de woonplaats")
    page.get_by_text("Onze gemeente").wait_for()

    # Is it safe: five steps.
    druk(page, "Naar veiligheid", rol="link")
    druk(page, "Begin de meldcode", rol="link")
    with in_gemeente(hoogmeren):
        sem = zaak.huishouden.leden.get(rol="kind").inwoner
    kies(page, "inwoner", str(sem.pk))
    vul(page, signalen="Blauwe plekken op beide armen.")
    druk(page, "Begin de meldcode")
    druk(page, "Ga naar deze stap", rol="link")
    vul(page, overlegd_met="De aandachtsfunctionaris", overleg_uitkomst="Praat met de ouders.")
    vul(page, overlegd_op=localdate().isoformat())
    druk(page, "Bewaar het overleg")
    druk(page, "Ga naar deze stap", rol="link")
    vul(page, gesproken_op=localdate().isoformat(), gesprek_uitkomst="Moeder wil hulp.")
    druk(page, "Bewaar het gesprek")
    druk(page, "Ga naar deze stap", rol="link")
    for naam, waarde in (
        ("veiligheid", "vermoeden"),
        ("kan_helpen", "ja"),
        ("willen", "ja"),
        ("werkt", "ja"),
    ):
        kies(page, naam, waarde)
    vul(page, weging_toelichting="Het gezin werkt mee.")
    druk(page, "Bewaar de weging")
    druk(page, "Ga naar deze stap", rol="link")
    page.get_by_text("De hulp kan, wordt aangenomen en maakt het veilig.").wait_for()
    kies(page, "melden", "nee")
    kies(page, "helpen", "ja")
    druk(page, "Bewaar het besluit")
    geen_axe_fouten(page)
    schermfoto("jeugd-meldcode-1440")

    # The help begins, with something to assign and no decision.
    with in_gemeente(hoogmeren):
        adres_vraag = Hulpvraag.objects.get().get_absolute_url()
        assert Meldcode.objects.get().stappen.open() == ()
    page.goto(adres("hoogmeren", adres_vraag))
    druk(page, "Laat de hulp beginnen", rol="link")
    vul(page, wat="Speltherapie", van=localdate().isoformat())
    druk(page, "Laat de hulp beginnen")
    page.get_by_text("Hulp loopt").first.wait_for()
    schermfoto("jeugd-hulpvraag-1440")
    with in_gemeente(hoogmeren):
        deel = Toewijzing.objects.get()
        assert (deel.beschikking, deel.stand) == (None, "klaar")
