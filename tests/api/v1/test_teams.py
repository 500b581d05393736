"""Teams and who works in them, over the API."""

from __future__ import annotations

import pytest

from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Organisatie, TeamGebied, Teamlid, Wijk
from tests.api.v1.beller import als_programma, persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def test_a_team_stops_when_nobody_needs_it_and_starts_again(beheerder):
    team, bezet = maak_team("Leeg"), maak_team("Bezet")
    maak_teamlid(team=bezet)
    nee = beheerder.post(f"teams/{bezet.pk}/stoppen")
    dicht = beheerder.post(f"teams/{team.pk}/stoppen").json()
    open_ = beheerder.post(f"teams/{team.pk}/hervatten").json()

    assert nee.json()["detail"].startswith("Dit team heeft nog medewerkers of huishoudens.")
    assert (dicht["isActief"], open_["isActief"]) == (False, True)


def test_a_team_works_in_exactly_these_wijken_and_not_in_those_of_another(beheerder):
    wijk = Wijk.objects.create(code="WK990199", naam="Oeverkwartier", jaar=2026)
    een, ander = maak_team("Een"), maak_team("Ander")
    goed = beheerder.post(f"teams/{een.pk}/gebied", {"wijken": [wijk.code]}).json()
    bezet = beheerder.post(f"teams/{ander.pk}/gebied", {"wijken": [wijk.code]})
    vreemd = beheerder.post(f"teams/{een.pk}/gebied", {"wijken": ["WK000000"]})
    leeg = beheerder.post(f"teams/{een.pk}/gebied", {"wijken": []}).json()

    assert goed["gebieden"] == ["Oeverkwartier"]
    assert bezet.json()["detail"].startswith("Oeverkwartier hoort bij team Een.")
    assert vreemd.json()["invalidParams"][0]["name"] == "wijken"
    assert leeg["gebieden"] == []
    assert not TeamGebied.objects.filter(team=een).exists()


def test_somebody_gets_a_place_changes_and_leaves(beheerder):
    mens, team = maak_gebruiker(naam="Ria Mulder"), eerste_team()
    gestuurd = {
        "gebruikerId": str(mens.pk),
        "teamId": str(team.pk),
        "functie": "Consulent",
        "van": "2026-01-01",
    }
    lid = beheerder.post("teamleden", gestuurd)
    dubbel = beheerder.post("teamleden", gestuurd)
    pad = f"teamleden/{lid.json()['id']}"
    past_niet = beheerder.patch(pad, {"protocolfunctie": "hulpverlener"}, If_Match=lid["ETag"])
    past = beheerder.patch(
        pad, {"protocolfunctie": "hulpverlener", "geheimhouding": True}, If_Match=lid["ETag"]
    )
    oud = beheerder.patch(pad, {"functie": "Anders"}, If_Match=lid["ETag"])
    lijst = beheerder.get(f"teamleden?team={team.pk}&gebruiker={mens.pk}").json()["results"]
    te_vroeg = beheerder.post(f"{pad}/beeindigen", {"tot": "1990-01-01"})
    klaar = beheerder.post(f"{pad}/beeindigen", {"tot": "2026-01-02"}).json()

    assert (lid.status_code, lid.json()["naam"]) == (201, "Ria Mulder")
    assert dubbel.json()["detail"].startswith("Deze medewerker zit al in dit team.")
    assert past_niet.json()["invalidParams"][0]["name"] == "geheimhouding"
    assert past.json()["protocolfunctie"] == "hulpverlener"
    assert oud.status_code == 412
    assert [een["naam"] for een in lijst] == ["Ria Mulder"]
    assert te_vroeg.json()["detail"].startswith("De einddatum ligt vóór de begindatum.")
    assert klaar["tot"] == "2026-01-02"
    assert beheerder.get(f"teamleden?gebruiker={mens.pk}").json()["results"] == []
    assert len(beheerder.get(f"teamleden?gebruiker={mens.pk}&nu=false").json()["results"]) == 1


