"""The BRP: what we ask and what the practice BRP answers fit BRP API Personen 2.7.0."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from keukentafel.exchange.brp import fake
from keukentafel.exchange.brp.client import Brp, BrpReden, BrpToegang
from keukentafel.exchange.brp.messages import Veldgroep, lees_personen, lees_persoon, maak_vraag
from keukentafel.exchange.proef import antwoord_op
from keukentafel.exchange.verkeer import Afgewezen, Antwoord, Onbereikbaar, Vraag, json_vraag
from tests.keukentafel.exchange.brp_mensen import KIND, MOEDER, VADER, adres, datum, persoon, samen
from tests.keukentafel.exchange.oas import Document

ALLES = [groep.value for groep in Veldgroep]
WMO = BrpReden("BRP-Wmo", "Sociaal domein@Keukentafel", "samira")
JEUGD = BrpReden("BRP-Jeugdwet", "Sociaal domein@Keukentafel", "samira")
KOPPEN = {"X-API-KEY": fake.SLEUTEL, "X-DOELBINDING": "BRP-Jeugdwet"}


@cache
def document() -> Document:
    return Document("brp/personen-bevragen/2.7.0/openapi.yaml")


@pytest.fixture(autouse=True)
def brp(tmp_path: Any, settings: Any) -> None:
    settings.KT_PROEFSYSTEMEN = tmp_path / "proef.sqlite"
    fake.ken(
        [
            persoon(MOEDER, "Marieke", "Kuiper", geheimhoudingPersoonsgegevens=True),
            persoon(
                KIND,
                "Daan",
                "Kuiper",
                "2014-02-01",
                gezag=[samen(KIND, (MOEDER, "Marieke Kuiper"), (VADER, "Jan Vos"))],
            ),
        ]
    )


def vraag(lading: Any, koppen: Any = KOPPEN) -> Antwoord:
    antwoord = antwoord_op(json_vraag("POST", f"{fake.ADRES}/personen", koppen, lading))
    assert document().antwoord_klopt("POST", "/personen", antwoord.status, json.loads(antwoord.inhoud)) == []
    return antwoord


def test_the_published_document_refuses_what_it_does_not_know():
    goed = {"type": "RaadpleegMetBurgerservicenummer", "personen": [{"burgerservicenummer": MOEDER}]}
    fout = {"type": "RaadpleegMetBurgerservicenummer", "personen": [{"achternaam": "Kuiper"}]}
    gezag = {"type": "Voogdij", "minderjarige": {"burgerservicenummer": KIND}, "ouders": []}

    assert document().antwoord_klopt("POST", "/personen", 200, goed) == []
    assert document().antwoord_klopt("POST", "/personen", 200, fout) != []
    assert document().toets([gezag], {"$ref": "#/components/schemas/Gezag"}) != []


@pytest.mark.parametrize("groepen", [[], ["adres"], ["overlijden", "gezag"], ALLES])
def test_what_we_ask_fits_the_document(groepen: list[str]):
    assert document().vraag_klopt("POST", "/personen", maak_vraag(MOEDER, groepen)) == []


def test_the_practice_brp_gives_what_was_asked_and_what_always_comes_along():
    antwoord = vraag(maak_vraag(MOEDER, ["identiteit"]))

    rij = antwoord.json()["personen"][0]
    assert sorted(rij) == [
        "burgerservicenummer",
        "geboorte",
        "geheimhoudingPersoonsgegevens",
        "geslacht",
        "naam",
    ]
    assert sorted(rij["naam"]) == ["geslachtsnaam", "voorletters", "voornamen"]
    assert sorted(rij["geboorte"]) == ["datum"]


def test_the_practice_brp_knows_people_gezag_and_nobody():
    assert (
        vraag(maak_vraag(KIND, ALLES)).json()["personen"][0]["gezag"][0]["type"]
        == "GezamenlijkOuderlijkGezag"
    )
    assert vraag(maak_vraag("999990044", ALLES)).json() == {
        "type": "RaadpleegMetBurgerservicenummer",
        "personen": [],
    }


@pytest.mark.parametrize(
    ("lading", "koppen", "status"),
    [
        (maak_vraag(MOEDER, []), {}, 401),
        (maak_vraag(MOEDER, []), {"X-API-KEY": fake.SLEUTEL}, 403),
        (maak_vraag(KIND, ["gezag"]), {"X-API-KEY": fake.SLEUTEL, "X-DOELBINDING": "BRP-Wmo"}, 403),
        ({"type": "ZoekMetPostcodeEnHuisnummer", "fields": ["naam"]}, KOPPEN, 400),
        ({**maak_vraag(MOEDER, []), "fields": ["naamaanduiding"]}, KOPPEN, 400),
        ({**maak_vraag(MOEDER, []), "burgerservicenummer": ["12"]}, KOPPEN, 400),
        ({**maak_vraag(MOEDER, []), "meer": 1}, KOPPEN, 400),
        ([], KOPPEN, 400),
    ],
)
def test_the_practice_brp_says_no_in_the_form_of_the_document(lading: Any, koppen: Any, status: int):
    assert vraag(lading, koppen).status == status


def test_the_client_sends_key_purpose_and_who_asks():
    gezien: list[Vraag] = []

    def zender(v: Vraag) -> Antwoord:
        gezien.append(v)
        return antwoord_op(v)

    brp = Brp(BrpToegang(fake.ADRES, fake.SLEUTEL, oin="00000001234567890000"), zender=zender)

    rij = brp.raadpleeg(KIND, ["gezag"], JEUGD)

    assert rij is not None
    assert lees_persoon(rij).voornamen == "Daan"
    assert gezien[0].adres == "proef://brp/haalcentraal/api/brp/personen"
    assert KIND not in gezien[0].adres
    assert {k: gezien[0].kop(k) for k in ("X-API-KEY", "X-DOELBINDING", "X-VERWERKING", "X-GEBRUIKER", "X-ORIGIN-OIN")} == {
        "X-API-KEY": fake.SLEUTEL, "X-DOELBINDING": "BRP-Jeugdwet", "X-VERWERKING": "Sociaal domein@Keukentafel",
        "X-GEBRUIKER": "samira", "X-ORIGIN-OIN": "00000001234567890000",
    }  # fmt: skip
    assert fake.SLEUTEL not in repr(brp.toegang)


@pytest.mark.parametrize(
    ("antwoord", "soort"),
    [
        (Antwoord(401), Afgewezen), (Antwoord(403), Afgewezen), (Antwoord(400), Afgewezen), (Antwoord(429), Onbereikbaar),
        (Antwoord(500), Onbereikbaar), (Antwoord(503), Onbereikbaar), (Antwoord(302), Onbereikbaar),
        (Antwoord(200, {}, b"<html>"), Onbereikbaar), (Antwoord(200, {}, b"[]"), Onbereikbaar),
        (Antwoord(200, {}, b'{"type": "anders"}'), Onbereikbaar),
    ],
)  # fmt: skip
def test_the_client_tells_a_no_from_being_away(antwoord: Antwoord, soort: type[Exception]):
    with pytest.raises(soort):
        Brp(BrpToegang("https://brp.example"), zender=lambda _: antwoord).raadpleeg(MOEDER, [], WMO)


def test_nobody_answers_at_a_practice_address_in_production(settings: Any):
    settings.KT_MODUS, settings.IS_DEMO = "productie", False

    with pytest.raises(Onbereikbaar):
        antwoord_op(json_vraag("POST", f"{fake.ADRES}/personen", KOPPEN, maak_vraag(MOEDER, [])))


def test_a_person_is_read_whole_and_what_is_left_out_stays_empty():
    rij = persoon(
        MOEDER, "Marieke", "Kuiper",
        geheimhoudingPersoonsgegevens=True,
        indicatieCurateleRegister=True,
        overlijden={"datum": datum("2026-01-02", "2 januari 2026"), "inOnderzoek": {"datum": True}},
        opschortingBijhouding={"reden": {"code": "O", "omschrijving": "overlijden"}},
        verblijfplaats=adres("Beukenweg", 3, huisletter="A", huisnummertoevoeging="2"),
        inOnderzoek={"geslacht": True},
    )  # fmt: skip

    mens = lees_persoon(rij)

    assert (mens.adres.tekst, mens.adres.toevoeging) == ("Beukenweg 3A-2, 9876 AB Lindewaard", "A-2")
    assert (mens.is_geheim, mens.onder_curatele, mens.is_overleden) == (True, True, True)
    assert mens.overleden.dag == date(2026, 1, 2)
    assert mens.in_onderzoek == {"geslacht", "overleden_op"}
    assert lees_persoon({"burgerservicenummer": MOEDER}).geboren is None


@pytest.mark.parametrize(
    ("verblijfplaats", "tekst"),
    [
        ({"type": "VerblijfplaatsOnbekend"}, "Verblijfplaats onbekend"),
        (
            {
                "type": "VerblijfplaatsBuitenland",
                "verblijfadres": {"regel1": "1 Main Street", "land": {"omschrijving": "Ierland"}},
            },
            "1 Main Street, Ierland",
        ),
        (
            {
                "type": "Locatie",
                "verblijfadres": {"locatiebeschrijving": "Woonboot bij de brug", "woonplaats": "Rietdam"},
            },
            "Woonboot bij de brug, Rietdam",
        ),
        (
            {
                "type": "Adres",
                "verblijfadres": {"korteStraatnaam": "Dam", "huisnummer": 1, "huisnummertoevoeging": "bis"},
            },
            "Dam 1-bis",
        ),
    ],
)
def test_every_kind_of_address_is_read(verblijfplaats: Any, tekst: str):
    assert (
        lees_persoon({"burgerservicenummer": MOEDER, "verblijfplaats": verblijfplaats}).adres.tekst == tekst
    )


@pytest.mark.parametrize(
    ("geboorte", "tekst", "jaar"),
    [
        ({"type": "JaarDatum", "jaar": 1984, "langFormaat": "1984"}, "1984", 1984),
        ({"type": "JaarMaandDatum", "jaar": 1984, "maand": 5, "langFormaat": "mei 1984"}, "mei 1984", 1984),
        ({"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}, "onbekend", None),
    ],
)
def test_a_date_that_is_known_in_part_is_no_day(geboorte: Any, tekst: str, jaar: int | None):
    geboren = lees_persoon({"burgerservicenummer": MOEDER, "geboorte": {"datum": geboorte}}).geboren

    assert (geboren.tekst, geboren.dag, geboren.jaar) == (tekst, None, jaar)


def test_every_kind_of_gezag_is_read_and_only_that_over_this_child():
    kind = {"burgerservicenummer": KIND}
    wie = {"burgerservicenummer": MOEDER, "naam": {"volledigeNaam": "Marieke Kuiper"}}
    soorten = [
        samen(KIND, (MOEDER, "Marieke Kuiper"), (VADER, "Jan Vos")),
        {"type": "EenhoofdigOuderlijkGezag", "minderjarige": kind, "ouder": wie},
        {"type": "GezamenlijkGezag", "minderjarige": kind, "ouder": wie, "derde": {"type": "OnbekendeDerde"}},
        {"type": "Voogdij", "minderjarige": kind, "derden": [{"type": "BekendeDerde", **wie}]},
        {"type": "Voogdij", "minderjarige": kind, "derden": []},
        {"type": "TijdelijkGeenGezag", "minderjarige": kind, "toelichting": "Ouder is minderjarig."},
        {"type": "GezagNietTeBepalen", "minderjarige": kind, "toelichting": "Geboren in het buitenland."},
    ]
    assert document().toets(soorten, {"$ref": "#/components/schemas/Gezag"}) == []

    gelezen = lees_persoon(
        {"burgerservicenummer": KIND, "gezag": [*soorten, samen("999990044", (MOEDER, "M"), (VADER, "V"))]}
    ).gezag

    assert [[(h.soort, h.naam) for h in g.houders] for g in gelezen] == [
        [("ouder", "Marieke Kuiper"), ("ouder", "Jan Vos")],
        [("ouder", "Marieke Kuiper")],
        [("ouder", "Marieke Kuiper"), ("voogd", "")],
        [("voogd", "Marieke Kuiper")],
        [("voogd", "")],
        [],
        [],
    ]
    assert gelezen[5].toelichting == "Ouder is minderjarig."


def test_an_answer_to_something_else_is_no_answer():
    with pytest.raises(ValueError, match="geen antwoord"):
        lees_personen({"type": "ZoekMetPostcodeEnHuisnummer", "personen": []})
    assert lees_personen({"type": "RaadpleegMetBurgerservicenummer"}) == []
