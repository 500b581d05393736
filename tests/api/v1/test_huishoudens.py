"""`/api/v1/huishoudens`: the list, one, making and changing, each with the right of the screen."""

from __future__ import annotations

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from modules.toegangsleutels.models import EerderAntwoord
from tests.api.v1.beller import als_programma, persoonlijk
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def lid(klant):
    return persoonlijk(klant, maak_gebruiker(team=eerste_team()))


def test_the_list_shows_what_the_screen_shows_and_writes_who_was_shown(lid):
    eigen = maak_huishouden("Aalders")
    maak_huishouden("Elders", team=maak_team("Ander team"))
    antwoord = lid.get("huishoudens")

    assert [rij["naam"] for rij in antwoord.json()["results"]] == ["Aalders"]
    assert antwoord.json()["results"][0]["personen"] is None
    regel = Logboekregel.objects.get(gebeurtenis="dossier.lijst.bekeken")
    assert regel.getoond == [eigen.pk]
    assert regel.inlogwijze == "persoonlijk token"


def test_the_list_goes_on_by_cursor_and_holds_no_name_in_its_address(lid):
    for naam in ("Bakker", "Aalders", "Cremers"):
        maak_huishouden(naam)
    eerste = lid.get("huishoudens?pageSize=2&fields=naam")
    tweede = lid.get(eerste.json()["next"].partition(".localhost")[2].partition("/")[2].join(("/", "")))

    assert eerste.json()["results"] == [{"naam": "Aalders"}, {"naam": "Bakker"}]
    assert tweede.json() == {"results": [{"naam": "Cremers"}], "next": None}
    assert "Bakker" not in eerste.json()["next"]


def test_a_list_costs_the_same_number_of_queries_at_one_and_at_many(lid, django_assert_num_queries):
    maak_casus()
    lid.get("huishoudens")
    with django_assert_num_queries(LIJST):
        lid.get("huishoudens")
    for _ in range(4):
        maak_casus()
    with django_assert_num_queries(LIJST):
        lid.get("huishoudens")


LIJST = 11


def test_one_household_goes_through_the_door_and_has_an_etag(lid):
    huishouden = maak_huishouden("Aalders", wat_echt_telt="Rust.")
    antwoord = lid.get(f"huishoudens/{huishouden.pk}")
    weer = lid.get(f"huishoudens/{huishouden.pk}", If_None_Match=antwoord["ETag"])

    assert antwoord.json()["watEchtTelt"] == "Rust."
    assert [persoon["naam"] for persoon in antwoord.json()["personen"]] == ["Marieke Aalders"]
    assert (weer.status_code, weer.content) == (304, b"")
    assert Logboekregel.objects.filter(gebeurtenis="dossier.huishouden.bekeken").count() == 2


def test_what_is_not_yours_does_not_exist_and_the_refusal_stands_in_the_logboek(lid):
    ander = maak_huishouden(team=maak_team("Ander team"))
    antwoord = lid.get(f"huishoudens/{ander.pk}")

    assert antwoord.status_code == 404
    assert antwoord["Content-Type"] == "application/problem+json"
    assert Logboekregel.objects.filter(resultaat="geweigerd", huishouden_id=ander.pk).exists()


def test_somebody_without_the_role_of_the_screen_gets_the_404_of_the_screen(klant):
    beheerder = persoonlijk(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))

    assert beheerder.get("huishoudens").status_code == 404


def test_a_token_does_only_what_it_is_meant_for(klant):
    lezer = persoonlijk(klant, maak_gebruiker(team=eerste_team()), scopes=["huishoudens.lezen"])
    antwoord = lezer.post("huishoudens", {"naam": "Nieuw"})

    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "insufficient_scope")
    assert not Huishouden.objects.filter(naam="Nieuw").exists()


