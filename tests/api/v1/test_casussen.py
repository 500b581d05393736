"""The end of the help over the API: closing, a second view, beginning again, handing over."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.models import Afsluiting, Casus
from tests.api.v1.beller import als_programma, persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, variant="team", functie="hulpverlener")


def collega(naam="Daan"):
    mens = maak_gebruiker(naam=naam, met_code_app=False)
    maak_teamlid(mens, eerste_team(), protocolfunctie="hulpverlener", geheimhouding=True)
    return mens


def test_help_ends_with_a_reason_and_begins_again(lid, zaak):
    pad = f"casussen/{zaak.casus.pk}"
    zonder = lid.post(f"{pad}/afsluiten", {"reden": "zelf_verder"})
    velden = {
        "reden": "zelf_verder", "toelichting": "Het gaat goed.", "hoeGeinformeerd": "Thuis besproken",
        "inwonerGeinformeerdOp": localdate().isoformat(),
    }  # fmt: skip
    dicht = lid.post(f"{pad}/afsluiten", velden)
    weer = lid.post(f"{pad}/afsluiten", velden)

    assert zonder.status_code == 422
    assert zonder.json()["invalidParams"][0]["name"] == "inwonerGeinformeerdOp"
    assert dicht.status_code == 200, dicht.content
    assert Afsluiting.objects.get(casus=zaak.casus).hoe_geinformeerd == "Thuis besproken"
    assert weer.status_code in (403, 404, 422)  # nobody helps any more: the door may be closed


def test_closing_and_beginning_again_leave_the_trail_of_the_screen(klant, lid, zaak):
    tweede = maak_huishouden("Tweede")
    ander = maak_casus(tweede, teammodel=zaak.casus.teammodel, behandelaar=zaak.medewerker)
    dag = localdate()
    scherm = wat_erbij_komt(
        lambda: klant.post(
            f"/huishoudens/{tweede.pk}/afsluiten",
            {
                "reden": "zelf_verder",
                "toelichting": "Goed.",
                "inwoner_geinformeerd_op": dag.strftime("%d-%m-%Y"),
            },
        )
    )
    api = wat_erbij_komt(
        lambda: lid.post(
            f"casussen/{zaak.casus.pk}/afsluiten",
            {"reden": "zelf_verder", "toelichting": "Goed.", "inwonerGeinformeerdOp": dag.isoformat()},
        )
    )

    assert scherm == api
    assert [regel[0] for regel in api] == ["dossier.casus.afgesloten"]
    ander.refresh_from_db()
    assert ander.is_afgesloten


def test_help_that_is_turned_down_asks_a_colleague_first(klant, lid, zaak):
    daan = collega()
    pad = f"casussen/{zaak.casus.pk}"
    leeg = lid.post(f"{pad}/afsluiten", {"reden": "afgezien"})
    zelf = lid.post(
        f"{pad}/afsluiten",
        {"reden": "afgezien", "geprobeerd": "Gebeld.", "kijktMeeId": str(zaak.medewerker.pk)},
    )
    gevraagd = lid.post(
        f"{pad}/afsluiten", {"reden": "afgezien", "geprobeerd": "Gebeld.", "kijktMeeId": str(daan.pk)}
    ).json()
    voorstel = f"afsluitvoorstellen/{gevraagd['afsluitvoorstelId']}"
    slot = {"inwonerGeinformeerdOp": localdate().isoformat(), "toelichting": "Geen meting."}
    te_vroeg = lid.post(f"{voorstel}/stoppen", slot)
    niet_aan_jou = lid.post(f"{voorstel}/meekijken", {"oordeel": "eens", "tweedeBlik": "Ja."})
    gezien = persoonlijk(klant, daan).post(
        f"{voorstel}/meekijken", {"oordeel": "eens", "tweedeBlik": "Ik belde ook."}
    )
    lijst = lid.get(f"afsluitvoorstellen?huishoudenId={zaak.huishouden.pk}").json()["results"]
    gestopt = lid.post(f"{voorstel}/stoppen", slot)

    assert {fout["name"] for fout in leeg.json()["invalidParams"]} == {"geprobeerd", "kijktMeeId"}
    assert zelf.json()["invalidParams"][0]["name"] == "kijktMeeId"
    assert gevraagd["afgeslotenOp"] is None
    assert te_vroeg.json()["detail"].startswith("Je collega keek nog niet mee.")
    assert niet_aan_jou.json()["detail"] == "De tweede blik is aan een andere collega gevraagd."
    assert gezien.json()["oordeel"] == "eens"
    assert [een["tweedeBlik"] for een in lijst] == ["Ik belde ook."]
    assert gestopt.status_code == 200, gestopt.content
    assert Afsluiting.objects.get().tweede_blik_door_id == daan.pk


def test_another_colleague_is_asked_or_the_help_goes_on(klant, lid, zaak):
    daan, noor = collega(), collega("Noor")
    voorstel = lid.post(
        f"casussen/{zaak.casus.pk}/afsluiten",
        {"reden": "afgezien", "geprobeerd": "Gebeld.", "kijktMeeId": str(daan.pk)},
    ).json()["afsluitvoorstelId"]
    ander = lid.post(f"afsluitvoorstellen/{voorstel}/ander-vragen", {"kijktMeeId": str(noor.pk)}).json()
    vreemd = lid.post(f"afsluitvoorstellen/{voorstel}/ander-vragen", {"kijktMeeId": str(zaak.casus.pk)})
    door = lid.post(f"afsluitvoorstellen/{voorstel}/doorgaan", {"omdat": "Ze wil toch."}).json()
    weer = lid.post(f"afsluitvoorstellen/{voorstel}/doorgaan", {"omdat": "Ze wil toch."})

    assert ander["gevraagdAanId"] == str(noor.pk)
    assert vreemd.status_code == 400
    assert door["stand"] == "ingetrokken"
    assert weer.json()["detail"] == "Dit voorstel is al afgerond."


def test_a_household_is_handed_over_and_the_caller_sees_no_more_than_the_door_lets(lid, zaak):
    naar = maak_team("Team Oost")
    pad = f"casussen/{zaak.casus.pk}/overdragen"
    leeg = lid.post(pad, {"teamId": str(naar.pk)})
    zelfde = lid.post(pad, {"teamId": str(zaak.casus.team_id)})
    over = lid.post(
        pad,
        {
            "teamId": str(naar.pk), "waarom": "Verhuisd.", "samenvatting": "Rust helpt.",
            "gesprokenMet": "Ria", "inwonerGeinformeerdOp": localdate().isoformat(),
        },
        Idempotency_Key="over",
    )  # fmt: skip
    nieuw = Casus.objects.get(team=naar)

    assert {fout["name"] for fout in leeg.json()["invalidParams"]} == {
        "waarom", "samenvatting", "gesprokenMet", "inwonerGeinformeerdOp",
    }  # fmt: skip
    assert zelfde.json()["detail"] == "Dit huishouden hoort al bij dit team. Kies een ander team."
    assert (over.status_code, over.json()["id"]) == (200, str(nieuw.pk))


def test_only_the_help_that_the_page_follows_is_ended(lid, zaak):
    ander = maak_casus(zaak.huishouden, team=maak_team("Erbij"))
    antwoord = lid.post(f"casussen/{ander.pk}/heropenen", {"waarom": "Toch."})

    assert antwoord.json()["detail"].startswith("Bij dit huishouden gaat het om andere hulp.")


def test_a_program_of_another_team_ends_nothing(klant, zaak):
    programma = als_programma(klant, [(Rol.TEAMLID, maak_team("Ver weg").pk)])
    antwoord = programma.post(f"casussen/{zaak.casus.pk}/afsluiten", {"reden": "zelf_verder"})

    assert antwoord.status_code == 404
    zaak.casus.refresh_from_db()
    assert not zaak.casus.is_afgesloten
