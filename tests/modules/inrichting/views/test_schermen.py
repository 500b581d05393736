"""What the screens do with good input, bad input, and somebody else's change."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions import teammodel as actie
from modules.inrichting.models import (
    Begrip,
    Gereedheidscheck,
    Huisstijl,
    Inlooppunt,
    KeuzehulpUitkomst,
    Organisatie,
    Teamlid,
    Teammodel,
    Wijk,
    Wijkteam,
)
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.keuzehulp import VRAGEN
from modules.inrichting.rules.varianten import VARIANTEN
from modules.inrichting.rules.varianttabel import INSTELLINGEN
from tests.factories.inrichting import NU, maak_team, maak_teamlid, maak_teammodel

MODEL = "/inrichting/teammodel"
GEEL = "#" + "ffdd00"


def invoer(variant: Variant = Variant.TOEGANG, versie: int = 0, **anders: Any) -> dict[str, Any]:
    """What the browser sends: the version, the model, every setting, and which teams take part."""
    preset = VARIANTEN[variant]
    velden = {rij.sleutel: preset.waarde(rij.sleutel) for rij in INSTELLINGEN}
    teams = [str(pk) for pk in Wijkteam.objects.values_list("pk", flat=True)]
    gewoon = {s: "" if w is None else str(w) for s, w in velden.items()}
    return {"versie": versie, "variant": variant.value, "doet_mee": teams, **gewoon, **anders}


@pytest.fixture
def toegang(in_lindewaard: Any) -> Teammodel:
    return maak_teammodel(Variant.TOEGANG)


def test_one_choice_makes_a_concept_and_the_page_shows_the_mark(scherm: Client, toegang: Teammodel) -> None:
    antwoord = scherm.post(MODEL, invoer(stap_waakvlam="J"))

    assert (antwoord.status_code, antwoord["Location"]) == (303, MODEL)
    assert Teammodel.objects.concept().get().instellingen == {"stap_waakvlam": "J"}
    pagina = scherm.get(MODEL).content.decode()
    assert pagina.count("Standaard: Nee") == 1
    assert pagina.count("Waakvlam in het dossier") == 1


def test_htmx_gets_only_the_part_that_changed(scherm: Client, toegang: Teammodel) -> None:
    antwoord = scherm.post(MODEL, invoer(stap_waakvlam="J"), HTTP_HX_REQUEST="true")

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, tekst.count("<html"), tekst.count('id="p-verandert"')) == (200, 0, 1)


def test_a_number_that_cannot_be_keeps_what_was_typed(scherm: Client, toegang: Teammodel) -> None:
    antwoord = scherm.post(MODEL, invoer(wijkgericht_werken="veel"))

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, tekst.count('value="veel"'), tekst.count('id="foutoverzicht"')) == (
        422,
        1,
        1,
    )
    assert not Teammodel.objects.concept().exists()


def test_somebody_elses_change_gives_both_versions(
    scherm: Client, toegang: Teammodel, beheerder: Gebruiker
) -> None:
    scherm.post(MODEL, invoer(stap_waakvlam="J"))

    antwoord = scherm.post(MODEL, invoer(stap_waakvlam="O", versie=0))

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert tekst.count("<td>Mag</td><td>Ja</td>") == 1
    assert tekst.count('name="stap_waakvlam" value="O"') == 1


def test_the_whole_way_from_choice_to_use(scherm: Client, toegang: Teammodel) -> None:
    antwoord = scherm.post(MODEL, invoer(Variant.TEAM, actie="controleer"))
    assert antwoord["Location"] == f"{MODEL}/controleer"

    concept = Teammodel.objects.concept().get()
    gegevens = {
        "versie": concept.versie,
        "ingaat_op": "vandaag",
        "lopende": "houden",
        "toelichting": "Besloten.",
    }
    antwoord = scherm.post(f"{MODEL}/controleer", gegevens)

    assert antwoord["Location"] == f"{MODEL}/versies#versie-{concept.nummer}"
    assert Teammodel.objects.actief().get() == concept
    assert scherm.get(f"{MODEL}/versies").status_code == 200


def test_the_check_page_refuses_a_model_without_a_door_and_says_why(
    scherm: Client, toegang: Teammodel
) -> None:
    Inlooppunt.objects.all().delete()
    scherm.post(MODEL, invoer(Variant.NETWERK))
    concept = Teammodel.objects.concept().get()

    gegevens = {"versie": concept.versie, "ingaat_op": "24-12-2099", "lopende": "houden"}
    antwoord = scherm.post(f"{MODEL}/controleer", gegevens)

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, tekst.count('value="24-12-2099"')) == (422, 1)
    assert tekst.count("Zo kan niemand zich zelf melden in deze gemeente.") == 2


@pytest.mark.parametrize("datum", ["", "31-02-2027", "1-1-2020"])
def test_a_bad_date_is_refused_on_the_field(scherm: Client, toegang: Teammodel, datum: str) -> None:
    scherm.post(MODEL, invoer(Variant.TEAM))
    versie = Teammodel.objects.concept().get().versie

    antwoord = scherm.post(f"{MODEL}/controleer", {"versie": versie, "ingaat_op": datum, "lopende": "houden"})

    assert (antwoord.status_code, antwoord.content.decode().count('id="id_ingaat_op-fout"')) == (422, 1)


def test_a_team_gets_its_own_model_and_gives_it_back(scherm: Client, toegang: Teammodel) -> None:
    team = maak_team("Regie")
    scherm.post(f"{MODEL}/teams/{team.pk}", invoer(Variant.REGIE))
    concept = Teammodel.objects.concept().get()
    assert concept.teams == {str(team.pk): {"variant": "regie", "instellingen": {}}}

    scherm.post(f"{MODEL}/teams/{team.pk}", invoer(Variant.REGIE, versie=concept.versie, actie="volg"))
    assert Teammodel.objects.concept().get().teams == {}


def test_the_menu_of_another_role_is_one_choice_away(scherm: Client, toegang: Teammodel) -> None:
    assert scherm.get(f"{MODEL}?rol=teamleider").content.decode().count("Menu van een teamleider") == 1


def test_the_history_can_be_walked_back(scherm: Client, toegang: Teammodel, beheerder: Gebruiker) -> None:
    nieuw = maak_teammodel(Variant.TEAM)

    antwoord = scherm.get(f"{MODEL}/versies?van={toegang.nummer}&naar={nieuw.nummer}")
    assert antwoord.content.decode().count("Waakvlam in het dossier") == 1

    scherm.post(f"{MODEL}/versies/{toegang.nummer}/terug")
    assert Teammodel.objects.concept().get().variant == "toegang"


def test_nobody_can_go_back_to_a_concept(scherm: Client, toegang: Teammodel, beheerder: Gebruiker) -> None:
    concept = actie.make_concept(by=beheerder, at=NU)

    assert scherm.get(f"{MODEL}/versies/{concept.nummer}/terug").status_code == 404


ANTWOORDEN = {
    "zwaarte": "2",
    "eigen_ondersteuning": "5",
    "ernstige_problemen": "nee",
    "zo_veel": "nee",
    "oplossen": "zelf",
    "volledige_detachering": "ja",
    "toegangsteam": "ja",
    "inlooppunt": "ja",
}


def doe_keuzehulp(scherm: Client, **anders: str) -> None:
    for nummer, vraag in enumerate(VRAGEN, start=1):
        antwoord = {**ANTWOORDEN, **anders}[vraag.sleutel]
        assert scherm.post(f"{MODEL}/keuzehulp/{nummer}", {"antwoord": antwoord}).status_code == 303


def test_eight_questions_give_an_advice_that_is_stored_and_used(scherm: Client, toegang: Teammodel) -> None:
    doe_keuzehulp(scherm)
    assert scherm.get(f"{MODEL}/keuzehulp/uitkomst").content.decode().count('id="p-team"') == 1

    antwoord = scherm.post(f"{MODEL}/keuzehulp/uitkomst", {"gekozen": "team"})

    bewaard = KeuzehulpUitkomst.objects.get()
    assert (bewaard.adviezen, bewaard.gekozen, bewaard.heeft_conflict) == (["team"], "team", False)
    assert antwoord["Location"] == f"{MODEL}/keuzehulp/{bewaard.pk}"
    scherm.post(f"{MODEL}/keuzehulp/{bewaard.pk}/gebruik")
    assert Teammodel.objects.concept().get().variant == "team"


def test_answers_that_disagree_ask_for_a_reason_and_keep_the_choice(
    scherm: Client, toegang: Teammodel
) -> None:
    doe_keuzehulp(scherm, zwaarte="5", eigen_ondersteuning="1")

    antwoord = scherm.post(f"{MODEL}/keuzehulp/uitkomst", {"gekozen": "team"})

    assert antwoord.status_code == 422
    assert antwoord.content.decode().count("Schrijf waarom dit model het beste past.") == 2
    assert KeuzehulpUitkomst.objects.get().afgerond_op is None


def test_a_question_without_an_answer_is_refused(scherm: Client) -> None:
    assert scherm.post(f"{MODEL}/keuzehulp/1", {}).status_code == 422


def test_a_check_that_is_not_arranged_needs_an_owner(scherm: Client) -> None:
    adres = f"{MODEL}/gereedheid/leertijd"
    assert scherm.post(adres, {"versie": 0, "geregeld": "nee"}).status_code == 422

    scherm.post(adres, {"versie": 0, "geregeld": "nee", "eigenaar": "Petra", "datum": "1-2-2027"})
    assert Gereedheidscheck.objects.values_list("geregeld", "eigenaar").get() == (False, "Petra")


def test_a_list_with_a_bad_row_changes_nothing_and_keeps_the_text(scherm: Client) -> None:
    lijst = "WK900101;Vogelwijk\nfoo;Fout"

    antwoord = scherm.post(
        "/inrichting/teams/wijken/inlezen", {"lijst": lijst, "jaar": 2026, "actie": "inlezen"}
    )

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, tekst.count(lijst), Wijk.objects.count()) == (422, 1, 0)
    assert tekst.count("foo is geen code.") == 1


def test_a_good_list_is_checked_first_and_then_read_in(scherm: Client) -> None:
    adres, lijst = "/inrichting/teams/wijken/inlezen", "WK900101;Vogelwijk\nBU90010100;Merelbuurt"
    antwoord = scherm.post(adres, {"lijst": lijst, "jaar": 2026, "actie": "controleer"})
    assert (antwoord.status_code, Wijk.objects.count()) == (200, 0)

    assert scherm.post(adres, {"lijst": lijst, "jaar": 2026, "actie": "inlezen"}).status_code == 303
    assert Wijk.objects.count() == 1


def test_a_file_that_is_no_list_gets_one_sentence(scherm: Client) -> None:
    bestand = SimpleUploadedFile("lijst.csv", b"PK\x03\x04zip")

    antwoord = scherm.post("/inrichting/teams/wijken/inlezen", {"bestand": bestand, "jaar": 2026})

    assert antwoord.status_code == 422
    assert antwoord.content.decode().count("Dit is een Excel-bestand.") == 1


def test_somebody_gets_a_place_an_employer_and_a_registration(scherm: Client) -> None:
    lid = maak_teamlid()
    brug = Organisatie.objects.create(naam="De Brug", soort="welzijn")
    adres = f"/inrichting/mensen/{lid.gebruiker_id}/teamlid/{lid.pk}"

    fout = scherm.post(
        adres,
        {
            "deel": "detachering",
            "organisatie": brug.pk,
            "omvang": "veel",
            "eenheid": "fte",
            "van": "1-1-2026",
        },
    )
    assert (fout.status_code, fout.content.decode().count('value="veel"')) == (422, 1)

    scherm.post(
        adres,
        {"deel": "detachering", "organisatie": brug.pk, "omvang": "0,8", "eenheid": "fte", "van": "1-1-2026"},
    )
    scherm.post(
        adres, {"deel": "registratie", "register": "BIG", "nummer": "59012345601", "geldig_tot": "1-3-2028"}
    )

    assert lid.detacheringen.get().omvang_tekst == "0,8 fte"
    assert lid.registraties.get().register == "BIG"


def test_a_person_is_put_in_a_team_once(scherm: Client, beheerder: Gebruiker) -> None:
    team = maak_team()
    velden = {
        "versie": 0,
        "gebruiker": beheerder.pk,
        "team": team.pk,
        "van": "vandaag",
        "positie": "kern",
        "profieltype": "generalist",
    }

    assert scherm.post("/inrichting/teamleden/nieuw", velden).status_code == 303
    assert scherm.post("/inrichting/teamleden/nieuw", velden).status_code == 422
    assert Teamlid.objects.count() == 1


def test_a_word_is_previewed_saved_and_reset(scherm: Client) -> None:
    adres = "/inrichting/begrippen/inwoner"
    velden = {"versie": 0, "enkelvoud": "cliënt", "meervoud": "cliënten", "lidwoord": "de"}

    proef = scherm.post(adres, {**velden, "actie": "bekijk"})
    assert (proef.content.decode().count("De cliënt houdt de regie."), Begrip.objects.count()) == (1, 0)

    scherm.post(adres, {**velden, "actie": "bewaar"})
    assert Begrip.objects.get().meervoud == "cliënten"
    scherm.post(f"{adres}/herstellen")
    assert Begrip.objects.count() == 0


def test_a_module_that_is_needed_says_so_beside_the_button(scherm: Client, toegang: Teammodel) -> None:
    antwoord = scherm.post("/inrichting/modules", {"code": "wmo", "aan": "nee", "versie": 1})

    assert antwoord.status_code == 422
    assert antwoord.content.decode().count("Uitzetten kan zo niet") == 1


STIJL = {"radius": "4", "lettertype": "source_sans", "logo": "keukentafel", "versie": 0}


def test_yellow_is_kept_as_a_concept_and_not_published(scherm: Client) -> None:
    scherm.post("/inrichting/huisstijl", {**STIJL, "merk": GEEL, "actie": GEEL})
    concept = Huisstijl.objects.concept().get()

    antwoord = scherm.post("/inrichting/huisstijl/publiceren", {"versie": concept.versie})

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, Huisstijl.objects.concept().count()) == (422, 1)
    assert tekst.count("Knop op papier: contrast 1,4 op 1, nodig is 3,0 op 1.") == 1


def test_an_svg_is_refused_and_the_colours_stay(scherm: Client) -> None:
    bestand = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)></svg>", content_type="image/png")
    kleur = "#" + "7a1539"

    antwoord = scherm.post(
        "/inrichting/huisstijl",
        {**STIJL, "merk": kleur, "actie": kleur, "logo": "eigen", "logo_bestand": bestand},
    )

    tekst = antwoord.content.decode()
    assert (antwoord.status_code, tekst.count(f'value="{kleur}"')) == (422, 2)
    assert tekst.count("Een SVG kan opdrachten bevatten.") == 2


def test_the_stylesheet_is_public_and_kept_for_a_year(scherm: Client, klant: Client) -> None:
    stijl = Huisstijl.objects.gepubliceerd().get()

    antwoord = klant.get(stijl.css_adres)

    assert (antwoord.status_code, antwoord["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert klant.get("/huisstijl/1-000000000000.css").status_code == 404


def vul(aantal: int) -> None:
    """Make `aantal` teams with a wijk, a member, an employer and an expertise each."""
    brug = Organisatie.objects.create(naam=f"De Brug {aantal}", soort="welzijn")
    for nummer in range(aantal):
        team = maak_team()
        lid = maak_teamlid(team=team)
        lid.detacheringen.create(organisatie=brug, omvang="0.8", eenheid="fte", van=lid.van)
        lid.expertises.create(leefgebied="financien", niveau=3)
        wijk = Wijk.objects.create(
            code=f"WK90{aantal:02}{nummer:02}", naam=f"Wijk {aantal} {nummer}", jaar=2026
        )
        wijk.buurten.create(code=f"BU90{aantal:02}{nummer:02}00", naam="Buurt")
        team.gebieden.create(wijk=wijk)


def vragen(scherm: Client, pad: str) -> int:
    """Return how many questions a page asks of the tables of the inrichting."""
    with CaptureQueriesContext(connection) as gesteld:
        assert scherm.get(pad).status_code == 200
    return sum(
        '"inrichting_' in vraag["sql"] and 'FROM "identity_sessie"' not in vraag["sql"] for vraag in gesteld
    )


@pytest.mark.parametrize(
    ("pad", "aantal"),
    [
        (MODEL, 6),
        (f"{MODEL}/versies", 2),
        (f"{MODEL}/medewerkers", 3),
        ("/inrichting/teams", 3),
        ("/inrichting/teams/wijken", 7),
        ("/inrichting/organisaties", 2),
        ("/inrichting", 19),
    ],
)
def test_a_page_asks_as_much_for_many_as_for_one(
    scherm: Client, toegang: Teammodel, pad: str, aantal: int
) -> None:
    vul(1)
    bij_een = vragen(scherm, pad)
    vul(6)

    assert (bij_een, vragen(scherm, pad)) == (aantal, aantal)


def test_a_team_page_asks_as_much_for_six_people_as_for_one(scherm: Client, toegang: Teammodel) -> None:
    team = maak_team()
    maak_teamlid(team=team)
    bij_een = vragen(scherm, f"/inrichting/teams/{team.pk}")
    for _ in range(5):
        maak_teamlid(team=team)

    assert (bij_een, vragen(scherm, f"/inrichting/teams/{team.pk}")) == (9, 9)
