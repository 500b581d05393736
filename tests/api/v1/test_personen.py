"""People of a household over the API: added, changed, gone and back, with gezag and representation."""

from __future__ import annotations

from hashlib import sha256

import orjson
import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Huishoudlid, Inwoner
from modules.toegangsleutels.models import EerderAntwoord
from tests.api.v1.beller import persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BSN = "999990019"


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant)


@pytest.fixture
def plek(zaak):
    return Huishoudlid.objects.get(huishouden=zaak.huishouden)


def test_somebody_is_added_with_a_bsn_that_never_comes_back(lid, zaak):
    gestuurd = {
        "huishoudenId": str(zaak.huishouden.pk), "voornamen": "Daan", "achternaam": "de Boer",
        "geboortedatum": "2015-04-01", "rol": "kind", "bsn": BSN, "bijzonderheid": "groep 6",
    }  # fmt: skip
    gemaakt = lid.post("personen", gestuurd)
    dubbel = lid.post("personen", {**gestuurd, "voornamen": "Dirk"})
    fout = lid.post("personen", {**gestuurd, "bsn": "123456789"})

    assert gemaakt.status_code == 201, gemaakt.content
    assert gemaakt["Location"].endswith(f"/api/v1/personen/{gemaakt.json()['id']}")
    assert (gemaakt.json()["voorvoegsel"], gemaakt.json()["heeftBsn"]) == ("de", True)
    assert str(Inwoner.objects.get(voornamen="Daan").bsn) == BSN
    assert BSN not in (gemaakt.content + dubbel.content + fout.content).decode()
    assert dubbel.json()["detail"].startswith("Iemand anders in deze gemeente heeft dit BSN.")
    assert (fout.status_code, fout.json()["invalidParams"][0]["name"]) == (400, "bsn")
    assert not [regel for regel in Logboekregel.objects.all() if BSN in str(regel.detail)]


def test_what_is_kept_of_a_request_does_not_give_its_bsn_away(lid, zaak):
    """Who knows all but the BSN tries every BSN against a plain print; a keyed one says nothing."""
    gestuurd = {
        "huishoudenId": str(zaak.huishouden.pk), "voornamen": "Daan", "achternaam": "de Boer", "bsn": BSN,
    }  # fmt: skip
    for _ in range(2):
        antwoord = lid.post("personen", gestuurd, Idempotency_Key="daan")
    ander = lid.post("personen", {**gestuurd, "bsn": ""}, Idempotency_Key="daan")
    ruw = orjson.dumps(gestuurd, option=orjson.OPT_SORT_KEYS)
    kaal = sha256(b"\n".join((b"POST", b"/api/v1/personen", ruw))).hexdigest()

    assert antwoord["Idempotency-Replayed"] == "true"
    assert (ander.status_code, ander.json()["code"]) == (422, "key_reused")
    bewaard = EerderAntwoord.objects.get().vraag
    assert (len(bewaard), bewaard in kaal) == (32, False)


def test_changing_a_person_asks_for_the_etag_and_leaves_the_trail_of_the_screen(klant, lid, zaak, plek):
    tweede = maak_huishouden("Tweede", personen=("Marieke",))
    maak_casus(tweede, behandelaar=zaak.medewerker)
    ander = Huishoudlid.objects.get(huishouden=tweede)
    velden = {"voornamen": "Marijke", "achternaam": "van Dam", "rol": "volwassene", "geslacht": "vrouw"}
    dag = ander.van.strftime("%d-%m-%Y")
    adres = f"/huishoudens/{tweede.pk}/personen/{ander.inwoner_id}"
    versie = str(ander.inwoner.versie)
    scherm = wat_erbij_komt(lambda: klant.post(adres, {**velden, "van": dag, "versie": versie}))
    pad = f"personen/{plek.pk}"
    etag = lid.get(pad)["ETag"]
    api = wat_erbij_komt(lambda: lid.patch(pad, velden, If_Match=etag))

    assert scherm == api
    assert api[0][0] == "dossier.inwoner.gewijzigd"
    assert lid.patch(pad, velden).status_code == 428
    assert lid.patch(pad, velden, If_Match=etag).status_code == 412
    nu = lid.get(pad)
    assert (nu.json()["naam"], nu.json()["geslacht"]) == ("Marijke van Dam", "vrouw")
    te_vroeg = {"geboortedatum": "1980-01-01", "overledenOp": "1979-01-01"}
    assert lid.patch(pad, te_vroeg, If_Match=nu["ETag"]).json()["invalidParams"][0]["name"] == "overledenOp"


