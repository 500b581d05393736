"""Every resource: read, made and changed through the doors and actions of the screens."""

from __future__ import annotations

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Actie, Melding, Signaal, ZrmMeting
from modules.inrichting.models import Wijkteam
from tests.api.v1.beller import document, persoonlijk
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def team():
    return eerste_team()


@pytest.fixture
def lid(klant, team):
    """Somebody of the team who may read health and money too."""
    mens = maak_gebruiker(rollen=(Rol.TEAMLID, Rol.TEAMLEIDER), team=team)
    maak_teamlid(mens, team, geheimhouding=True)
    return persoonlijk(klant, mens)


def test_a_whole_case_runs_over_the_api(lid, team):
    huishouden = lid.post(
        "huishoudens", {"naam": "Aalders", "personen": [{"voornamen": "Els", "achternaam": "Aalders"}]}
    ).json()
    hier = f"huishoudenId={huishouden['id']}"
    melding = lid.post(
        "meldingen",
        {
            "huishoudenId": huishouden["id"],
            "inhoud": "Hulp.",
            "wet": "wmo",
            "kanaal": "web",
            "bron": "inwoner",
        },
    ).json()
    assert lid.post(f"meldingen/{melding['id']}/bevestigen", {"op": "2026-01-06"}).json()["bevestigdOp"]
    assert lid.post(f"meldingen/{melding['id']}/bevestigen", {"op": "2999-01-06"}).status_code == 400
    assert lid.post(f"meldingen/{melding['id']}/afhandelen").json()["isAfgehandeld"] is True
    assert [rij["id"] for rij in lid.get(f"meldingen?{hier}").json()["results"]] == [melding["id"]]

    casus = lid.get(f"casussen?{hier}").json()["results"][0]
    assert lid.get(f"casussen/{casus['id']}").json()["status"] == casus["status"]
    gesprek = lid.post("gesprekken", {"huishoudenId": huishouden["id"]}).json()
    pad = f"gesprekken/{gesprek['id']}"
    etag = lid.get(pad)["ETag"]
    assert lid.patch(pad, {"verhaal": "Het gaat."}, If_Match=etag).json()["verhaal"] == "Het gaat."
    assert lid.get(f"gesprekken?{hier}").json()["results"][0]["verhaal"] is None

    meting = lid.post(
        "zrm-metingen",
        {
            "huishoudenId": huishouden["id"],
            "inwonerId": huishouden["personen"][0]["id"],
            "scores": [{"leefgebied": "dagbesteding", "niveau": 3}],
        },
    )
    assert meting.status_code == 201, meting.content
    assert ZrmMeting.objects.get().scores.filter(niveau=3).count() == 1
    assert lid.get(f"zrm-metingen?{hier}").json()["results"][0]["id"] == meting.json()["id"]

    plan = lid.post("plannen", {"huishoudenId": huishouden["id"]}).json()
    met_doel = lid.post(f"plannen/{plan['id']}/doelen", {"titel": "Ik slaap goed."}).json()
    assert [doel["titel"] for doel in met_doel["doelen"]] == ["Ik slaap goed."]
    etag = lid.get(f"plannen/{plan['id']}")["ETag"]
    gewijzigd = lid.patch(f"plannen/{plan['id']}", {"situatie": "Rustig."}, If_Match=etag)
    assert gewijzigd.json()["situatie"] == "Rustig."
    assert [rij["id"] for rij in lid.get(f"plannen?{hier}").json()["results"]] == [plan["id"]]

    actie = lid.post(
        "acties",
        {
            "huishoudenId": huishouden["id"],
            "wat": "Bellen",
            "wie": "zelf",
            "wieId": huishouden["personen"][0]["id"],
        },
    ).json()
    assert actie["wieNaam"] == "Els Aalders"
    assert lid.post(f"acties/{actie['id']}/afronden").json()["status"] == "klaar"
    assert lid.get(f"acties?{hier}").json()["results"][0]["id"] == actie["id"]
    assert Actie.objects.get().afgerond_door_id is not None

    termijnen = lid.get(f"termijnen?{hier}").json()["results"]
    assert termijnen
    een = lid.get(f"termijnen/{termijnen[0]['id']}").json()
    assert een["sleutel"] == termijnen[0]["sleutel"]
    assert lid.get(f"beschikkingen?{hier}").json() == {"results": [], "next": None}
    assert Melding.objects.get().gegevens == {"stap": "melding"}


def test_a_signaal_is_taken_in_picked_up_and_led_to_a_household(lid, team):
    huishouden = maak_huishouden("Aalders", team=team)
    signaal = lid.post(
        "signalen",
        {
            "waarneming": "Ruzie.",
            "overWie": "Buren",
            "bron": "inwoner",
            "urgentie": "licht",
            "persoonWeetErvan": False,
        },
    )
    assert signaal.status_code == 201, signaal.content
    pad = f"signalen/{signaal.json()['id']}"

    eerst = lid.post(f"{pad}/koppelen", {"huishoudenId": str(huishouden.pk)})
    assert (eerst.status_code, eerst.json()["code"]) == (422, "refused")
    assert lid.post(f"{pad}/oppakken").json()["stand"] == "opgepakt"
    gekoppeld = lid.post(f"{pad}/koppelen", {"huishoudenId": str(huishouden.pk)}).json()
    assert gekoppeld["huishoudenId"] == str(huishouden.pk)
    assert lid.post(f"{pad}/terugkoppelen").json()["stand"] == "teruggekoppeld"
    assert [rij["id"] for rij in lid.get("signalen").json()["results"]] == [signaal.json()["id"]]
    assert Signaal.objects.get().opgepakt_door_id is not None


