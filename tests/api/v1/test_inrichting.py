"""The team model over the API: a concept is made, changed, checked, set for a day, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Teammodel
from tests.api.v1.beller import persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def concept(beheerder):
    antwoord = beheerder.post("inrichting", {})
    assert antwoord.status_code == 201, antwoord.content
    return antwoord


def test_there_is_one_concept_and_it_begins_with_what_is_in_use(beheerder, concept):
    actief = Teammodel.objects.actief().get()
    nog_een = beheerder.post("inrichting", {})

    assert (concept.json()["status"], concept.json()["variant"]) == ("concept", actief.variant)
    assert nog_een.json()["detail"] == "Er is al een concept. Wijzig dat, of gooi het eerst weg."


def test_settings_change_one_by_one_and_are_refused_in_the_words_of_the_screen(beheerder, concept):
    pad = f"inrichting/{concept.json()['id']}"
    goed = beheerder.patch(pad, {"instellingen": {"caseloadNormVan": 17}}, If_Match=concept["ETag"])
    oud = beheerder.patch(pad, {"instellingen": {"caseloadNormVan": 18}}, If_Match=concept["ETag"])
    fout = beheerder.patch(
        pad, {"instellingen": {"caseloadNormVan": "misschien", "kleur": "rood"}}, If_Match=goed["ETag"]
    )
    ander = beheerder.patch(
        pad, {"variant": "netwerk", "instellingen": {"caseloadNormVan": 19}}, If_Match=goed["ETag"]
    )

    assert goed.json()["instellingen"]["caseloadNormVan"] == 17
    assert oud.status_code == 412
    namen = {een["name"]: een["reason"] for een in fout.json()["invalidParams"]}
    assert namen["instellingen.kleur"] == "Deze instelling kennen we hier niet."
    assert namen["instellingen.caseloadNormVan"].endswith("vul een getal in.")
    assert ander.json()["variant"] == "netwerk"
    assert Teammodel.objects.concept().get().inhoud["variant"] == "netwerk"


def test_saving_leaves_the_trail_of_the_screen(klant, beheerder, mens, concept):
    """The form sends everything; the API what changes: the same row, with the same words."""
    log_in(klant, mens)
    pagina = klant.get("/inrichting/teammodel")
    velden = {
        veld.html_name: veld.value() for veld in pagina.context["form"] if veld.value() not in (None, "")
    }
    teams = [str(eerste_team().pk)]
    scherm = wat_erbij_komt(
        lambda: klant.post("/inrichting/teammodel", {**velden, "caseload_norm_van": "17", "doet_mee": teams})
    )
    pad = f"inrichting/{concept.json()['id']}"
    etag = beheerder.get(pad)["ETag"]
    api = wat_erbij_komt(
        lambda: beheerder.patch(pad, {"instellingen": {"caseloadNormVan": 18}}, If_Match=etag)
    )

    assert scherm == api
    assert [regel[0] for regel in api] == ["inrichting.teammodel.bewaard"]


def test_a_team_departs_and_follows_again(beheerder, concept):
    team = maak_team("Team Eigen")
    pad = f"inrichting/{concept.json()['id']}"
    eigen = beheerder.post(
        f"{pad}/team", {"teamId": str(team.pk), "instellingen": {"caseloadNormVan": 17}}
    ).json()
    volgt = beheerder.post(f"{pad}/team-volgt", {"teamId": str(team.pk)}).json()

    assert eigen["teams"][str(team.pk)]["instellingen"]["caseloadNormVan"] == 17
    assert volgt["teams"] == {}


def test_a_concept_is_set_for_a_day_taken_back_and_thrown_away(beheerder, concept):
    pad = f"inrichting/{concept.json()['id']}"
    morgen = (localdate() + timedelta(days=1)).isoformat()
    gisteren = (localdate() - timedelta(days=1)).isoformat()
    te_vroeg = beheerder.post(f"{pad}/vaststellen", {"versie": 1, "ingaatOp": gisteren})
    niet_gezien = beheerder.post(f"{pad}/vaststellen", {"versie": 7, "ingaatOp": morgen})
    gepland = beheerder.post(
        f"{pad}/vaststellen", {"versie": 1, "ingaatOp": morgen, "toelichting": "Minder stappen."}
    )
    dicht = beheerder.patch(pad, {"instellingen": {"caseloadNormVan": 17}}, If_Match=gepland["ETag"])
    terug = beheerder.post(f"{pad}/terughalen")
    weg = beheerder.delete(pad, If_Match=terug["ETag"])

    assert te_vroeg.json()["detail"].startswith("De ingangsdatum ligt voor vandaag.")
    assert niet_gezien.status_code == 412
    assert (gepland.json()["status"], gepland.json()["toelichting"]) == ("gepland", "Minder stappen.")
    assert dicht.json()["detail"].startswith("Deze versie is in gebruik geweest en ligt vast.")
    assert terug.json()["status"] == "concept"
    assert (weg.status_code, weg.content) == (204, b"")
    assert not Teammodel.objects.concept().exists()


def test_an_old_version_becomes_the_concept(beheerder, concept):
    actief = Teammodel.objects.actief().get()
    terug = beheerder.post(f"inrichting/{actief.pk}/terugzetten")
    van_concept = beheerder.post(f"inrichting/{concept.json()['id']}/terugzetten")

    assert terug.json()["id"] == concept.json()["id"]
    assert van_concept.json()["detail"].startswith("Deze versie is nooit vastgesteld.")


def test_who_only_leads_a_team_reads_and_writes_nothing_of_it(klant):
    leider = persoonlijk(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER], team=eerste_team()))

    assert leider.post("inrichting", {}).status_code == 404
    assert leider.get("inrichting").status_code == 404
