"""The page of a household: what it shows, to whom, in how many queries; and its notes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.actions.notitie import VERS
from modules.dossier.models import Concept, Contactnotitie, Netwerklid, Tijdlijnregel
from tests.factories.dossier import (
    eerste_team,
    maak_betrokkene,
    maak_casus,
    maak_huishouden,
    maak_melding,
    maak_plan,
    maak_regisseur,
    maak_termijn,
    maak_zrm,
)
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid, maak_teammodel
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
OVERZICHT = 25


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


def panelen(antwoord):
    return re.findall(r'<section class="kt-panel"[^>]* id="(p-[a-z]+)"', antwoord.content.decode())


def test_the_page_shows_the_three_facts(klant):
    zaak = maak_zaak(klant)
    maak_regisseur(zaak.huishouden)
    maak_plan(zaak.casus, doelen=("Eerste", "Tweede"), evaluatie_op=date(2026, 12, 15))

    gezien = tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))

    assert "Regie Marieke Kuiper zelf" in gezien
    assert "Regisseur Daan Visser sinds 5 januari 2026" in gezien.replace("\u00a0", " ")
    assert "2 doelen evaluatie op 15 december 2026" in gezien.replace("\u00a0", " ")


def test_a_household_without_a_regisseur_says_so(klant):
    zaak = maak_zaak(klant)

    assert "Regisseur Nog niemand" in tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))


def test_the_visit_is_on_record(klant):
    zaak = maak_zaak(klant)

    klant.get(f"/huishoudens/{zaak.huishouden.pk}")

    regel = Logboekregel.objects.get(gebeurtenis="dossier.huishouden.bekeken")
    assert (regel.gebruiker_id, regel.huishouden_id, regel.doel) == (
        zaak.medewerker.pk,
        zaak.huishouden.pk,
        "hulp",
    )


def test_a_household_of_another_team_answers_404_and_writes_no_visit(klant):
    maak_zaak(klant)

    assert klant.get(f"/huishoudens/{vreemd_huishouden().pk}").status_code == 404
    assert logboek("dossier.huishouden.bekeken") == []


@pytest.mark.parametrize(
    ("variant", "stappen", "eerste"),
    [
        ("toegang", ["Melding", "Onderzoek", "Verslag", "Aanvraag", "Besluit", "Evaluatie"], "p-proces"),
        ("team", ["Signaal", "Gesprek", "Plan", "Ondersteuning", "Evaluatie", "Waakvlam"], "p-plan"),
        ("netwerk", ["Aanmelding", "Casusoverleg", "Plan", "Afstemming", "Evaluatie"], "p-betrokken"),
        ("regie", ["Overdracht", "Analyse", "Plan", "Afstemming", "Evaluatie"], "p-betrokken"),
    ],
)
def test_steps_and_order_follow_the_variant_of_the_households_own_team(klant, variant, stappen, eerste):
    zaak = maak_zaak(klant, variant=variant)
    maak_melding(zaak.casus)

    antwoord = klant.get(f"/huishoudens/{zaak.huishouden.pk}")

    gezien = re.findall(r'kt-phase__name"><strong>([^<]*)', antwoord.content.decode())
    assert gezien == stappen
    assert panelen(antwoord)[0] == eerste


def test_a_running_household_keeps_the_steps_it_began_with(klant):
    zaak = maak_zaak(klant, variant="netwerk")
    maak_teammodel("toegang")

    gezien = re.findall(
        r'kt-phase__name"><strong>([^<]*)', klant.get(f"/huishoudens/{zaak.huishouden.pk}").content.decode()
    )

    assert gezien[0] == "Aanmelding"


def test_many_organisations_ask_for_a_regisseur(klant):
    zaak = maak_zaak(klant)
    for nummer in range(5):
        maak_betrokkene(zaak.huishouden, organisatie_naam=f"Organisatie {nummer}")

    assert "Dat zijn er veel. Kies een regisseur." in tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))


def test_somebody_the_resident_hid_is_not_in_the_network(klant):
    zaak = maak_zaak(klant)
    Netwerklid.objects.create(huishouden=zaak.huishouden, naam="Oma Ria", sterkte=5)
    Netwerklid.objects.create(huishouden=zaak.huishouden, naam="Ruud", is_verborgen=True)

    gezien = tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))

    assert "Oma Ria: sterk" in gezien
    assert "Ruud" not in gezien


def test_a_closed_household_says_that_help_stopped_and_offers_no_talk(klant):
    zaak = maak_zaak(klant, status="afgesloten", afgesloten_op=date(2026, 3, 1))
    maak_betrokkene(zaak.huishouden, gebruiker=zaak.medewerker)

    antwoord = klant.get(f"/huishoudens/{zaak.huishouden.pk}")

    assert "De hulp aan dit huishouden is gestopt" in tekst(antwoord)
    assert "Start gesprek" not in tekst(antwoord)


def test_somebody_of_the_backoffice_reads_and_writes_nothing(klant):
    huishouden = maak_huishouden("Kuiper")
    collega = maak_gebruiker(rollen=(Rol.BACKOFFICE,), met_code_app=False)
    maak_teamlid(collega, eerste_team())
    log_in(klant, collega)

    assert "Plaats notitie" not in tekst(klant.get(f"/huishoudens/{huishouden.pk}"))
    geweigerd = klant.post(f"/huishoudens/{huishouden.pk}/notities", {"tekst": "x"})
    assert geweigerd.status_code == 403
    assert "Je mag “Contact en vragen” lezen, niet wijzigen." in tekst(geweigerd)


def vul(zaak, keer):
    """Give a household more of everything the overview shows."""
    for nummer in range(keer):
        naam = f"{uuid4().hex[:8]}"
        maak_termijn(zaak.casus, sleutel=f"soort_{naam}")
        maak_betrokkene(zaak.huishouden, organisatie_naam=naam)
        Netwerklid.objects.create(huishouden=zaak.huishouden, naam=naam)
        zaak.huishouden.leden.create(
            inwoner=maak_huishouden(naam).leden.get().inwoner, van=date(2026, 1, 1), rol="kind"
        )
        Tijdlijnregel.objects.create(
            huishouden=zaak.huishouden, groep="contact", icoon="notes", titel=naam, gebeurd_op=now()
        )
        maak_zrm(zaak.casus, zaak.inwoner, {"financien": 3}, datum=date(2026, 1, 1) + timedelta(days=nummer))


def test_the_overview_takes_the_same_queries_for_1_and_for_3_of_everything(klant):
    zaak = maak_zaak(klant)
    maak_melding(zaak.casus, wet="wmo")
    plan = maak_plan(zaak.casus, gemaakt_door=zaak.medewerker)
    vul(zaak, 1)
    klant.get(f"/huishoudens/{zaak.huishouden.pk}")

    bij_een = vragen(klant, f"/huishoudens/{zaak.huishouden.pk}")
    vul(zaak, 3)
    plan.doelen.create(titel="Nog een", volgorde=2)

    assert (bij_een, vragen(klant, f"/huishoudens/{zaak.huishouden.pk}")) == (OVERZICHT, OVERZICHT)


def test_a_note_takes_one_press_and_stands_on_the_timeline(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "Marieke belde."})

    notitie = Contactnotitie.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (
        303,
        f"/huishoudens/{zaak.huishouden.pk}#p-tijdlijn",
    )
    assert (notitie.soort, notitie.door, notitie.casus) == ("notitie", zaak.medewerker, zaak.casus)
    assert Tijdlijnregel.objects.get().tekst == "Marieke belde."
    assert logboek("dossier.notitie.geplaatst") == ["dossier.notitie.geplaatst"]


def test_a_note_sent_twice_is_one_note(klant):
    zaak = maak_zaak(klant)
    gegevens = {"tekst": "Marieke belde.", "eenmalig": str(uuid4())}

    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", gegevens)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", gegevens)

    assert (Contactnotitie.objects.count(), Tijdlijnregel.objects.count()) == (1, 1)


def test_an_empty_note_keeps_the_page_and_says_what_to_do(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": " ", "met_wie": "Woonstede"}
    )

    assert antwoord.status_code == 422
    assert "Schrijf eerst de notitie." in tekst(antwoord)
    assert 'value="Woonstede"' in antwoord.content.decode()


def test_placing_a_note_throws_its_draft_away(klant):
    zaak = maak_zaak(klant)
    sleutel = f"notitie-{zaak.huishouden.pk}"
    klant.post(f"/concepten/{sleutel}", {"tekst": "Marieke bel"})
    met_concept = klant.get(f"/huishoudens/{zaak.huishouden.pk}").content.decode()

    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "Marieke belde."})

    assert "Marieke bel</textarea>" in met_concept
    assert Concept.objects.count() == 0


def test_htmx_gets_the_timeline_back_with_the_note_and_an_undo(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/notities",
        {"tekst": "Marieke belde."},
        headers={"HX-Request": "true"},
    )

    assert antwoord.content.decode().lstrip().startswith('<section class="kt-panel" id="p-tijdlijn"')
    assert "Ongedaan maken" in tekst(antwoord)


def test_a_fresh_note_is_taken_back_by_its_writer(klant):
    zaak = maak_zaak(klant)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "Verkeerd huishouden"})
    notitie = Contactnotitie.objects.get()

    antwoord = klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities/{notitie.pk}/ongedaan")

    notitie.refresh_from_db()
    assert antwoord.status_code == 303
    assert (notitie.ingetrokken_op is None, Tijdlijnregel.objects.count()) == (False, 0)


def test_a_note_that_stands_a_while_is_not_taken_back(klant):
    zaak = maak_zaak(klant)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "Staat er al"})
    Contactnotitie.objects.update(gemaakt_op=now() - VERS - timedelta(seconds=1))

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/notities/{Contactnotitie.objects.get().pk}/ongedaan"
    )

    assert antwoord.status_code == 422
    assert "Deze notitie staat er al langer." in tekst(antwoord)


def test_somebody_elses_note_is_not_taken_back(klant):
    zaak = maak_zaak(klant)
    ander = maak_gebruiker(met_code_app=False)
    notitie = Contactnotitie.objects.create(
        huishouden=zaak.huishouden, tekst="x", door=ander, gebeurd_op=now(), gemaakt_op=now()
    )

    antwoord = klant.post(f"/huishoudens/{zaak.huishouden.pk}/notities/{notitie.pk}/ongedaan")

    assert "Deze notitie is van een collega." in tekst(antwoord)


def test_the_timeline_filters_and_goes_back_in_time(klant):
    zaak = maak_zaak(klant)
    for nummer in range(15):
        Tijdlijnregel.objects.create(
            huishouden=zaak.huishouden,
            groep="contact" if nummer % 2 else "stap",
            icoon="notes",
            titel=f"Gebeurtenis {nummer:02}",
            gebeurd_op=now() - timedelta(days=nummer),
        )

    eerste = klant.get(f"/huishoudens/{zaak.huishouden.pk}")
    ouder = unescape(re.search(r'href="([^"]*)">Laat oudere', eerste.content.decode())[1])
    contact = klant.get(f"/huishoudens/{zaak.huishouden.pk}?tijdlijn=contact")

    gezien = re.findall(r"Gebeurtenis \d\d", tekst(eerste))
    verder = re.findall(r"Gebeurtenis \d\d", tekst(klant.get(ouder.split("#")[0])))
    assert [*gezien, *verder] == [f"Gebeurtenis {nummer:02}" for nummer in range(15)]
    assert re.findall(r"Gebeurtenis \d\d", tekst(contact)) == [f"Gebeurtenis {n:02}" for n in range(1, 15, 2)]


def test_the_page_of_a_household_whose_casus_ended_long_ago_still_opens(klant):
    zaak = maak_zaak(klant)
    zaak.casus.delete()

    assert klant.get(f"/huishoudens/{zaak.huishouden.pk}").status_code == 200
    assert localdate() >= date(2026, 1, 1)


def test_a_second_running_casus_does_not_change_what_the_page_follows(klant):
    zaak = maak_zaak(klant, variant="team")
    from tests.factories.inrichting import maak_team

    maak_casus(zaak.huishouden, team=maak_team("Ander team"), begonnen_op=localdate())

    gezien = klant.get(f"/huishoudens/{zaak.huishouden.pk}").content.decode()

    assert re.findall(r'kt-phase__name"><strong>([^<]*)', gezien)[0] == "Signaal"
