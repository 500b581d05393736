"""Income and work: from a melding to a decision, and in Rietdam three laws in one plan with three payers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, in_platform
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Betrokkene, Huishouden, Melding, PlanOplossing, Termijn
from modules.inrichting.models import Registratie
from modules.jeugd.models import Hulpvraag
from modules.participatie.models import Inkomensaanvraag, Werkafspraak
from tenants.models import Gemeente
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.journeys import stappen

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
VANDAAG = localdate()


def jaren(aantal: int) -> date:
    """A date of birth that many years ago, and half a year more."""
    return VANDAAG - timedelta(days=round((aantal + 0.5) * 365.25))


NOOR = {"voornamen": "Noor", "geboortedatum": jaren(22)}
ELS = {"voornamen": "Els", "geboortedatum": jaren(41)}
JOHAN = {"voornamen": "Johan", "geboortedatum": jaren(58)}
MIKA = {"voornamen": "Mika", "geboortedatum": jaren(10), "rol": "kind"}


def collega(naam: str, functie: str, rol: Rol = Rol.TEAMLID, **plek: Any) -> Any:
    """Somebody of the first team with this function."""
    gebruiker = maak_gebruiker(naam=naam, rollen=[rol], team=eerste_team())
    maak_teamlid(gebruiker, eerste_team(), protocolfunctie=functie, **plek)
    return gebruiker


def druk(page: Any, naam: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=naam).first.click()


def vul(page: Any, **velden: str) -> None:
    """Fill the fields of the form by their names."""
    for naam, waarde in velden.items():
        page.locator(f"main [name={naam}]").first.fill(waarde)


def kies(page: Any, naam: str, waarde: object) -> None:
    """Choose one of a group."""
    page.locator(f"main [name={naam}][value='{waarde}']").check()


def meld(page: Any, wie: Any, regeling: str, vraag: str) -> None:
    """Record that somebody asks for income."""
    druk(page, "Leg een melding vast", rol="link")
    kies(page, "inwoner", wie.pk)
    kies(page, "regeling", regeling)
    vul(page, vraag=vraag)
    druk(page, "Leg de melding vast")


def test_from_a_melding_through_the_search_to_a_decision_in_lindewaard(
    page: Any, als: Any, adres: Any, lindewaard: Any, transactional_db: None, broker: str, geen_axe_fouten: Any,
    schermfoto: Any,
) -> None:  # fmt: skip
    with in_gemeente(lindewaard):
        linda = collega("Linda Verhoeven", "klantmanager_wi", ambtelijke_status=True)
        corrie = collega("Corrie Bos", "backoffice", Rol.BACKOFFICE, ambtelijke_status=True)
        add_mandaat(
            gegevens={
                "rol": "backoffice", "wet": "participatie", "artikel": "Participatiewet, artikel 7 lid 4",
                "geldig_van": VANDAAG - timedelta(days=30),
            },
            by=corrie, at=timezone.now(),
        )  # fmt: skip
        huishouden = maak_huishouden("Kuiper", personen=(NOOR,))
        maak_casus(huishouden, behandelaar=linda)
        noor = huishouden.leden.get().inwoner
    hier = adres("lindewaard", f"/participatie/huishoudens/{huishouden.pk}")
    als(page, lindewaard, linda)
    page.goto(hier)
    geen_axe_fouten(page)

    # Under 27: four weeks to look for work, and the page says why the aanvraag waits (41 lid 4).
    meld(page, noor, "bijstand", "Mijn contract stopt en ik slaap bij vrienden.")
    page.get_by_text("Zoekt zelf").first.wait_for()
    geen_axe_fouten(page)
    schermfoto("participatie-zoektijd-1440")
    druk(page, "Kwetsbare jongere", rol="link")
    vul(page, omdat="Komt uit de jeugdhulp en heeft geen huis.")
    druk(page, "Leg de uitzondering vast")
    druk(page, "Leg de aanvraag vast", rol="link")
    druk(page, "Leg de aanvraag vast")
    page.get_by_text("Voorschot betalen").first.wait_for()
    druk(page, "Schrijf de bijlage", rol="link")
    vul(page, tekst="Drie dagen leren, een dag werken.")
    druk(page, "Bewaar de bijlage")

    # Benefit for living: Work and Income decides, and the outcome comes by link.
    druk(page, "Noteer het besluit", rol="link")
    vul(page, uitkomst="Toegekend", status_url="https://uitkering.example/noor")
    druk(page, "Bewaar de uitkomst")
    page.get_by_role("link", name="Naar het systeem van de uitkering").wait_for()

    # Special assistance: the gemeente decides, by the backoffice.
    page.goto(hier)
    meld(page, noor, "bijzonder", "Ik heb geen geld voor een bed.")
    druk(page, "Leg de aanvraag vast", rol="link")
    druk(page, "Leg de aanvraag vast")
    druk(page, "Maak het besluit", rol="link")
    geen_axe_fouten(page)
    page.locator("main [name=behandelaar]").select_option(label="Corrie Bos")
    druk(page, "Vraag dit besluit aan")
    page.get_by_role("link", name="Naar het besluit").wait_for()

    als(page, lindewaard, corrie)
    with in_gemeente(lindewaard):
        besluit = Beschikking.objects.get()
    page.goto(adres("lindewaard", besluit.get_absolute_url()))
    kies(page, "uitkomst", "toegekend")
    vul(page, wat="U krijgt bijstand voor een bed.", begin=f"{VANDAAG:%d-%m-%Y}")
    for blok in ("kosten", "voorliggend", "bijzonder", "draagkracht"):
        vul(page, **{f"o_{blok}": "Besproken en gewogen."})
    geen_axe_fouten(page)
    druk(page, "Bewaar en controleer")
    druk(page, "Neem dit besluit")
    page.goto(adres("lindewaard", besluit.get_absolute_url()))
    druk(page, "Leg vast dat het is verstuurd")
    page.locator("#p-loop").get_by_text("Verstuurd", exact=True).wait_for()

    with in_gemeente(lindewaard):
        aanvraag = Inkomensaanvraag.objects.get(regeling="bijzonder")
        assert (aanvraag.stand, aanvraag.uitkomst, aanvraag.beschikking_id) == (
            "besloten",
            "Toegekend",
            besluit.pk,
        )
        assert sorted(Termijn.objects.lopend().values_list("sleutel", flat=True)) == ["bezwaar_indienen"]


@pytest.fixture
def rietdam(transactional_db: None, maak_gemeente: Any, broker: str) -> Any:
    """Rietdam, a network of organisations with all three laws on."""
    maak_gemeente("GM9003", "netwerk")
    with in_platform():
        return Gemeente.objects.get(slug="rietdam").ref()


@pytest.fixture
def gezin(rietdam: Any) -> tuple[Huishouden, dict[str, Any]]:
    """A household with three questions, and four colleagues of different laws."""
    with in_gemeente(rietdam):
        mensen = {
            "linda": collega("Linda Verhoeven", "klantmanager_wi", ambtelijke_status=True),
            "hugo": collega("Hugo Terpstra", "wmo_consulent", ambtelijke_status=True),
            "ravi": collega("Ravi Ramdin", "jeugdprofessional", geheimhouding=True),
            "femke": collega("Femke Bosman", "hulpverlener", geheimhouding=True),
        }
        Registratie.objects.create(
            teamlid=mensen["ravi"].teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
        )
        huishouden = maak_huishouden("Van der Velde", personen=(ELS, JOHAN, MIKA))
        maak_casus(huishouden, behandelaar=mensen["femke"])
        for naam in ("linda", "hugo", "ravi"):  # in a network who works with a household is asked by name
            Betrokkene.objects.create(huishouden=huishouden, gebruiker=mensen[naam], rol="Hulp", van=VANDAAG)
        leden = {lid.inwoner.voornamen: lid.inwoner for lid in huishouden.leden.select_related("inwoner")}
    return huishouden, mensen | leden


def vraag_per_wet(page: Any, als: Any, adres: Any, rietdam: Any, gezin: Any) -> None:
    """Each law takes its own question in, by who works with that law."""
    huishouden, wie = gezin
    als(page, rietdam, wie["linda"])
    page.goto(adres("rietdam", f"/participatie/huishoudens/{huishouden.pk}"))
    meld(page, wie["Els"], "bijstand", "Sinds Johan ziek is, komen we geld tekort.")
    page.goto(adres("rietdam", f"/participatie/huishoudens/{huishouden.pk}"))
    druk(page, "Maak een afspraak met Els", rol="link")
    kies(page, "soort", "traject")
    vul(page, wat="Oriëntatie op werk in de zorg", bij="Werkplein", van=f"{VANDAAG:%d-%m-%Y}")
    druk(page, "Bewaar de afspraak")

    als(page, rietdam, wie["ravi"])
    page.goto(adres("rietdam", f"/jeugd/huishoudens/{huishouden.pk}"))
    druk(page, "Begin een hulpvraag", rol="link")
    kies(page, "verwijzer", "gemeente")
    vul(page, vraag="Mika is stil geworden en slaapt slecht.")
    druk(page, "Begin de hulpvraag")

    als(page, rietdam, wie["hugo"])
    page.goto(adres("rietdam", f"/huishoudens/{huishouden.pk}/meldingen/nieuw"))
    page.get_by_label("Wat is de vraag?").fill("Johan kan het huis niet meer schoonhouden.")
    page.get_by_label("Wmo", exact=True).check()
    for naam, keuze in (("kanaal", "balie"), ("bron", "inwoner")):  # a network may not ask both
        for veld in page.locator(f"main select[name={naam}]").all():
            veld.select_option(keuze)
    page.locator("main [name=melder_naam]").fill("Thuiszorg Nabij")  # which organisation hands it over
    for veld in page.get_by_label("Dat doe ik later").all():
        veld.check()
    druk(page, "Registreer melding")
    page.wait_for_url("**/meldingen/*-*")


def voeg_hulp_toe(doel: Any, wat: str, wet: str) -> None:
    """Say what helps to reach the result of a goal, and under which law."""
    doel.locator("summary", has_text="Wat helpt hierbij?").click()
    doel.get_by_label("Wat helpt?").fill(wat)
    doel.get_by_label("Wat voor hulp is dit?").select_option(label="Maatwerk")
    doel.get_by_label("Wet", exact=True).select_option(label=wet)
    doel.get_by_role("button", name="Toevoegen", exact=True).click()
    doel.get_by_text(wat).first.wait_for()


def doel_met(page: Any, titel: str, resultaat: str) -> Any:
    """Add a goal with its result. Returns its panel."""
    formulier = page.locator("#f-doel")
    formulier.get_by_label("Doel", exact=True).fill(titel)
    formulier.get_by_label("Waaraan merkt u dat het gelukt is?").fill(resultaat)
    formulier.get_by_role("button", name="Doel toevoegen").click()
    doel = page.get_by_role("region", name=titel)
    doel.wait_for()
    return doel


def test_three_laws_in_one_plan_with_three_payers_in_rietdam(
    page: Any, als: Any, adres: Any, rietdam: Any, gezin: Any, geen_axe_fouten: Any, schermfoto: Any
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    huishouden, wie = gezin
    vraag_per_wet(page, als, adres, rietdam, gezin)

    # Femke works with all of them: one plan, with a goal for each.
    als(page, rietdam, wie["femke"])
    page.goto(adres("rietdam", f"/huishoudens/{huishouden.pk}"))
    stappen.naar_onderdeel(page, "Plan")
    stappen.knop(page, "Plan maken")
    voeg_hulp_toe(
        doel_met(page, "Ons huis is schoon.", "Elke week aan kant"), "Hulp bij het huishouden", "Wmo"
    )
    voeg_hulp_toe(
        doel_met(page, "Mika slaapt weer.", "Vijf nachten per week"), "Gesprekken voor Mika", "Jeugdwet"
    )
    werk = doel_met(page, "Els verdient weer zelf.", "20 uur werk voor de zomer")
    stappen.voeg_actie_toe(werk, "Het Werkplein bellen", "Zelf", wie["Els"].naam)

    # The step towards work goes into that same plan, not beside it (Participatiewet 44a).
    page.goto(adres("rietdam", f"/participatie/huishoudens/{huishouden.pk}"))
    druk(page, "Zet in het plan", rol="link")
    page.get_by_label("Els verdient weer zelf.").check()
    geen_axe_fouten(page)
    druk(page, "Zet in het plan")
    page.get_by_text("In het plan", exact=True).wait_for()
    stappen.naar_onderdeel(page, "Plan")
    druk(page, "Verder met het concept", rol="link")
    stappen.spreek_plan_af(page, VANDAAG + timedelta(days=90))

    betalers = page.get_by_role("region", name="Wie betaalt wat")
    for wie_betaalt in ("Gemeente, Wmo", "Gemeente, Jeugdwet", "Gemeente, Participatiewet"):
        betalers.get_by_text(wie_betaalt, exact=True).wait_for()
    geen_axe_fouten(page)
    schermfoto("plan-drie-betalers-1440")
    page.set_viewport_size({"width": 390, "height": 844})
    schermfoto("plan-drie-betalers-390")

    with in_gemeente(rietdam):
        in_plan = PlanOplossing.objects.filter(resultaat__doel__plan__status="actief")
        assert sorted(in_plan.values_list("wet", flat=True)) == ["jeugd", "participatie", "wmo"]
        assert (Inkomensaanvraag.objects.count(), Hulpvraag.objects.count()) == (1, 1)
        assert Werkafspraak.objects.get().inwoner == wie["Els"]
        assert set(Melding.objects.values_list("wet", flat=True)) == {"wmo", "jeugd", "participatie"}