def test_work_is_given_to_a_colleague_of_the_team_only(lid, team):
    casus = maak_casus(maak_huishouden(team=team), team=team)
    collega, ander = maak_gebruiker(team=team), maak_gebruiker()
    maak_teamlid(collega, team)
    goed = lid.post(f"casussen/{casus.pk}/toewijzen", {"behandelaarId": str(collega.pk)})
    fout = lid.post(f"casussen/{casus.pk}/toewijzen", {"behandelaarId": str(ander.pk)})

    assert goed.json()["behandelaarId"] == str(collega.pk)
    assert (fout.status_code, fout.json()["detail"]) == (
        422,
        "Deze collega werkt niet in dit team. Kies iemand uit het team.",
    )


def test_the_administrator_reads_teams_arrangement_and_logboek(klant, team):
    beheerder = persoonlijk(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    nieuw = beheerder.post("teams", {"naam": "Team Noord"})
    pad = f"teams/{nieuw.json()['id']}"
    assert nieuw.status_code == 201
    assert beheerder.patch(pad, {"naam": "Team West"}, If_Match=nieuw["ETag"]).json()["naam"] == "Team West"
    assert {rij["naam"] for rij in beheerder.get("teams").json()["results"]} >= {"Team West", team.naam}
    assert Wijkteam.objects.filter(naam="Team West").exists()

    versie = beheerder.get("inrichting?status=actief").json()["results"][0]
    assert "wmo" in beheerder.get(f"inrichting/{versie['id']}").json()["modules"]
    regel = beheerder.get("logboek?pageSize=1&soort=C").json()["results"][0]
    assert beheerder.get(f"logboek/{regel['id']}").json()["reden"] is None
    assert Logboekregel.objects.filter(gebeurtenis="audit.logboek.bekeken").exists()


def test_every_list_and_address_refuses_who_has_not_the_role_of_the_screen(klant):
    """A resident-facing role opens nothing, and no answer tells whether something is there."""
    inwoner = persoonlijk(klant, maak_gebruiker(rollen=[Rol.INWONER]))
    casus = maak_casus()
    hier = str(casus.huishouden_id)
    for pad in document()["paths"]:
        if pad.startswith(("/oauth", "/openapi")):
            continue
        adres = pad.strip("/").replace("{id}", hier)
        methoden = document()["paths"][pad]
        for methode in methoden:
            vraag = f"{adres}?huishoudenId={hier}" if methode == "get" and "{id}" not in pad else adres
            antwoord = getattr(inwoner, methode)(vraag, *([{}] if methode != "get" else []))
            assert antwoord.status_code == 404, f"{methode} {adres}: {antwoord.status_code}"


def test_nothing_of_another_team_comes_out_of_any_address(klant, team):
    """The same walk by somebody of another team, with the seeded bug that would show it."""
    vreemd = persoonlijk(klant, maak_gebruiker(team=maak_team("Ander team")))
    casus = maak_casus(maak_huishouden("Geheimenaam", team=team), team=team)
    hier = str(casus.huishouden_id)

    def gelekt() -> list[str]:
        uit = []
        for pad, methoden in document()["paths"].items():
            if "get" not in methoden or pad.startswith("/openapi"):
                continue
            adres = pad.strip("/").replace("{id}", hier if "huishoudens" in pad else str(casus.pk))
            antwoord = vreemd.get(adres if "{id}" in pad else f"{adres}?huishoudenId={hier}")
            if "Geheimenaam" in antwoord.content.decode() or (
                antwoord.status_code == 200 and antwoord.json().get("results")
            ):
                uit.append(pad)
        return uit

    assert gelekt() == []
    with zaaifouten.zaai("deur_open"):
        assert "/huishoudens/{id}" in gelekt()


def test_lists_cost_the_same_at_one_and_at_many(lid, team):
    def nog_een():
        casus = maak_casus(maak_huishouden(team=team), team=team)
        Melding.objects.create(
            huishouden=casus.huishouden, casus=casus, inhoud="Hulp.", ontvangen_op="2026-01-05T09:00:00Z"
        )

    nog_een()
    for pad in AANTALLEN:
        lid.get(pad)
    gemeten = {pad: _tel(lid, pad) for pad in AANTALLEN}
    for _ in range(3):
        nog_een()

    assert {pad: _tel(lid, pad) for pad in AANTALLEN} == gemeten
    assert gemeten == AANTALLEN


AANTALLEN = {"casussen": 8, "meldingen": 8, "signalen": 7, "termijnen": 7}


def _tel(lid, pad):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as gevraagd:
        assert lid.get(pad).status_code == 200
    return len(gevraagd)
