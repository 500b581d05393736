"""A plan over the API: written, agreed on, looked back on; as its screens do it."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate, timedelta

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Doelstelling, Evaluatie, Instemming, Plan
from tests.api.v1.beller import persoonlijk
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def mens():
    team = eerste_team()
    mens = maak_gebruiker(rollen=(Rol.TEAMLID, Rol.TEAMLEIDER), team=team)
    maak_teamlid(mens, team, geheimhouding=True)
    return mens


@pytest.fixture
def lid(klant, mens):
    return persoonlijk(klant, mens)


@pytest.fixture
def huishouden():
    return maak_casus(maak_huishouden("Aalders"), team=eerste_team()).huishouden


def doe(lid, pad, **lichaam):
    antwoord = lid.post(pad, lichaam)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def concept_met_doel(lid, huishouden):
    plan = lid.post("plannen", {"huishoudenId": str(huishouden.pk)}).json()
    pad = f"plannen/{plan['id']}"
    doel = doe(lid, f"{pad}/doelen", titel="Ik slaap goed.", omschrijving="Ik slaap zeven uur.")["doelen"][0]
    return pad, doel


def test_a_plan_is_written_agreed_on_and_looked_back_on(lid, huishouden):
    pad, doel = concept_met_doel(lid, huishouden)
    gaat = f"doelen/{doel['id']}"
    etag = lid.get(gaat)["ETag"]
    wijzig = lid.patch(gaat, {"waarom": "Rust.", "leefgebieden": ["dagbesteding"]}, If_Match=etag)
    assert (wijzig.json()["waarom"], wijzig.json()["leefgebieden"]) == ("Rust.", ["dagbesteding"])
    assert lid.patch(gaat, {"titel": "Ik slaap."}, If_Match=etag).status_code == 412
    met = doe(lid, f"{gaat}/resultaten", omschrijving="Ik ben uitgerust.")
    weg = doe(lid, f"{gaat}/resultaat-weghalen", resultaatId=met["resultaten"][1]["id"])
    assert [deel["omschrijving"] for deel in weg["resultaten"]] == ["Ik slaap zeven uur."]
    resultaat = weg["resultaten"][0]["id"]
    helpt = doe(
        lid,
        f"{gaat}/oplossingen",
        resultaatId=resultaat,
        omschrijving="Buurvrouw belt",
        kader="sociaal_netwerk",
    )
    oplossing = helpt["resultaten"][0]["oplossingen"][0]
    assert oplossing["omschrijving"] == "Buurvrouw belt"
    assert (
        doe(lid, f"{gaat}/oplossing-weghalen", oplossingId=oplossing["id"])["resultaten"][0]["oplossingen"]
        == []
    )
    tweede = doe(lid, f"{pad}/doelen", titel="Ik eet goed.")["doelen"][1]
    assert doe(lid, f"doelen/{tweede['id']}/verplaatsen", omhoog=True)["titel"] == "Ik eet goed."
    assert [een["titel"] for een in lid.get(pad).json()["doelen"]] == ["Ik eet goed.", "Ik slaap goed."]
    weghalen = f"doelen/{tweede['id']}"
    assert lid.delete(weghalen).status_code == 428
    assert lid.delete(weghalen, If_Match=lid.get(weghalen)["ETag"]).status_code == 204
    assert lid.get(weghalen).status_code == 404

    niet = lid.post(f"{pad}/afspreken", {})
    assert niet.status_code == 422
    assert "Schrijf op wie wat gaat doen." in niet.json()["detail"]
    assert {een["name"] for een in niet.json()["invalidParams"]} >= {"acties", "evaluatieOp"}
    acties(huishouden, doel)
    inwoner = huishouden.leden.get().inwoner_id
    over = (localdate() + timedelta(days=90)).isoformat()
    klaar = doe(
        lid, f"{pad}/afspreken", evaluatieOp=over,
        instemmingen=[{"inwonerId": str(inwoner), "uitkomst": "deels", "woorden": "Liever later."}],
    )  # fmt: skip
    assert (klaar["status"], klaar["evaluatieOp"]) == ("actief", over)
    assert klaar["instemmingen"][0]["woorden"] == "Liever later."
    assert Instemming.objects.get().vastgelegd_door_id
    assert lid.patch(gaat, {"titel": "Anders."}, If_Match=lid.get(gaat)["ETag"]).status_code == 422
    assert doe(lid, f"{gaat}/bereikt")["bereiktOp"] == localdate().isoformat()
    assert doe(lid, f"{gaat}/bereikt", bereikt=False)["bereiktOp"] is None

    assert (
        lid.post(f"{pad}/evalueren", {"vervolg": "doorgaan", "antwoorden": {"vreemd": "x"}}).status_code
        == 400
    )
    fout = lid.post(f"{pad}/evalueren", {"vervolg": "doorgaan", "samen": False})
    assert {een["name"] for een in fout.json()["invalidParams"]} >= {"zonderInwonerOmdat", "volgendeOp"}
    antwoorden = {
        "vraag_beantwoord": "ja",
        "verloop": "Goed.",
        "zelfredzaamheid": "beter",
        "participatie": "beter",
    }
    sleutel = {"Idempotency_Key": "kijk-1"}
    vraag = {"vervolg": "bijstellen", "antwoorden": antwoorden}
    assert lid.post(f"{pad}/evalueren", vraag, **sleutel).status_code == 200
    assert lid.post(f"{pad}/evalueren", vraag, **sleutel)["Idempotency-Replayed"] == "true"
    assert Evaluatie.objects.count() == 1
    assert lid.get(f"{pad}/evaluaties").json()["evaluaties"][0]["antwoorden"]["verloop"] == "Goed."
    nieuw = Plan.objects.get(status="concept")
    concept = f"plannen/{nieuw.pk}"
    assert lid.delete(concept, If_Match=lid.get(concept)["ETag"]).status_code == 204
    assert not Plan.objects.filter(pk=nieuw.pk).exists()


def acties(huishouden, doel):
    from modules.dossier.models import Actie

    rij = Doelstelling.objects.get(pk=doel["id"])
    Actie.objects.create(
        huishouden=huishouden,
        plan=rij.plan,
        doel=rij,
        wat="Bellen",
        wie="zelf",
        gemaakt_op="2026-01-05T09:00:00Z",
    )


def test_the_api_and_the_screen_leave_the_same_lines(klant, lid, mens, huishouden):
    """Reaching a goal by the API and by the screen: the same events, of the same rows, by the same account."""
    _, doel = concept_met_doel(lid, huishouden)

    def regels(doen):
        vorige = set(Logboekregel.objects.values_list("pk", flat=True))
        doen()
        nieuw = Logboekregel.objects.exclude(pk__in=vorige).order_by("tijdstip", "pk")
        return {
            (r.gebeurtenis, r.object_id, r.gebruiker_id)
            for r in nieuw
            if r.gebeurtenis.startswith("dossier.")
        }

    over_api = regels(lambda: doe(lid, f"doelen/{doel['id']}/bereikt"))
    log_in(klant, mens)
    op_scherm = regels(lambda: klant.post(f"/doelen/{doel['id']}", {"bereikt": "1"}))

    assert over_api == op_scherm != set()


def test_what_is_closed_stays_closed_in_a_goal(klant, lid, huishouden):
    """Somebody who reads nothing of justice sees of such a goal only that it is there, and changes nothing of it."""
    pad, doel = concept_met_doel(lid, huishouden)
    Doelstelling.objects.filter(pk=doel["id"]).update(leefgebieden=["justitie"])
    ander = persoonlijk(klant, maak_gebruiker(rollen=[Rol.TEAMLID], team=eerste_team()))
    adres = f"doelen/{doel['id']}"

    assert "Ik slaap goed." not in ander.get(pad).content.decode()
    with zaaifouten.zaai("plan_met_tekst"):
        assert "Ik slaap goed." in ander.get(pad).content.decode()
    assert ander.get(adres).status_code == 403
    assert ander.post(f"{adres}/bereikt", {}).json()["code"] == "outside_protocol"
    assert ander.post(f"{adres}/resultaten", {"omschrijving": "x"}).status_code == 403
    assert ander.delete(adres, If_Match="*").status_code == 403


def test_a_token_for_plans_is_for_goals_too_and_no_other_is(klant, mens, lid, huishouden):
    _, doel = concept_met_doel(lid, huishouden)
    leest = persoonlijk(klant, mens, ["plannen.lezen"])
    vreemd = persoonlijk(klant, mens, ["acties.lezen", "acties.schrijven"])

    assert leest.get(f"doelen/{doel['id']}").status_code == 200
    assert leest.post(f"doelen/{doel['id']}/bereikt", {}).json()["code"] == "insufficient_scope"
    assert vreemd.get(f"doelen/{doel['id']}").json()["code"] == "insufficient_scope"
