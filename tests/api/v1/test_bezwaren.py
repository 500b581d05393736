"""Objections and complaints over the API: each step by who handles it, the decision by somebody else."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate, now, timedelta

from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.models import Bezwaar, Klacht
from tests.api.v1.beller import als_programma, persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.usefixtures("in_lindewaard")
VANDAAG = localdate().isoformat()


@pytest.fixture
def toneel():
    return maak_besluittoneel()


@pytest.fixture
def besluit(toneel):
    mandaat()
    rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
    return announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())


def doe(beller, pad, **lichaam):
    antwoord = beller.post(pad, lichaam)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def gezien(beller, pad, naam, lichaam):
    return beller.post(f"{pad}/{naam}", lichaam, If_Match=beller.get(pad)["ETag"])


def test_an_objection_is_heard_decided_on_by_another_and_made_known(klant, toneel, besluit):
    mandaat(betreft="bezwaar")
    maker, collega = persoonlijk(klant, toneel.maker), persoonlijk(klant, toneel.collega)
    vraag = {"beschikkingId": str(besluit.pk), "gronden": "Te weinig.", "behandelaarId": str(toneel.maker.pk)}
    zelf = maker.post("bezwaren", vraag)
    assert zelf.json()["invalidParams"][0]["name"] == "behandelaarId"
    nieuw = maker.post("bezwaren", {**vraag, "behandelaarId": str(toneel.collega.pk)})
    assert nieuw.status_code == 201, nieuw.content
    assert nieuw.json()["indiener"] == toneel.zaak.inwoner.naam
    assert (
        maker.post("bezwaren", {"beschikkingId": str(besluit.pk)})
        .json()["detail"]
        .startswith("Tegen dit besluit")
    )
    pad = f"bezwaren/{nieuw.json()['id']}"
    assert collega.post(f"{pad}/horen", {}).status_code == 400
    straks = (localdate() + timedelta(days=3)).isoformat()
    assert collega.post(f"{pad}/horen", {"gehoordOp": straks}).status_code == 400
    zitting = {"dag": straks, "tijd": "10:30", "waar": "Stadhuis", "metWie": "De commissie"}
    te_snel = collega.post(f"{pad}/brief", {"soort": "bezwaar_hoorzitting", "hoorzitting": zitting})
    assert te_snel.json()["invalidParams"][0]["name"] == "hoorzitting.dag"
    doe(collega, f"{pad}/brief", soort="bezwaar_hoorzitting", hoorzitting={**zitting, "eerder": True})
    assert doe(collega, f"{pad}/verdagen", omdat="Ziek.")["verdaagdTot"]
    assert (
        doe(collega, f"{pad}/horen", gehoordOp=VANDAAG, wie="Els", verslag="Zij zei.")["stand"] == "gehoord"
    )
    keuze = {"uitkomst": "gegrond", "motivering": "Zij heeft gelijk."}
    eigen = gezien(maker, pad, "beslissen", keuze)
    assert (eigen.status_code, eigen.json()["code"]) == (422, "refused")
    assert collega.post(f"{pad}/beslissen", keuze).status_code == 428
    assert gezien(collega, pad, "beslissen", keuze).json()["stand"] == "beslist"
    assert doe(collega, f"{pad}/bekendmaken", op=VANDAAG)["stand"] == "bekend"
    hier = f"huishoudenId={toneel.zaak.huishouden.pk}"
    kort = maker.get(f"bezwaren?{hier}").json()["results"][0]
    assert (kort["stand"], kort["gronden"]) == ("bekend", None)


def test_a_ground_of_the_law_says_why_nobody_was_heard_and_no_program_decides(klant, toneel, besluit):
    mandaat(betreft="bezwaar")
    collega = persoonlijk(klant, toneel.collega)
    pad = f"bezwaren/{collega.post('bezwaren', {'beschikkingId': str(besluit.pk)}).json()['id']}"
    zonder = doe(collega, f"{pad}/horen", nietOmdat="c")
    assert zonder["nietGehoordOmdat"] == "De inwoner wil niet worden gehoord (Awb artikel 7:3 onder c)."
    programma = als_programma(klant, [(Rol.TEAMLID, eerste_team().pk)])
    nee = gezien(programma, pad, "beslissen", {"uitkomst": "gegrond", "motivering": "x"})
    assert (nee.status_code, nee.json()["code"]) == (403, "ask_a_person")
    assert Bezwaar.objects.get().stand == "ontvangen"
    assert doe(collega, f"{pad}/intrekken", op=VANDAAG)["stand"] == "ingetrokken"


def test_a_complaint_is_handled_by_who_was_chosen_and_never_by_whom_it_is_about(klant, toneel):
    maker, collega = persoonlijk(klant, toneel.maker), persoonlijk(klant, toneel.collega)
    basis = {
        "huishoudenId": str(toneel.zaak.huishouden.pk), "indiener": "Els", "over": "medewerker", "tekst": "Te laat.",
        "overWieId": str(toneel.maker.pk),
    }  # fmt: skip
    zelf = maker.post("klachten", {**basis, "behandelaarId": str(toneel.maker.pk)})
    assert zelf.status_code == 422
    nieuw = maker.post("klachten", {**basis, "behandelaarId": str(toneel.collega.pk)})
    assert nieuw.status_code == 201, nieuw.content
    pad = f"klachten/{nieuw.json()['id']}"
    weigering = maker.post(f"{pad}/bevestigen", {"op": VANDAAG}).json()
    assert weigering["detail"].startswith("Je leest deze klacht, maar je behandelt hem niet.")
    assert doe(collega, f"{pad}/bevestigen", op=VANDAAG)["bevestigdOp"] == VANDAAG
    doe(collega, f"{pad}/horen", nietOmdat="Zij wil niet.")
    programma = als_programma(klant, [(Rol.TEAMLEIDER, eerste_team().pk)])
    assert gezien(programma, pad, "antwoorden", {"antwoord": "x"}).json()["code"] == "ask_a_person"
    klaar = gezien(collega, pad, "antwoorden", {"oordeel": "gegrond", "antwoord": "U heeft gelijk."})
    assert (klaar.status_code, klaar.json()["stand"]) == (200, "beantwoord"), klaar.content
    assert Klacht.objects.get().afgehandeld_door == toneel.collega
    lijst = maker.get(f"klachten?huishoudenId={basis['huishoudenId']}").json()["results"]
    assert [(rij["stand"], rij["tekst"]) for rij in lijst] == [("beantwoord", None)]


def test_the_api_and_the_screen_leave_the_same_lines(klant, toneel):
    maker = persoonlijk(klant, toneel.maker)
    hier, wie = str(toneel.zaak.huishouden.pk), str(toneel.collega.pk)
    basis = {"indiener": "Els", "over": "team", "tekst": "Te laat."}
    over_api = wat_erbij_komt(
        lambda: maker.post("klachten", {**basis, "huishoudenId": hier, "behandelaarId": wie})
    )
    log_in(klant, toneel.maker)
    formulier = {**basis, "ontvangen_op": f"{localdate():%d-%m-%Y}", "behandelaar": wie}
    op_scherm = wat_erbij_komt(lambda: klant.post(f"/huishoudens/{hier}/klachten/nieuw", formulier))

    assert over_api == op_scherm != []
