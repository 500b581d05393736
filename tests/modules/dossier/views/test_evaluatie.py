"""Looking back, the waakvlam and the end of the help, without script."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from modules.dossier.actions.waakvlam import start_waakvlam
from modules.dossier.models import Casus, Concept, Contactnotitie, Evaluatie, Plan, Waakvlam
from tests.factories.dossier import maak_casus, maak_huishouden, maak_plan, maak_zrm
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, variant="team", status="ondersteuning")


def adres(zaak, deel):
    return f"/huishoudens/{zaak.huishouden.pk}/{deel}"


def antwoorden(**anders):
    velden = {
        "datum": localdate().strftime("%d-%m-%Y"),
        "samen": "ja",
        "vraag_beantwoord": "deels",
        "verloop": "Het ging goed samen.",
        "zelfredzaamheid": "beter",
        "participatie": "gelijk",
        "vervolg": "doorgaan",
        "volgende_op": (localdate() + timedelta(days=90)).strftime("%d-%m-%Y"),
    }
    return velden | anders


def test_without_a_plan_there_is_nothing_to_look_back_on(klant, zaak):
    assert "Nog geen plan." in klant.get(adres(zaak, "evaluaties")).content.decode()
    assert klant.get(adres(zaak, "evaluaties/nieuw"))["Location"] == adres(zaak, "evaluaties")


def test_an_evaluation_is_kept_and_read_back(klant, zaak):
    maak_plan(zaak.casus)
    Concept.objects.create(
        gebruiker=zaak.medewerker,
        sleutel=f"evaluatie-{Plan.objects.get().pk}",
        inhoud={"verloop": "Concept"},
        bewaard_op="2026-11-20T10:00Z",
    )
    assert "Concept</textarea>" in klant.get(adres(zaak, "evaluaties/nieuw")).content.decode()

    antwoord = klant.post(adres(zaak, "evaluaties/nieuw"), antwoorden())

    assert (antwoord.status_code, antwoord["Location"]) == (303, adres(zaak, "evaluaties"))
    assert Concept.objects.count() == 0
    pagina = klant.get(adres(zaak, "evaluaties")).content.decode()
    assert "Doorgaan met dit plan" in pagina
    assert "Het ging goed samen." in pagina


def test_what_was_measured_stands_in_the_form_already(klant, zaak):
    maak_plan(zaak.casus)
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 2}, datum=date(2026, 1, 10))
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 4}, datum=date(2026, 10, 10))

    pagina = klant.get(adres(zaak, "evaluaties/nieuw")).content.decode()

    assert "Alvast ingevuld met wat jullie hebben gemeten." in pagina
    assert 'name="zelfredzaamheid" value="beter" id="id_zelfredzaamheid_0" checked' in " ".join(
        pagina.split()
    )


def test_what_misses_is_named_and_the_text_stays(klant, zaak):
    maak_plan(zaak.casus)

    antwoord = klant.post(
        adres(zaak, "evaluaties/nieuw"), antwoorden(vraag_beantwoord="", verloop="Blijft staan", vervolg="")
    )

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Geef antwoord op: Is de vraag beantwoord of het probleem opgelost?" in pagina
    assert "Kies hoe het verder gaat." in pagina
    assert "Blijft staan</textarea>" in pagina
    assert Evaluatie.objects.count() == 0


@pytest.mark.parametrize(("variant", "aantal"), [("toegang", 4), ("team", 4), ("netwerk", 1)])
def test_a_team_asks_as_much_as_its_variant_says(klant, variant, aantal):
    zaak = maak_zaak(klant, variant=variant, status="ondersteuning")
    maak_plan(zaak.casus)

    antwoord = klant.post(
        adres(zaak, "evaluaties/nieuw"),
        {"datum": localdate().strftime("%d-%m-%Y"), "samen": "ja", "vervolg": "bijstellen"},
    )

    assert len(antwoord.context["form"].errors) == aantal


@pytest.mark.parametrize(
    ("vervolg", "waarheen"),
    [("afsluiten", "afsluiten"), ("waakvlam", "evaluaties"), ("bijstellen", "plannen")],
)
def test_each_choice_leads_to_its_page(klant, zaak, vervolg, waarheen):
    maak_plan(zaak.casus)

    antwoord = klant.post(
        adres(zaak, "evaluaties/nieuw"), antwoorden(vervolg=vervolg, maanden="6", ritme_weken="6")
    )

    assert antwoord.status_code == 303
    assert antwoord["Location"].split("/")[-1 if vervolg != "bijstellen" else -2] == waarheen


@pytest.fixture
def waakvlam(zaak):
    from django.utils.timezone import now

    return start_waakvlam(
        casus=zaak.casus,
        maanden=6,
        ritme_weken=6,
        tekenen="Post blijft dicht.",
        wie=zaak.medewerker,
        by=zaak.medewerker,
        at=now(),
    )


def test_a_waakvlam_shows_its_day_and_takes_a_contact(klant, zaak, waakvlam):
    assert "Post blijft dicht." in klant.get(adres(zaak, "waakvlam")).content.decode()

    antwoord = klant.post(adres(zaak, "waakvlam"), {"tekst": "Gaat goed.", "soort": "telefoon"})

    assert antwoord.status_code == 303
    assert Contactnotitie.objects.get().tekst == "Gaat goed."


def test_an_empty_contact_is_refused_in_words(klant, zaak, waakvlam):
    antwoord = klant.post(adres(zaak, "waakvlam"), {"soort": "telefoon"})

    assert antwoord.status_code == 422
    assert "Schrijf op hoe het gaat." in antwoord.content.decode()


def test_a_waakvlam_stops_or_becomes_help_again(klant, zaak, waakvlam):
    assert klant.post(adres(zaak, "waakvlam/terugval"), {}).status_code == 422
    assert klant.post(adres(zaak, "waakvlam/terugval"), {"waarom": "Minder."}).status_code == 303
    assert Waakvlam.objects.get().heropend_op == localdate()
    assert klant.get(adres(zaak, "waakvlam")).status_code == 404
    assert klant.post(adres(zaak, "waakvlam/stop")).status_code == 404


def test_the_list_of_waakvlammen_shows_own_households_in_as_many_queries(klant, zaak, waakvlam):
    klant.get("/waakvlammen")
    eerst = vragen(klant, "/waakvlammen")
    for _ in range(3):
        casus = maak_casus(maak_huishouden())
        Waakvlam.objects.create(
            casus=casus,
            huishouden=casus.huishouden,
            van=date(2026, 1, 1),
            tot=date(2027, 1, 1),
            volgend_contact_op=date(2026, 2, 1),
        )
    ver = vreemd_huishouden()
    Waakvlam.objects.create(
        casus=ver.casussen.get(),
        huishouden=ver,
        van=date(2026, 1, 1),
        tot=date(2027, 1, 1),
        volgend_contact_op=date(2026, 2, 1),
    )

    pagina = klant.get("/waakvlammen")

    assert (eerst, vragen(klant, "/waakvlammen")) == (9, 9)
    assert (len(pagina.context["waakvlammen"]), pagina.context["te_laat"]) == (4, 3)
    assert len(klant.get("/waakvlammen?mijn=1").context["waakvlammen"]) == 1


def test_closing_asks_for_the_notice_and_keeps_the_text(klant, zaak):
    antwoord = klant.post(
        adres(zaak, "afsluiten"), {"reden": "doel_bereikt", "toelichting": "Alle post is bij."}
    )

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Vul in wanneer het huishouden weet dat de hulp stopt." in pagina
    assert "Alle post is bij.</textarea>" in pagina


def test_after_closing_the_page_tells_how_it_ended_and_help_begins_again(klant, zaak):
    velden = {
        "reden": "zelf_verder",
        "toelichting": "Zij kan het zelf.",
        "inwoner_geinformeerd_op": localdate().strftime("%d-%m-%Y"),
    }
    assert klant.post(adres(zaak, "afsluiten"), velden).status_code == 303
    assert "Het huishouden gaat zelf verder" in klant.get(adres(zaak, "afsluiten")).content.decode()

    assert klant.post(adres(zaak, "heropenen"), {}).status_code == 422
    antwoord = klant.post(adres(zaak, "heropenen"), {"waarom": "Er is weer post."})

    assert antwoord["Location"] == f"/huishoudens/{zaak.huishouden.pk}"
    assert Casus.objects.lopend().get().behandelaar_id == zaak.medewerker.pk
    assert klant.post(adres(zaak, "heropenen"), {"waarom": "Nog eens"}).status_code == 422


def test_handing_over_names_every_missing_part_and_then_goes(klant, zaak):
    west = maak_team("Team West")
    leeg = klant.post(adres(zaak, "overdragen"), {"naar": west.pk})
    assert leeg.status_code == 422
    assert len(leeg.context["form"].errors) == 4

    antwoord = klant.post(
        adres(zaak, "overdragen"),
        {
            "naar": west.pk,
            "waarom": "Verhuisd",
            "samenvatting": "Belt liever.",
            "gesproken_met": "Carla",
            "inwoner_geinformeerd_op": localdate().strftime("%d-%m-%Y"),
        },
    )

    assert (antwoord.status_code, antwoord["Location"]) == (303, "/mijn-dag?klaar=overgedragen")
    assert klant.get(f"/huishoudens/{zaak.huishouden.pk}").status_code == 404


def test_a_crisis_is_noted_once_however_often_it_is_sent(klant, zaak):
    velden = {
        "tekst": "Uit huis gezet.",
        "dag": localdate().strftime("%d-%m-%Y"),
        "eenmalig": "0193a5c0-0000-7000-8000-000000000001",
    }

    assert klant.post(adres(zaak, "crisis"), {"dag": "morgen"}).status_code == 422
    assert klant.post(adres(zaak, "crisis"), velden).status_code == 303
    assert klant.post(adres(zaak, "crisis"), velden).status_code == 303
    assert Contactnotitie.objects.get().soort == "crisis"


@pytest.mark.parametrize(
    "deel", ["evaluaties", "evaluaties/nieuw", "waakvlam", "afsluiten", "overdragen", "crisis"]
)
def test_the_household_of_another_team_does_not_exist(klant, zaak, deel):
    ander = vreemd_huishouden()

    assert klant.get(f"/huishoudens/{ander.pk}/{deel}").status_code == 404


def test_the_pages_take_as_many_queries_with_much_history(klant, zaak):
    plan = maak_plan(zaak.casus)
    paden = ("evaluaties", "evaluaties/nieuw", "afsluiten")

    def een_keer_meer(maand: int) -> None:
        maak_zrm(zaak.casus, zaak.inwoner, {"financien": 3}, datum=date(2026, maand, 1))
        Evaluatie.objects.create(
            huishouden=zaak.huishouden,
            casus=zaak.casus,
            plan=plan,
            datum=date(2026, maand, 2),
            antwoorden={"verloop": "Goed"},
            vervolg="doorgaan",
            is_afgerond=True,
            door=zaak.medewerker,
            gemaakt_op="2026-11-20T10:00Z",
        )
        plan.acties.create(
            huishouden=zaak.huishouden,
            wat="Bellen",
            wie="professional",
            gebruiker=zaak.medewerker,
            gemaakt_op="2026-11-20T10:00Z",
        )

    een_keer_meer(2)
    for pad in paden:
        klant.get(adres(zaak, pad))
    eerst = [vragen(klant, adres(zaak, pad)) for pad in paden]
    een_keer_meer(4)
    een_keer_meer(6)

    assert eerst == [16, 17, 18]
    assert [vragen(klant, adres(zaak, pad)) for pad in paden] == [16, 17, 18]
