"""Who stands around a household, who works along, a crisis and a waakvlam, over the API."""

from __future__ import annotations

import pytest
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.actions.waakvlam import start_waakvlam
from modules.dossier.models import Betrokkene, Casus, Contactnotitie, Netwerklid
from tests.api.v1.beller import als_programma
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
def hier(zaak):
    return f"huishoudenId={zaak.huishouden.pk}"


def test_the_network_is_written_changed_and_taken_away(lid, zaak, hier):
    oma = lid.post("netwerk", {"huishoudenId": str(zaak.huishouden.pk), "naam": "Oma Jo", "sterkte": 5})
    pad = f"netwerk/{oma.json()['id']}"
    anders = lid.patch(pad, {"wat": "Past op."}, If_Match=oma["ETag"])
    oud = lid.delete(pad, If_Match=oma["ETag"])
    zonder = lid.delete(pad)
    lijst = lid.get(f"netwerk?{hier}").json()["results"]
    weg = lid.delete(pad, If_Match=anders["ETag"])

    assert (oma.status_code, anders.json()["wat"], anders.json()["sterkte"]) == (201, "Past op.", 5)
    assert (oud.status_code, zonder.status_code, weg.status_code) == (412, 428, 204)
    assert [een["naam"] for een in lijst] == ["Oma Jo"]
    assert lid.get(pad).status_code == 404


def test_who_the_resident_hid_is_not_there(lid, zaak, hier):
    rij = Netwerklid.objects.create(huishouden=zaak.huishouden, naam="Geheim", is_verborgen=True)

    assert lid.get(f"netwerk?{hier}").json()["results"] == []
    assert lid.get(f"netwerk/{rij.pk}").status_code == 404
    assert lid.delete(f"netwerk/{rij.pk}", If_Match="*").status_code == 404


def test_somebody_works_along_and_stops_with_the_trail_of_the_screen(klant, lid, zaak, hier):
    scherm = wat_erbij_komt(
        lambda: klant.post(
            f"/huishoudens/{zaak.huishouden.pk}/wie-werkt-mee", {"naam": "Carla", "rol": "schuldhulp"}
        )
    )
    gestuurd = {"huishoudenId": str(zaak.huishouden.pk), "naam": "Ria", "rol": "mentor"}
    api = wat_erbij_komt(lambda: lid.post("betrokkenen", gestuurd))
    rij = Betrokkene.objects.get(naam="Ria")
    niemand = lid.post("betrokkenen", {**gestuurd, "naam": ""})
    vreemd = lid.post("betrokkenen", {**gestuurd, "gebruikerId": str(zaak.casus.pk)})
    klaar = lid.post(f"betrokkenen/{rij.pk}/einde").json()

    assert scherm == api
    assert niemand.json()["invalidParams"][0]["reason"].startswith("Kies een collega, of vul een naam")
    assert vreemd.json()["invalidParams"][0]["name"] == "gebruikerId"
    assert klaar["tot"]
    assert lid.post(f"betrokkenen/{rij.pk}/einde").status_code == 404
    assert [een["naam"] for een in lid.get(f"betrokkenen?{hier}").json()["results"]] == ["Carla"]
    assert len(lid.get(f"betrokkenen?{hier}&ookGestopt=true").json()["results"]) == 2


def test_nothing_of_another_team_comes_out_and_the_seeded_bug_is_seen(lid):
    elders = maak_huishouden(team=maak_team("Ver weg"))
    maak_casus(elders)
    oma = Netwerklid.objects.create(huishouden=elders, naam="Geheimenaam")
    mee = Betrokkene.objects.create(huishouden=elders, naam="Geheimenaam", rol="buur", van="2026-01-05")

    def gelekt():
        adressen = (
            f"netwerk/{oma.pk}", f"betrokkenen/{mee.pk}", f"netwerk?huishoudenId={elders.pk}",
            f"betrokkenen?huishoudenId={elders.pk}",
        )  # fmt: skip
        return [pad for pad in adressen if "Geheimenaam" in lid.get(pad).content.decode()]

    assert gelekt() == []
    with zaaifouten.zaai("deur_open"):
        assert gelekt()


def test_a_crisis_is_noted_once_and_begins_help_only_with_a_person(klant, lid, zaak):
    pad = f"huishoudens/{zaak.huishouden.pk}/crisis"
    for _ in range(2):
        gedaan = lid.post(pad, {"tekst": "Brand; ze slapen bij oma."}, Idempotency_Key="brand")
    later = lid.post(pad, {"tekst": "x", "dag": "2999-01-01"})
    zonder = maak_huishouden("Zonder")
    programma = als_programma(klant, [(Rol.TEAMLID, eerste_team().pk)])
    machine = programma.post(f"huishoudens/{zonder.pk}/crisis", {"tekst": "Brand."})

    assert gedaan.status_code == 200, gedaan.content
    assert Contactnotitie.objects.filter(soort="crisis").count() == 1
    assert later.json()["invalidParams"][0]["reason"].startswith("Deze dag is nog niet geweest.")
    assert (machine.status_code, machine.json()["code"]) == (403, "ask_a_person")
    assert not Casus.objects.filter(huishouden=zonder).exists()


def test_a_waakvlam_gets_a_contact_and_help_begins_again_or_ends(lid, zaak):
    pad = f"casussen/{zaak.casus.pk}"
    geen = lid.post(f"{pad}/waakvlam-contact", {"tekst": "Goed."})
    vlam = start_waakvlam(
        casus=zaak.casus, maanden=6, ritme_weken=6, tekenen="", wie=zaak.medewerker, by=zaak.medewerker,
        at=timezone.now(),
    )  # fmt: skip
    contact = lid.post(f"{pad}/waakvlam-contact", {"tekst": "Goed.", "soort": "huisbezoek"})
    weer = lid.post(f"{pad}/terugval", {"waarom": "De post ligt er weer."}).json()
    stop = lid.post(f"{pad}/waakvlam-stoppen")

    assert geen.status_code == 404
    assert contact.status_code == 200, contact.content
    assert Contactnotitie.objects.filter(soort="huisbezoek").count() == 1
    assert weer["status"] == "ondersteuning"
    assert stop.status_code == 404  # it ended with the relapse
    vlam.refresh_from_db()
    assert vlam.heropend_op is not None


def test_lists_cost_the_same_at_one_and_at_many(lid, zaak, hier, django_assert_num_queries):
    def nog_een():
        Netwerklid.objects.create(huishouden=zaak.huishouden, naam="Oma")
        Betrokkene.objects.create(huishouden=zaak.huishouden, naam="Ria", rol="mentor", van="2026-01-05")

    nog_een()
    lid.get(f"netwerk?{hier}")
    for _ in range(2):
        for bron in ("netwerk", "betrokkenen"):
            with django_assert_num_queries(LIJST):
                lid.get(f"{bron}?{hier}")
        nog_een()


LIJST = 10


def test_a_colleague_who_left_cannot_be_put_along(lid, zaak):
    weg = maak_gebruiker()
    weg.is_actief = False
    weg.save(update_fields=["is_actief"])
    gestuurd = {"huishoudenId": str(zaak.huishouden.pk), "gebruikerId": str(weg.pk), "rol": "collega"}

    assert lid.post("betrokkenen", gestuurd).json()["invalidParams"][0]["name"] == "gebruikerId"
