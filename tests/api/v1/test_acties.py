"""Actions over the API: added to a goal in force or in a concept, changed, ticked, and not of an old plan."""

from __future__ import annotations

import pytest

from modules.dossier.models import Actie, Doelstelling, Plan
from modules.inrichting.codelijsten import PlanStatus
from tests.api.v1.naast import wat_erbij_komt
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant)


@pytest.fixture
def doel(lid, zaak):
    plan = lid.post("plannen", {"huishoudenId": str(zaak.huishouden.pk)}).json()
    lid.post(f"plannen/{plan['id']}/doelen", {"titel": "Ik slaap goed."})
    return Doelstelling.objects.get()


def nieuw(zaak, **velden):
    return {"huishoudenId": str(zaak.huishouden.pk), "wat": "Bellen", "wie": "zelf", **velden}


def test_an_action_belongs_to_a_goal_of_a_concept_and_not_of_an_old_plan(lid, zaak, doel):
    goed = lid.post("acties", nieuw(zaak, doelId=str(doel.pk)))
    Plan.objects.update(status=PlanStatus.VERVANGEN)
    oud = lid.post("acties", nieuw(zaak, doelId=str(doel.pk)))
    gewijzigd = lid.patch(f"acties/{goed.json()['id']}", {"wat": "Mailen"}, If_Match="*")

    assert (goed.status_code, goed.json()["doelId"], goed.json()["planId"]) == (
        201,
        str(doel.pk),
        str(doel.plan_id),
    )
    assert (oud.status_code, oud.json()["invalidParams"][0]["name"]) == (400, "doelId")
    assert gewijzigd.json()["detail"] == (
        "Deze actie hoort bij een plan dat niet meer geldt. Kijk in het plan van nu."
    )


def test_an_action_changes_with_the_etag_and_only_to_somebody_who_fits(lid, zaak):
    actie = lid.post("acties", nieuw(zaak, wieId=str(zaak.inwoner.pk)))
    pad = f"acties/{actie.json()['id']}"
    zonder = lid.patch(pad, {"wat": "Mailen"})
    vreemd = lid.patch(pad, {"wie": "professional", "wieId": str(zaak.inwoner.pk)}, If_Match=actie["ETag"])
    goed = lid.patch(
        pad,
        {"wat": "Mailen", "wie": "professional", "wieId": str(zaak.medewerker.pk), "wanneer": "2999-01-01"},
        If_Match=actie["ETag"],
    )
    oud = lid.patch(pad, {"wat": "Schrijven"}, If_Match=actie["ETag"])

    assert (zonder.status_code, vreemd.status_code, oud.status_code) == (428, 400, 412)
    assert (goed.json()["gebruikerId"], goed.json()["inwonerId"]) == (str(zaak.medewerker.pk), None)
    assert oud.json()["current"]["wat"] == "Mailen"
    assert Actie.objects.get().wanneer.year == 2999


def test_ticking_leaves_the_trail_of_the_screen(klant, lid, zaak):
    een, ander = (lid.post("acties", nieuw(zaak)).json()["id"] for _ in range(2))
    scherm = wat_erbij_komt(lambda: klant.post(f"/acties/{een}/afronden", {"klaar": "1"}))
    api = wat_erbij_komt(lambda: lid.post(f"acties/{ander}/afronden"))
    terug = wat_erbij_komt(lambda: lid.post(f"acties/{ander}/heropenen"))

    assert scherm == api
    assert [regel[0] for regel in (*api, *terug)] == ["dossier.actie.afgerond", "dossier.actie.heropend"]