def test_employer_registration_and_expertise_of_a_member(beheerder):
    lid = maak_teamlid(team=eerste_team())
    bedrijf = Organisatie.objects.create(naam="Moeder BV", soort="aanbieder")
    pad = f"teamleden/{lid.pk}"
    velden = {"organisatieId": str(bedrijf.pk), "omvang": "0.8", "eenheid": "fte", "van": "2026-01-01"}
    uit = beheerder.post(f"{pad}/detacheringen", velden).json()["detacheringen"]
    overlapt = beheerder.post(f"{pad}/detacheringen", velden)
    te_veel = beheerder.post(f"{pad}/detacheringen", {**velden, "omvang": "9"})
    klaar = beheerder.post(
        f"{pad}/detachering-einde", {"detacheringId": uit[0]["id"], "tot": "2026-02-01"}
    ).json()
    skj = {"register": "SKJ", "nummer": "12345", "geldigTot": "2999-01-01"}
    register = beheerder.post(f"{pad}/registraties", skj).json()["registraties"]
    fout = beheerder.post(f"{pad}/registraties", {**skj, "nummer": "?"})
    zonder = beheerder.post(f"{pad}/registratie-weghalen", {"registratieId": register[0]["id"]}).json()
    weet = beheerder.post(
        f"{pad}/expertise", {"expertise": [{"leefgebied": "financien", "niveau": 3}]}
    ).json()

    assert (uit[0]["omvang"], klaar["detacheringen"][0]["tot"]) == ("0.80", "2026-02-01")
    assert overlapt.json()["detail"].startswith("In deze periode loopt al een detachering")
    assert te_veel.json()["detail"].startswith("Deze omvang past niet in een week.")
    assert fout.json()["invalidParams"][0]["reason"].startswith("Dit nummer klopt niet.")
    assert (len(register), zonder["registraties"]) == (1, [])
    assert weet["expertise"] == [{"leefgebied": "financien", "niveau": 3}]


def test_a_place_in_a_team_leaves_the_trail_of_the_screen(klant, beheerder, mens):
    log_in(klant, mens)
    een, ander, team = maak_gebruiker(), maak_gebruiker(), eerste_team()
    plek = {"positie": "kern", "profieltype": "generalist", "functie": "Consulent"}
    scherm = wat_erbij_komt(
        lambda: klant.post(
            "/inrichting/teamleden/nieuw",
            {**plek, "versie": "0", "gebruiker": str(een.pk), "team": str(team.pk), "van": "01-01-2026"},
        )
    )
    api = wat_erbij_komt(
        lambda: beheerder.post(
            "teamleden", {**plek, "gebruikerId": str(ander.pk), "teamId": str(team.pk), "van": "2026-01-01"}
        )
    )

    assert scherm == api
    assert [regel[0] for regel in api] == ["inrichting.teamlid.gemaakt"]


def test_no_program_gets_a_place_and_no_team_leader_gives_one(klant, beheerder):
    team = eerste_team()
    als_programma(klant, [(Rol.TEAMLID, team.pk)])
    from keukentafel.identity.models import Gebruiker

    programma = Gebruiker.objects.get(gebruikersnaam__startswith="programma.")
    plek = {"gebruikerId": str(programma.pk), "teamId": str(team.pk)}
    leider = persoonlijk(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER], team=team))

    assert beheerder.post("teamleden", plek).json()["invalidParams"][0]["name"] == "gebruikerId"
    assert leider.post("teamleden", plek).status_code == 404
    assert leider.get(f"teamleden?team={team.pk}").status_code == 200
    assert not Teamlid.objects.filter(gebruiker=programma).exists()


def test_lists_cost_the_same_at_one_and_at_many(beheerder, django_assert_num_queries):
    maak_teamlid(team=eerste_team())
    beheerder.get("teamleden")
    with django_assert_num_queries(LIJST):
        beheerder.get("teamleden")
    for _ in range(4):
        maak_teamlid(team=eerste_team())
    with django_assert_num_queries(LIJST):
        beheerder.get("teamleden")


LIJST = 5