def test_somebody_leaves_and_comes_back(lid, zaak, plek):
    hier = f"personen?huishoudenId={zaak.huishouden.pk}"
    te_vroeg = lid.post(f"personen/{plek.pk}/vertrek", {"tot": "1990-01-01"})
    weg = lid.post(f"personen/{plek.pk}/vertrek", {"tot": "2999-01-01"}).json()
    zonder = lid.get(hier).json()["results"]
    met = lid.get(f"{hier}&ookVertrokken=true").json()["results"]
    terug = lid.post(f"personen/{plek.pk}/terug").json()

    assert te_vroeg.json()["detail"].startswith("De einddatum ligt vóór de dag")
    assert (weg["tot"], terug["tot"]) == ("2999-01-01", None)
    assert (zonder, [een["id"] for een in met]) == ([], [str(plek.pk)])


def test_gezag_and_representation_are_written_and_ended(lid, zaak, plek):
    ouder = lid.post(
        "personen", {"huishoudenId": str(zaak.huishouden.pk), "voornamen": "An", "achternaam": "Dam"}
    ).json()
    pad = f"personen/{plek.pk}"
    niemand = lid.post(f"{pad}/gezag", {"soort": "ouder"})
    vreemd = lid.post(f"{pad}/gezag", {"soort": "ouder", "houderId": str(zaak.casus.pk)})
    gezag = lid.post(f"{pad}/gezag", {"soort": "ouder", "houderId": ouder["inwonerId"]}).json()["gezag"]
    na = lid.post(f"{pad}/gezag-einde", {"welkeId": gezag[0]["id"]}).json()["gezag"]
    namens = lid.post(f"{pad}/vertegenwoordigers", {"naam": "Mr. Vos", "soort": "mentor"}).json()
    klaar = lid.post(
        f"{pad}/vertegenwoordiger-einde", {"welkeId": namens["vertegenwoordigers"][0]["id"]}
    ).json()

    assert niemand.json()["invalidParams"][0]["name"] == "houderNaam"
    assert vreemd.json()["invalidParams"][0]["name"] == "houderId"
    assert (gezag[0]["houderId"], gezag[0]["tot"]) == (ouder["inwonerId"], None)
    assert na[0]["tot"]
    assert klaar["vertegenwoordigers"][0]["tot"]


def test_a_person_of_another_team_does_not_exist_and_the_seeded_bug_is_seen(lid, zaak, plek):
    elders = maak_huishouden("Verweg", team=maak_team("Ver weg"))
    maak_casus(elders)
    ander = Huishoudlid.objects.get(huishouden=elders)

    def ziet() -> bool:
        return "Verweg" in lid.get(f"personen/{ander.pk}").content.decode()

    assert not ziet()
    assert lid.get(f"personen?huishoudenId={elders.pk}").status_code == 404
    assert lid.post(f"personen/{ander.pk}/terug").status_code == 404
    with zaaifouten.zaai("deur_open"):
        assert ziet()


def test_the_backoffice_writes_who_it_is_and_neither_sees_nor_writes_the_circle(klant, zaak, plek):
    loket = persoonlijk(klant, maak_gebruiker(rollen=[Rol.BACKOFFICE], team=zaak.huishouden.team))
    pad = f"personen/{plek.pk}"
    gezien = loket.get(pad)
    in_de_lijst = loket.get(f"personen?huishoudenId={zaak.huishouden.pk}").json()["results"][0]
    naam = loket.patch(pad, {"voornamen": "Marijke"}, If_Match=gezien["ETag"])
    rol = loket.patch(pad, {"rol": "kind"}, If_Match=naam["ETag"])

    assert [gezien.json()[veld] for veld in ("rol", "gezag", "bijzonderheid")] == [None, None, None]
    assert in_de_lijst["rol"] is None
    assert naam.json()["voornamen"] == "Marijke"
    assert (rol.status_code, rol.json()["code"]) == (403, "outside_protocol")


def test_a_list_costs_the_same_at_one_and_at_many(lid, zaak, django_assert_num_queries):
    pad = f"personen?huishoudenId={zaak.huishouden.pk}"
    lid.get(pad)
    with django_assert_num_queries(LIJST):
        lid.get(pad)
    for naam in ("An", "Bo", "Cees"):
        lid.post("personen", {"huishoudenId": str(zaak.huishouden.pk), "voornamen": naam, "achternaam": "X"})
    with django_assert_num_queries(LIJST):
        lid.get(pad)


LIJST = 10
