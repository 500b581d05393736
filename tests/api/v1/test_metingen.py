"""Measurements over the API: of the matrix and of the ladder, and taking back one of today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from keukentafel.identity.rollen import Rol
from modules.dossier.models import LadderMeting, Melding, ZrmMeting
from tests.api.v1.beller import persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def mens():
    mens = maak_gebruiker(rollen=(Rol.TEAMLID,), team=eerste_team())
    maak_teamlid(mens, eerste_team(), geheimhouding=True)
    return mens


@pytest.fixture
def lid(klant, mens):
    return persoonlijk(klant, mens)


@pytest.fixture
def wie():
    huishouden = maak_casus(maak_huishouden("Aalders"), team=eerste_team()).huishouden
    return {"huishoudenId": str(huishouden.pk), "inwonerId": str(huishouden.leden.get().inwoner_id)}


SCORE = [{"leefgebied": "huisvesting", "niveau": 3}]


def test_a_measurement_of_today_is_taken_back_by_who_made_it(klant, lid, wie):
    eerst = lid.post("zrm-metingen", {**wie, "instrument": "zrm_2017", "scores": SCORE})
    daarna = lid.post("zrm-metingen", {**wie, "scores": SCORE})
    assert (daarna.json()["instrument"], daarna.json()["moment"]) == ("zrm_2017", "tussen")
    pad = f"zrm-metingen/{daarna.json()['id']}"
    collega = maak_gebruiker(rollen=(Rol.TEAMLID,), team=eerste_team())
    maak_teamlid(collega, eerste_team(), geheimhouding=True)
    ander = persoonlijk(klant, collega)
    geweigerd = ander.delete(pad, If_Match=ander.get(pad)["ETag"])
    assert geweigerd.status_code == 422
    assert geweigerd.json()["detail"].startswith("Deze meting is van een eerdere dag en ligt vast.")
    assert lid.delete(pad, If_Match='"oud"').status_code == 412
    assert lid.delete(pad, If_Match=lid.get(pad)["ETag"]).status_code == 204
    oud = f"zrm-metingen/{eerst.json()['id']}"
    ZrmMeting.objects.update(gemaakt_op=ZrmMeting.objects.get().gemaakt_op - timedelta(days=2))
    assert lid.delete(oud, If_Match=lid.get(oud)["ETag"]).status_code == 422


def test_where_somebody_stands_on_the_ladder(lid, wie):
    assert lid.post("ladder-metingen", {**wie, "huidig": 7}).status_code == 400
    nieuw = lid.post(
        "ladder-metingen", {**wie, "huidig": 2, "gewenst": 4, "toelichting": "Vrijwilligerswerk."}
    )
    assert (nieuw.status_code, nieuw.json()["huidig"], nieuw.json()["isNietBesproken"]) == (201, 2, False)
    assert lid.post("ladder-metingen", wie).json()["isNietBesproken"] is True
    lijst = lid.get(
        f"ladder-metingen?huishoudenId={wie['huishoudenId']}&inwonerId={wie['inwonerId']}&pageSize=1"
    ).json()
    assert len(lijst["results"]) == 1
    assert lijst["next"]
    assert LadderMeting.objects.get(huidig=2).toelichting == "Vrijwilligerswerk."
    vreemd = lid.post("ladder-metingen", {**wie, "inwonerId": wie["huishoudenId"], "huidig": 2})
    assert vreemd.json()["invalidParams"][0]["name"] == "inwonerId"


def test_the_api_and_the_screen_leave_the_same_lines(klant, mens, lid, wie):
    over_api = wat_erbij_komt(lambda: lid.post("ladder-metingen", {**wie, "huidig": 2}))
    log_in(klant, mens)
    pad = f"/huishoudens/{wie['huishoudenId']}/participatieladder/{wie['inwonerId']}"
    op_scherm = wat_erbij_komt(lambda: klant.post(pad, {"huidig": "2", "gewenst": ""}))

    assert over_api == op_scherm != []


def test_a_melding_goes_under_a_law_that_is_on_here(klant, wie):
    lid = persoonlijk(klant, maak_gebruiker(rollen=(Rol.TEAMLID,), team=eerste_team()))
    vraag = {"huishoudenId": wie["huishoudenId"], "inhoud": "Hulp.", "kanaal": "web", "bron": "inwoner"}

    assert lid.post("meldingen", {**vraag, "wet": "wlz"}).json()["invalidParams"][0]["name"] == "wet"
    assert lid.post("meldingen", {**vraag, "wet": "wmo"}).status_code == 201
    assert Melding.objects.get().wet == "wmo"
