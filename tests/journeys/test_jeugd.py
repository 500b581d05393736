"""A child in Hoogmeren, sent by the huisarts: which gemeente, is it safe, and the help that begins (F062, F063)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate

from keukentafel.tenancy import in_gemeente
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.brieven.models import Brief
from modules.dossier.models import Termijn
from modules.jeugd.models import Hulpvraag, Meldcode
from tests.modules.dossier.verkeer import Zaak
from tests.modules.jeugd.toneel import maak_jeugdzaak, met_gezag

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def zaak(hoogmeren: Any, transactional_db: None, broker: str) -> Zaak:
    with in_gemeente(hoogmeren):
        zaak = maak_jeugdzaak()
        met_gezag(zaak)
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


def regel_wat_de_wet_vraagt(page: Any, zaak: Zaak) -> None:
    """Follow what the page asks next: the family plan, the words of the child, who does it, who agrees."""
    druk(page, "Bied een plan van de familie aan", rol="link")
    kies(page, "keuze", "wil_niet")
    vul(page, aangeboden_op=localdate().isoformat())
    druk(page, "Bewaar het antwoord")
    druk(page, "Schrijf op wat het kind zegt", rol="link")
    vul(page, stem_kind="Ik wil weer slapen.")
    druk(page, "Bewaar de woorden")
    druk(page, "Kies wie de vraag behandelt", rol="link")
    page.locator("main [name=professional]").select_option(value=str(zaak.medewerker.pk))
    druk(page, "Bewaar de keuze")
    druk(page, "Leg vast of iemand het eens is", rol="link")
    kies(page, "wie", zaak.inwoner.naam)
    kies(page, "is_eens", "ja")
    vul(page, tekst="Wij willen dit graag.", op=localdate().isoformat())
    druk(page, "Bewaar de woorden")


def neem_besluit(page: Any) -> None:
    """Write the decision, take it, and send the letter."""
    druk(page, "Begin het besluit", rol="link")
    druk(page, "Begin het besluit")
    druk(page, "Voeg hulp toe", rol="link")
    if page.locator("main [name=titel]").count() == 0:
        druk(page, "Hulp die niet in de lijst staat", rol="link")
    vul(page, titel="Ambulante jeugdhulp", bedrag_per_jaar="3200", hulp_begin=localdate().isoformat())
    kies(page, "vorm", "zin")
    druk(page, "Voeg deze hulp toe")
    kies(page, "uitkomst", "toegekend")
    vul(
        page,
        wat="Sem krijgt ambulante jeugdhulp.",
        hoeveel="Elke week een uur",
        begin=localdate().isoformat(),
    )
    for veld in page.locator("main textarea").all():
        if not veld.input_value():
            veld.fill("Het gezin en de mensen om hen heen doen veel zelf. Dit is extra nodig.")
    druk(page, "Bewaar en controleer")
    druk(page, "Neem dit besluit")
    druk(page, "Maak de brief")
    druk(page, "Controleer en verstuur")
    page.locator("[name=kanaal][value=meegegeven]").check(force=True)
    page.get_by_role("button", name="Verstuur de brief").first.click()
    page.get_by_text("Deze brief ligt vast.").wait_for()
    page.wait_for_load_state()


def test_from_the_huisarts_through_woonplaats_and_meldcode_to_a_verleningsbeslissing(
    page: Any, als: Any, adres: Any, hoogmeren: Any, zaak: Zaak, geen_axe_fouten: Any, schermfoto: Any
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.set_default_timeout(60_000)  # a letter is drawn page by page, also where the machine is busy
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
    adres_vraag = page.url

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

    # The help of the huisarts begins when all is there that the law asks; what misses has a link.
    page.goto(adres_vraag)
    page.get_by_text("Voordat de hulp begint, is nog nodig:").wait_for()
    druk(page, "Leg het eerste gesprek vast", rol="link")
    druk(page, "Bewaar de dag")
    regel_wat_de_wet_vraagt(page, zaak)
    druk(page, "Laat de hulp beginnen", rol="link")
    vul(page, wat="Gesprekken bij de praktijk", van=localdate().isoformat())
    druk(page, "Laat de hulp beginnen")
    page.get_by_text("Hulp loopt").first.wait_for()
    schermfoto("jeugd-hulpvraag-1440")
    with in_gemeente(hoogmeren):
        assert Meldcode.objects.get().stappen.open() == ()
        deel = Toewijzing.objects.get()
        assert (deel.beschikking, deel.stand) == (None, "klaar")

    # It is not enough: the family asks the gemeente for more, and that takes a decision.
    druk(page, "Rond af", rol="link")
    vul(page, omdat="Er is meer nodig dan de praktijk kan geven.")
    druk(page, "Rond de hulpvraag af")
    page.goto(adres("hoogmeren", f"/jeugd/huishoudens/{zaak.huishouden.pk}"))
    druk(page, "Begin een hulpvraag", rol="link")
    vul(page, vraag="Sem heeft intensieve hulp nodig.")
    druk(page, "Begin de hulpvraag")
    druk(page, "Bekijk de woonplaats", rol="link")
    vul(page, gemeente_brp="Hoogmeren")
    druk(page, "Bekijk de woonplaats")
    druk(page, "Leg het eerste gesprek vast", rol="link")
    druk(page, "Bewaar de dag")
    regel_wat_de_wet_vraagt(page, zaak)
    druk(page, "Leg de aanvraag vast", rol="link")
    druk(page, "Leg de aanvraag vast")
    page.get_by_text("Alles wat de wet vraagt, is er.").first.wait_for()
    geen_axe_fouten(page)
    neem_besluit(page)
    geen_axe_fouten(page)
    schermfoto("jeugd-besluit-1440")

    with in_gemeente(hoogmeren):
        besluit, vraag_ = Beschikking.objects.get(), Hulpvraag.objects.get(verwijzer="gemeente")
        assert (besluit.uitkomst, besluit.stand, besluit.soort) == ("toegekend", "bekend", "jeugd_verlening")
        assert (vraag_.stand, vraag_.is_toegekend) == ("besloten", True)
        assert Termijn.objects.get(sleutel="jeugd_beslissing").status == "gehaald"
        assert Brief.objects.get().is_verzonden
