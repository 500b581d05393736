"""Regie over the API: one regisseur, and a take-over with a ground and an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, variant="team", functie="hulpverlener")


@pytest.fixture
def pad(zaak):
    return f"regie/{zaak.huishouden.pk}"


def test_there_is_one_regisseur_and_who_hands_over_is_named(lid, pad):
    een, ander = (maak_gebruiker(naam=naam, team=eerste_team()) for naam in ("Ada", "Bo"))
    niemand = lid.post(f"{pad}/regisseur", {})
    eerst = lid.post(f"{pad}/regisseur", {"gebruikerId": str(een.pk)}).json()
    botst = lid.post(f"{pad}/regisseur", {"gebruikerId": str(ander.pk)})
    daarna = lid.post(
        f"{pad}/regisseur", {"gebruikerId": str(ander.pk), "huidigId": eerst["regisseur"]["id"]}
    ).json()
    leeg = lid.post(f"{pad}/regisseur-stoppen").json()

    assert niemand.json()["invalidParams"][0]["reason"] == "Kies wie de regisseur wordt."
    assert eerst["regisseur"]["naam"] == "Ada"
    assert botst.status_code == 422
    assert daarna["regisseur"]["gebruikerId"] == str(ander.pk)
    assert leeg["regisseur"] is None
    assert {een["naam"] for een in leeg["eerdereRegisseurs"]} == {"Ada", "Bo"}


def test_nobody_directs_who_does_not_work_with_households(lid, pad):
    beheerder = maak_gebruiker(rollen=[Rol.BEHEERDER])

    antwoord = lid.post(f"{pad}/regisseur", {"gebruikerId": str(beheerder.pk)})
    assert antwoord.json()["invalidParams"][0]["name"] == "gebruikerId"


def test_the_regie_is_taken_over_for_a_while_renewed_and_given_back(klant, lid, zaak, pad):
    tot = localdate() + timedelta(days=30)
    velden = {"grond": "gevaar", "toelichting": "Onveilig.", "leefgebieden": ["financien"]}
    terug_zonder = lid.post(f"{pad}/teruggeven")
    api = wat_erbij_komt(lambda: lid.post(f"{pad}/overnemen", {**velden, "eindigtOp": tot.isoformat()}))
    tweede = maak_huishouden("Tweede")
    maak_casus(tweede, teammodel=zaak.casus.teammodel, behandelaar=zaak.medewerker)
    scherm = wat_erbij_komt(
        lambda: klant.post(
            f"/huishoudens/{tweede.pk}/regie/overname", {**velden, "eindigt_op": tot.strftime("%d-%m-%Y")}
        )
    )
    later = lid.post(
        f"{pad}/verlengen",
        {"toelichting": "Nog niet veilig.", "eindigtOp": (tot + timedelta(days=30)).isoformat()},
    ).json()
    terug = lid.post(f"{pad}/teruggeven").json()

    assert terug_zonder.json()["detail"] == "De regie ligt bij het huishouden zelf."
    assert (scherm == api, len(api)) == (True, 1)
    assert later["overname"]["toelichting"] == "Nog niet veilig."
    assert (terug["overname"], len(terug["eerdereOvernames"])) == (None, 2)


def test_the_regie_of_another_team_does_not_exist_and_the_seeded_bug_is_seen(lid):
    elders = maak_huishouden(team=maak_team("Ver weg"))
    maak_casus(elders)

    assert lid.get(f"regie/{elders.pk}").status_code == 404
    assert lid.post(f"regie/{elders.pk}/regisseur-stoppen").status_code == 404
    with zaaifouten.zaai("deur_open"):
        assert lid.get(f"regie/{elders.pk}").status_code == 200