def test_making_one_starts_the_help_as_on_the_screen(lid):
    antwoord = lid.post(
        "huishoudens",
        {
            "personen": [{"voornamen": "Els", "achternaam": "van der Berg"}],
            "postcode": "1234 AB",
            "huisnummer": 9,
        },
    )
    huishouden = Huishouden.objects.get(pk=antwoord.json()["id"])

    assert antwoord.status_code == 201
    assert antwoord["Location"].endswith(f"/api/v1/huishoudens/{huishouden.pk}")
    assert (huishouden.naam, huishouden.postcode) == ("Van der Berg", "1234AB")
    assert huishouden.casussen.get().behandelaar_id is not None
    assert Logboekregel.objects.filter(gebeurtenis="dossier.huishouden.gemaakt").count() == 1


def test_the_same_key_makes_one_household_and_another_body_is_refused(lid):
    eerste = lid.post("huishoudens", {"naam": "Dubbel"}, Idempotency_Key="k1")
    weer = lid.post("huishoudens", {"naam": "Dubbel"}, Idempotency_Key="k1")
    anders = lid.post("huishoudens", {"naam": "Anders"}, Idempotency_Key="k1")

    assert (eerste.status_code, weer.status_code, anders.status_code) == (201, 201, 422)
    assert eerste.json() == weer.json()
    assert weer["Idempotency-Replayed"] == "true"
    assert Huishouden.objects.filter(naam__in=["Dubbel", "Anders"]).count() == 1
    assert EerderAntwoord.objects.count() == 1


def test_changing_asks_for_the_etag_and_refuses_an_old_one_with_what_stands_there(lid):
    huishouden = maak_huishouden("Aalders")
    pad = f"huishoudens/{huishouden.pk}"
    zonder = lid.patch(pad, {"plaats": "Hier"})
    etag = lid.get(pad)["ETag"]
    goed = lid.patch(pad, {"plaats": "Hier"}, If_Match=etag)
    oud = lid.patch(pad, {"plaats": "Daar"}, If_Match=etag)

    assert (zonder.status_code, goed.status_code, oud.status_code) == (428, 200, 412)
    assert oud.json()["current"]["plaats"] == "Hier"
    assert goed["ETag"] != etag
    huishouden.refresh_from_db()
    assert huishouden.plaats == "Hier"


def test_somebody_is_put_in_a_household_once(lid):
    huishouden = maak_huishouden("Aalders")
    for _ in range(2):
        antwoord = lid.post(
            f"huishoudens/{huishouden.pk}/personen",
            {"voornamen": "Daan", "achternaam": "de Boer", "rol": "kind", "geboortedatum": "2015-04-01"},
            Idempotency_Key="daan",
        )

    assert [persoon["naam"] for persoon in antwoord.json()["personen"]] == ["Daan de Boer", "Marieke Aalders"]
    assert antwoord.json()["personen"][0]["rol"] == "kind"
    assert Logboekregel.objects.filter(gebeurtenis="dossier.inwoner.toegevoegd").count() == 1


def test_wrong_fields_come_back_by_name_in_dutch(lid):
    antwoord = lid.post("huishoudens", {"naam": "A", "postcode": "12", "kleur": "rood"})
    namen = {fout["name"]: fout["reason"] for fout in antwoord.json()["invalidParams"]}

    assert antwoord.status_code == 400
    assert namen == {"kleur": "Dit veld kennen we hier niet."}
    assert lid.get("huishoudens?kleur=rood").status_code == 400
    assert lid.get("huishoudens?fields=bsn").status_code == 400


def test_a_program_sees_what_its_role_for_a_team_sees(klant):
    noord, team = eerste_team(), maak_team("Team Zuid")
    programma = als_programma(klant, [(Rol.TEAMLID, team.pk)])
    maak_huishouden("Zuid", team=team)
    maak_huishouden("Noord", team=noord)
    antwoord = programma.get("huishoudens")

    assert [rij["naam"] for rij in antwoord.json()["results"]] == ["Zuid"]
    regel = Logboekregel.objects.get(gebeurtenis="dossier.lijst.bekeken")
    assert (regel.gebruiker_naam, regel.inlogwijze) == ("Rooster", "programma")
