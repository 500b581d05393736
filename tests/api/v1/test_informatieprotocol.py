"""The informatieprotocol over the API: a concept is made, changed and handed in; judging asks a person."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Informatieprotocol
from tests.api.v1.beller import document, persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
DEEL = {
    "mate": 3, "voorwaarde": "betrokken", "grondsoort": "wet", "grond": "Wmo 2015, artikel 5.1.1",
    "momenten": ["intake"],
}  # fmt: skip
PLEK = {"functie": "backoffice", "categorie": "C"}


@pytest.fixture
def concept(beheerder):
    antwoord = beheerder.post("informatieprotocol", {})
    assert antwoord.status_code == 201, antwoord.content
    return antwoord


def cel_van(versie):
    return [cel for cel in versie["cellen"] if (cel["functie"], cel["categorie"]) == ("backoffice", "C")]


def test_a_cell_changes_in_the_concept_only_and_goes_back(beheerder, concept):
    pad = f"informatieprotocol/{concept.json()['id']}"
    nog_een = beheerder.post("informatieprotocol", {})
    gezet = beheerder.post(f"{pad}/cel", {**PLEK, "delen": [DEEL]}, If_Match=concept["ETag"])
    oud = beheerder.post(f"{pad}/cel", {**PLEK, "delen": []}, If_Match=concept["ETag"])
    dubbel = beheerder.post(f"{pad}/cel", {**PLEK, "delen": [DEEL, DEEL]})
    zonder_fase = beheerder.post(f"{pad}/cel", {**PLEK, "delen": [{**DEEL, "momenten": []}]})
    terug = beheerder.post(f"{pad}/cel-terug", PLEK).json()
    geldig = Informatieprotocol.objects.geldig().get()
    vast = beheerder.post(f"informatieprotocol/{geldig.pk}/cel", {**PLEK, "delen": [DEEL]})

    assert nog_een.json()["detail"].startswith("Er is al een concept.")
    assert [cel["momenten"] for cel in cel_van(gezet.json())] == [["intake"]]
    assert oud.status_code == 412
    assert "staat al in een ander deel" in dubbel.json()["invalidParams"][0]["reason"]
    assert zonder_fase.json()["invalidParams"][0]["reason"].startswith("Kies minstens één fase")
    assert cel_van(terug) == cel_van(concept.json())
    assert vast.json()["detail"] == "Deze versie ligt vast. Maak een concept en wijzig dat."


def test_it_is_handed_in_with_answers_withdrawn_and_thrown_away(beheerder, concept):
    pad = f"informatieprotocol/{concept.json()['id']}"
    voor = {
        "toelichting": "De backoffice helpt.",
        "ingaatOp": localdate().isoformat(),
        "gevallenBekeken": True,
    }
    niets = beheerder.post(f"{pad}/voorleggen", {**voor, "versie": 1})
    nu = beheerder.post(f"{pad}/cel", {**PLEK, "delen": [DEEL]}).json()
    antwoorden = {
        een["sleutel"]: "De backoffice handelt dit samen met het team af."
        for een in nu["meldingen"]
        if not een["isFout"]
    }
    oud = beheerder.post(f"{pad}/voorleggen", {**voor, "versie": 1})
    ongezien = beheerder.post(
        f"{pad}/voorleggen",
        {**voor, "versie": nu["versie"], "antwoorden": antwoorden, "gevallenBekeken": False},
    )
    wacht = beheerder.post(f"{pad}/voorleggen", {**voor, "versie": nu["versie"], "antwoorden": antwoorden})
    dicht = beheerder.post(f"{pad}/cel", {**PLEK, "delen": []})
    terug = beheerder.post(f"{pad}/intrekken")
    weg = beheerder.delete(pad, If_Match=terug["ETag"])

    assert niets.json()["detail"].startswith("Dit concept zegt hetzelfde als wat nu geldt.")
    assert oud.status_code == 412
    assert ongezien.json()["detail"].startswith("Bekijk de tien gevallen")
    assert wacht.json()["status"] == "ter_goedkeuring", wacht.content
    assert dicht.status_code == 422
    assert terug.json()["status"] == "concept"
    assert weg.status_code == 204


def test_judging_stands_on_no_address_because_it_asks_a_password(beheerder, concept):
    """A wrong password over the API would be undone with the call, and so be counted nowhere."""
    assert not [pad for pad in document()["paths"] if "beoordel" in pad]
    pad = f"informatieprotocol/{concept.json()['id']}"
    assert beheerder.post(f"{pad}/beoordelen", {"oordeel": "goedkeuren"}).status_code == 404


def test_changing_a_cell_leaves_the_trail_of_the_screen(klant, beheerder, mens, concept):
    log_in(klant, mens)
    pad = f"informatieprotocol/{concept.json()['id']}"
    velden = {f"d0-{naam}": waarde for naam, waarde in DEEL.items()}
    scherm = wat_erbij_komt(
        lambda: klant.post(
            "/inrichting/informatieprotocol/cel/backoffice/C", {"versie": "1", "delen": "1", **velden}
        )
    )
    api = wat_erbij_komt(lambda: beheerder.post(f"{pad}/cel", {**PLEK, "delen": []}))

    assert scherm == api
    assert [regel[0] for regel in api] == ["inrichting.protocol.cel_gewijzigd"]


def test_the_privacyfunctionaris_reads_and_changes_nothing_and_a_team_leader_reads_nothing(klant, concept):
    fg = persoonlijk(klant, maak_gebruiker(rollen=[Rol.FG]))
    leider = persoonlijk(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER], team=eerste_team()))
    pad = f"informatieprotocol/{concept.json()['id']}"

    assert fg.get(pad).status_code == 200
    assert fg.post("informatieprotocol", {}).status_code == 404
    assert fg.post(f"{pad}/cel", {**PLEK, "delen": [DEEL]}).status_code == 404
    assert leider.get(pad).status_code == 404


def test_an_old_version_and_the_default_fill_the_concept(beheerder, concept):
    geldig = Informatieprotocol.objects.geldig().get()
    pad = f"informatieprotocol/{concept.json()['id']}"
    standaard = beheerder.post(f"{pad}/standaard", {"variant": "netwerk"}).json()
    terug = beheerder.post(f"informatieprotocol/{geldig.pk}/terugzetten").json()

    assert standaard["variant"] == "netwerk"
    assert (terug["id"], terug["variant"]) == (concept.json()["id"], geldig.variant)
