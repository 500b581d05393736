"""The Objects API and Klantinteracties: practice systems in the form of the documents, and what we read in them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from keukentafel.exchange.klantinteracties import fake as contacten
from keukentafel.exchange.klantinteracties.client import Klantinteracties, KlantToegang
from keukentafel.exchange.objecten import fake as objecten
from keukentafel.exchange.objecten.client import Objecten, ObjectenToegang
from keukentafel.exchange.objecten.messages import lees_productaanvraag
from keukentafel.exchange.proef import antwoord_op
from keukentafel.exchange.verkeer import Afgewezen, Antwoord, Onbereikbaar, Vraag
from tests.keukentafel.exchange.oas import Document

BSN = "999990019"
WMO = {
    "gegevens": {"voornaam": "Marieke", "achternaam": "Kuiper", "E-mailadres": "m@example.nl"},
    "adres": {"postcode": "9876AB", "huisnummer": 12},
    "vraag": {"hulpvraag": "Ik val vaak.", "onderwerpen": ["wonen", "huishouden"], "spoed": False},
}


@cache
def document(pad: str) -> Document:
    return Document(pad)


def streng(wortel: str, pad: str) -> Any:
    """Return a sender that holds each answer against the document."""

    def zend(vraag: Vraag) -> Antwoord:
        antwoord = antwoord_op(vraag)
        if antwoord.status == 200 or "klant" in pad:
            weg = vraag.adres.removeprefix(wortel).partition("?")[0]
            if antwoord.status == 200:
                inhoud = json.loads(antwoord.inhoud)
                assert document(pad).antwoord_klopt(vraag.methode, weg, 200, inhoud) == []
        return antwoord

    return zend


@pytest.fixture(autouse=True)
def proefsystemen(tmp_path: Any, settings: Any) -> None:
    settings.KT_PROEFSYSTEMEN = tmp_path / "proef.sqlite"


def objecten_api(token: str = objecten.TOKEN) -> Objecten:
    return Objecten(
        ObjectenToegang(objecten.ADRES, token),
        zender=streng(objecten.ADRES, "objects/objects-api/2.7.0/openapi.yaml"),
    )


def test_an_object_is_read_one_by_one_and_by_type():
    eerste = objecten.zet(objecten.aanvraag("wmo", WMO, bsn=BSN))
    tweede = objecten.zet(objecten.aanvraag("jeugd", {}))
    objecten.zet({"boom": "eik"}, objecttype="proef://objecten/api/v2/objecttypes/anders")

    assert objecten_api().haal(eerste)["record"]["data"]["type"] == "wmo"
    assert [rij["url"] for rij in objecten_api().van_type(objecten.OBJECTTYPE)] == [tweede, eerste]


def test_our_token_goes_to_the_objects_only_and_a_wrong_one_is_refused():
    with pytest.raises(Afgewezen, match="niet van de Objecten-API"):
        objecten_api().haal("https://elders.example/objects/1")
    with pytest.raises(Afgewezen, match="niet van de Objecten-API"):
        objecten_api().haal(f"{objecten.ADRES}.elders.example/objects/1")
    with pytest.raises(Afgewezen, match="sleutel"):
        objecten_api("anders").haal(f"{objecten.ADRES}/objects/1")
    with pytest.raises(Afgewezen, match="niet meer"):
        objecten_api().haal(f"{objecten.ADRES}/objects/1")
    with pytest.raises(Onbereikbaar):
        Objecten(ObjectenToegang("https://o.example/v2", "t"), zender=lambda _: Antwoord(502)).haal(
            "https://o.example/v2/objects/1"
        )


def test_a_form_is_read_flat_and_what_we_know_goes_to_its_place():
    gelezen = lees_productaanvraag(
        {**objecten.aanvraag("wmo", WMO, bsn=BSN, kenmerk="OF-1"), "pdf": "https://d.example/1"}
    )

    assert (gelezen.type, gelezen.bron, gelezen.kenmerk, gelezen.bsn, gelezen.bijlagen) == (
        "wmo",
        "Open Formulieren",
        "OF-1",
        BSN,
        1,
    )
    assert gelezen.velden == {
        "voornamen": "Marieke", "geslachtsnaam": "Kuiper", "postcode": "9876AB", "huisnummer": "12",
        "email": "m@example.nl", "inhoud": "Ik val vaak.",
    }  # fmt: skip
    assert ("onderwerpen", "wonen, huishouden") in gelezen.regels
    assert ("spoed", "Nee") in gelezen.regels


@pytest.mark.parametrize(
    "data",
    [{}, {"boom": "eik"}, {"type": "wmo"}, {"type": 1, "aanvraaggegevens": {}}, {"type": "x", "data": []}],
)
def test_what_is_no_form_is_no_form(data: Any):
    assert lees_productaanvraag(data) is None


@pytest.mark.parametrize(
    "data",
    [
        {"type": "wmo", "aanvraaggegevens": {"a": {"b": {"c": {"d": {"e": {"f": {"g": "diep"}}}}}}}},
        {
            "type": "wmo",
            "aanvraaggegevens": {"a": None, "b": [1, {"x": 1}], "c": "\x00"},
            "betrokkenen": [3, {"inpBsn": 1}],
        },
        {"type": "wmo", "data": {"naam": "x"}, "bsn": "abc", "bron": 7, "bijlagen": "x"},
    ],
)
def test_a_strange_form_is_read_as_far_as_it_goes(data: Any):
    gelezen = lees_productaanvraag(data)

    assert gelezen is not None
    assert gelezen.bsn == ""


def klant(token: str = contacten.TOKEN) -> Klantinteracties:
    return Klantinteracties(
        KlantToegang(contacten.ADRES, token),
        zender=streng(contacten.ADRES, "klantinteracties/0.9.0-openklant/openapi.yaml"),
    )


def test_the_contacts_of_one_person_come_newest_first_and_confidential_ones_without_content():
    contacten.zet(
        BSN,
        op="2026-01-05T10:00:00Z",
        kanaal="telefoon",
        onderwerp="Parkeerkaart",
        inhoud="Vraagt om een kaart.",
    )
    contacten.zet(
        BSN,
        op="2026-02-05T10:00:00Z",
        kanaal="balie",
        onderwerp="Gesprek",
        inhoud="Geheim.",
        vertrouwelijk=True,
    )
    contacten.zet("999990020", op="2026-03-05T10:00:00Z", kanaal="balie", onderwerp="Iemand anders")

    gevonden = klant().van(BSN)

    assert [(c.onderwerp, c.inhoud, c.is_vertrouwelijk) for c in gevonden] == [
        ("Gesprek", "", True), ("Parkeerkaart", "Vraagt om een kaart.", False),
    ]  # fmt: skip
    klant().probeer()


def test_contacts_that_cannot_be_read_are_a_sentence():
    with pytest.raises(Afgewezen, match="sleutel"):
        klant("anders").van(BSN)
    for status, soort in ((400, Afgewezen), (429, Onbereikbaar), (500, Onbereikbaar)):
        with pytest.raises(soort):
            Klantinteracties(KlantToegang("https://k.example"), zender=lambda _, s=status: Antwoord(s)).van(
                BSN
            )
