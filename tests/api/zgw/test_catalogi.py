"""Catalogi API 1.3.1: types, their versions and relations. Rules ztc-001 to ztc-016."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from tests.api.zgw.toneel import Programma, maak_programma

pytestmark = pytest.mark.django_db
ZTC = "/catalogi/api/v1"
PROCES = "https://selectielijst.openzaak.nl/api/v1/procestypen/{}"
RESULTAAT = "https://selectielijst.openzaak.nl/api/v1/resultaten/{}"
TOEGEKEND = "https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/fb65d251-1518-4185-865f-b8bdcfad07b1"


def pad(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2]


@dataclass
class Toneel:
    """A program and a catalogus, with what is made most."""

    programma: Programma
    catalogus: str

    def zaaktype(self, **anders: Any) -> Any:
        return self.programma.post(f"{ZTC}/zaaktypen", zaaktype_van(self.catalogus, **anders))

    def documenttype(self, omschrijving: str = "Beschikking", **anders: Any) -> Any:
        return self.programma.post(f"{ZTC}/informatieobjecttypen", {
            "catalogus": self.catalogus, "omschrijving": omschrijving, "vertrouwelijkheidaanduiding": "vertrouwelijk",
            "beginGeldigheid": "2026-01-01", "informatieobjectcategorie": "besluiten", **anders,
        })  # fmt: skip

    def besluittype(self, omschrijving: str = "Wmo-besluit", **anders: Any) -> Any:
        return self.programma.post(f"{ZTC}/besluittypen", {
            "catalogus": self.catalogus, "omschrijving": omschrijving, "publicatieIndicatie": False,
            "informatieobjecttypen": [], "beginGeldigheid": "2026-01-01", "reactietermijn": "P6W", **anders,
        })  # fmt: skip

    def statustype(self, zaaktype: str, volgnummer: int = 1, **anders: Any) -> Any:
        return self.programma.post(
            f"{ZTC}/statustypen",
            {"zaaktype": zaaktype, "volgnummer": volgnummer, "omschrijving": f"Stap {volgnummer}", **anders},
        )

    def publiceer(self, url: str) -> Any:
        return self.programma.post(f"{pad(url)}/publish")


def zaaktype_van(catalogus: str, **anders: Any) -> dict[str, Any]:
    return {
        "catalogus": catalogus, "identificatie": "WMO-MELDING", "omschrijving": "Melding Wmo",
        "vertrouwelijkheidaanduiding": "vertrouwelijk", "doel": "Uitzoeken wat iemand nodig heeft",
        "aanleiding": "Iemand vraagt om hulp", "indicatieInternOfExtern": "extern",
        "handelingInitiator": "melden", "onderwerp": "Hulp thuis", "handelingBehandelaar": "onderzoeken",
        "doorlooptijd": "P6W", "opschortingEnAanhoudingMogelijk": False, "verlengingMogelijk": False,
        "publicatieIndicatie": False, "productenOfDiensten": [], "referentieproces": {"naam": "Wmo"},
        "verantwoordelijke": "Wijkteam", "besluittypen": [], "gerelateerdeZaaktypen": [],
        "beginGeldigheid": "2026-01-01", "versiedatum": "2026-01-01", **anders,
    }  # fmt: skip


@pytest.fixture
def toneel(klant: Client, in_lindewaard: GemeenteRef) -> Toneel:
    programma = maak_programma(klant, rechten=[Gevraagd("ztc", ("catalogi.lezen", "catalogi.schrijven"))])
    catalogus = programma.post(
        f"{ZTC}/catalogussen",
        {"domein": "WIJKT", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer"},
    ).json()["url"]
    return Toneel(programma, catalogus)


def fouten(antwoord: Any) -> list[tuple[str, str]]:
    assert antwoord.status_code == 400, antwoord.content
    return [(regel["name"], regel["code"]) for regel in antwoord.json()["invalidParams"]]


def test_a_zaaktype_begins_as_a_concept_and_is_listed_when_it_is_published(toneel: Toneel) -> None:
    gemaakt = toneel.zaaktype()
    url = gemaakt.json()["url"]
    vooraf = toneel.programma.get(f"{ZTC}/zaaktypen?catalogus={toneel.catalogus}").json()["count"]
    concepten = toneel.programma.get(f"{ZTC}/zaaktypen?status=concept").json()["count"]

    gepubliceerd = toneel.publiceer(url)
    lijst = toneel.programma.get(
        f"{ZTC}/zaaktypen?identificatie=WMO-MELDING&datumGeldigheid=2026-06-01"
    ).json()

    assert (gemaakt.status_code, gemaakt.json()["concept"], vooraf, concepten) == (201, True, 0, 1)
    assert (gepubliceerd.status_code, gepubliceerd.json()["concept"], lijst["count"]) == (200, False, 1)
    assert lijst["results"][0] == toneel.programma.get(pad(url)).json()


def test_relations_may_be_sent_by_name_or_by_address_and_are_answered_by_address(toneel: Toneel) -> None:
    besluit = toneel.besluittype().json()["url"]

    op_naam = toneel.zaaktype(besluittypen=["Wmo-besluit"]).json()
    op_adres = toneel.zaaktype(identificatie="JW", besluittypen=[besluit]).json()
    andersom = toneel.programma.get(pad(besluit)).json()

    assert op_naam["besluittypen"] == op_adres["besluittypen"] == [besluit]
    assert sorted(andersom["zaaktypen"]) == sorted([op_naam["url"], op_adres["url"]])


@pytest.mark.parametrize(
    ("verwijzing", "code"),
    [("Bestaat niet", "no_match"), ("https://elders.example/besluittypen/1", "bad-url")],
)
def test_a_relation_that_is_not_there_is_refused_at_its_place(
    toneel: Toneel, verwijzing: str, code: str
) -> None:
    assert fouten(toneel.zaaktype(besluittypen=[verwijzing])) == [("besluittypen.0", code)]


def test_a_published_type_stays_as_it_is_but_may_end_ztc_009(toneel: Toneel) -> None:
    url = toneel.zaaktype().json()["url"]
    toneel.publiceer(url)

    anders = toneel.programma.patch(pad(url), {"omschrijving": "Iets anders"})
    einde = toneel.programma.patch(pad(url), {"eindeGeldigheid": "2026-12-31"})
    weg = toneel.programma.delete(pad(url))

    assert fouten(anders) == fouten(weg) == [("nonFieldErrors", "non-concept-object")]
    assert (einde.status_code, einde.json()["eindeGeldigheid"]) == (200, "2026-12-31")


def test_who_may_force_changes_a_published_type(toneel: Toneel, klant: Client) -> None:
    url = toneel.zaaktype().json()["url"]
    toneel.publiceer(url)
    sterk = maak_programma(
        klant, "sterk", rechten=[Gevraagd("ztc", ("catalogi.lezen", "catalogi.geforceerd-schrijven"))]
    )

    assert sterk.patch(pad(url), {"omschrijving": "Iets anders"}).json()["omschrijving"] == "Iets anders"


def test_the_parts_of_a_published_type_stay_as_they_are_ztc_010(toneel: Toneel) -> None:
    url = toneel.zaaktype().json()["url"]
    stap = toneel.statustype(url).json()["url"]
    toneel.publiceer(url)

    nieuw, weg = toneel.statustype(url, 2), toneel.programma.delete(pad(stap))

    assert fouten(nieuw) == fouten(weg) == [("nonFieldErrors", "non-concept-zaaktype")]


def test_a_relation_between_published_types_stays_as_it_is_ztc_011(toneel: Toneel) -> None:
    zaaktype, document = toneel.zaaktype().json()["url"], toneel.documenttype().json()["url"]
    relatie = {
        "zaaktype": zaaktype,
        "informatieobjecttype": "Beschikking",
        "volgnummer": 1,
        "richting": "uitgaand",
    }
    gemaakt = toneel.programma.post(f"{ZTC}/zaaktype-informatieobjecttypen", relatie)
    toneel.publiceer(document)
    toneel.publiceer(zaaktype)

    nog_een = toneel.programma.post(f"{ZTC}/zaaktype-informatieobjecttypen", relatie | {"volgnummer": 2})

    assert (gemaakt.status_code, gemaakt.json()["informatieobjecttype"]) == (201, document)
    assert fouten(nog_een) == [("nonFieldErrors", "non-concept-relation")]


def test_a_type_with_concepts_around_it_is_not_published_ztc_012(toneel: Toneel) -> None:
    besluit = toneel.besluittype().json()["url"]
    zaaktype = toneel.zaaktype(besluittypen=[besluit]).json()["url"]

    te_vroeg = toneel.publiceer(zaaktype)
    toneel.publiceer(besluit)

    assert fouten(te_vroeg) == [("besluittypen", "concept-relation")]
    assert toneel.publiceer(zaaktype).status_code == 200


def test_what_hangs_together_stands_in_one_catalogus_ztc_013(toneel: Toneel) -> None:
    elders = toneel.programma.post(
        f"{ZTC}/catalogussen", {"domein": "ELDER", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer"}
    ).json()["url"]
    besluit = toneel.besluittype(catalogus=elders).json()["url"]

    assert fouten(toneel.zaaktype(besluittypen=[besluit])) == [
        ("besluittypen", "relations-incorrect-catalogus")
    ]


def test_two_published_versions_never_hold_on_one_day_ztc_016(toneel: Toneel) -> None:
    eerste = toneel.zaaktype(eindeGeldigheid="2026-07-01").json()["url"]
    toneel.publiceer(eerste)

    overlapt = toneel.zaaktype(beginGeldigheid="2026-06-30")
    sluit_aan = toneel.zaaktype(beginGeldigheid="2026-07-01", versiedatum="2026-07-01")

    assert fouten(overlapt) == [("beginGeldigheid", "overlap")]
    assert sluit_aan.status_code == 201


def test_the_selectielijst_is_known_without_a_network_ztc_001(toneel: Toneel) -> None:
    goed = toneel.zaaktype(selectielijstProcestype=PROCES.format("e1b73b12-b2f6-4c4e-8929-94f84dd2a57d"))
    fout = toneel.zaaktype(
        identificatie="B", selectielijstProcestype=PROCES.format("00000000-0000-4000-8000-000000000000")
    )
    elders = toneel.zaaktype(
        identificatie="C", selectielijstProcestype="https://elders.example/procestypen/1"
    )

    assert goed.status_code == 201
    assert fouten(fout) == fouten(elders) == [("selectielijstProcestype", "invalid-resource")]


def resultaattype(zaaktype: str, **anders: Any) -> dict[str, Any]:
    return {
        "zaaktype": zaaktype, "omschrijving": "Ingericht", "resultaattypeomschrijving": TOEGEKEND,
        "selectielijstklasse": RESULTAAT.format("6711baff-798b-4c7f-9133-8ad02c8b7c6f"),
        "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld"}, **anders,
    }  # fmt: skip


def test_how_long_something_is_kept_comes_from_the_selectielijst(toneel: Toneel) -> None:
    zaaktype = toneel.zaaktype().json()["url"]

    klaar = toneel.programma.post(f"{ZTC}/resultaattypen", resultaattype(zaaktype)).json()

    assert (klaar["archiefnominatie"], klaar["archiefactietermijn"]) == ("vernietigen", "P10Y")
    assert klaar["omschrijvingGeneriek"] == "Toegekend"


def test_a_result_of_another_process_is_refused_ztc_002(toneel: Toneel) -> None:
    zaaktype = toneel.zaaktype(
        selectielijstProcestype=PROCES.format("96eae691-077f-4fd6-ad66-950b9b714880")
    ).json()["url"]

    antwoord = toneel.programma.post(f"{ZTC}/resultaattypen", resultaattype(zaaktype))

    assert fouten(antwoord) == [("selectielijstklasse", "procestype-mismatch")]


@pytest.mark.parametrize(
    ("brondatum", "verwacht"),
    [
        ({"afleidingswijze": "termijn", "procestermijn": "P5Y"},
         [("afleidingswijze", "invalid-afleidingswijze-for-procestermijn")]),  # ztc-003
        ({"afleidingswijze": "afgehandeld", "datumkenmerk": "x"}, [("datumkenmerk", "must-be-empty")]),  # ztc-006
        ({"afleidingswijze": "afgehandeld", "procestermijn": "P5Y"}, [("procestermijn", "must-be-empty")]),  # ztc-008
        ({"afleidingswijze": "afgehandeld", "einddatumBekend": True}, [("einddatumBekend", "must-be-empty")]),
        ({"afleidingswijze": "afgehandeld", "objecttype": "adres"}, [("objecttype", "must-be-empty")]),
        ({"afleidingswijze": "afgehandeld", "registratie": "x"}, [("registratie", "must-be-empty")]),
    ],
)  # fmt: skip
def test_the_day_to_count_from_asks_for_its_own_fields(
    toneel: Toneel, brondatum: dict[str, Any], verwacht: list[tuple[str, str]]
) -> None:
    zaaktype = toneel.zaaktype().json()["url"]

    antwoord = toneel.programma.post(
        f"{ZTC}/resultaattypen", resultaattype(zaaktype, brondatumArchiefprocedure=brondatum)
    )

    assert fouten(antwoord) == [(f"brondatumArchiefprocedure.{veld}", code) for veld, code in verwacht]


def test_the_last_phase_is_the_one_with_the_highest_number(toneel: Toneel) -> None:
    zaaktype = toneel.zaaktype().json()["url"]
    toneel.statustype(zaaktype, 1)
    toneel.statustype(zaaktype, 2)

    rijen = toneel.programma.get(f"{ZTC}/statustypen?status=alles&zaaktype={zaaktype}").json()["results"]

    assert [(rij["volgnummer"], rij["isEindstatus"]) for rij in rijen] == [(1, False), (2, True)]
    assert fouten(toneel.statustype(zaaktype, 2)) == [("volgnummer", "unique")]


@pytest.mark.parametrize(("formaat", "lengte", "goed"), [
    ("datum", "8", True), ("datum", "10", False), ("datum_tijd", "14", True), ("tekst", "255", True),
    ("getal", "4,2", True), ("getal", "veel", False),
])  # fmt: skip
def test_a_property_is_as_long_as_its_form_ztc_015(
    toneel: Toneel, formaat: str, lengte: str, goed: bool
) -> None:
    zaaktype = toneel.zaaktype().json()["url"]

    antwoord = toneel.programma.post(f"{ZTC}/eigenschappen", {
        "zaaktype": zaaktype, "naam": "begindatum", "definitie": "Vanaf wanneer",
        "specificatie": {"formaat": formaat, "lengte": lengte, "kardinaliteit": "1"},
    })  # fmt: skip

    assert antwoord.status_code == (201 if goed else 400)


@pytest.mark.parametrize(
    "bron",
    ["zaaktypen", "besluittypen", "informatieobjecttypen", "statustypen", "roltypen", "eigenschappen", "resultaattypen",
     "zaakobjecttypen", "zaaktype-informatieobjecttypen"],
)  # fmt: skip
def test_every_kind_is_made_read_replaced_and_removed(toneel: Toneel, bron: str) -> None:
    zaaktype = toneel.zaaktype().json()["url"]
    toneel.documenttype("Verslag")
    nieuw: dict[str, dict[str, Any]] = {
        "zaaktypen": zaaktype_van(toneel.catalogus, identificatie="NIEUW", trefwoorden=["wmo"]),
        "besluittypen": {"catalogus": toneel.catalogus, "omschrijving": "Besluit", "publicatieIndicatie": False,
                         "informatieobjecttypen": ["Verslag"], "beginGeldigheid": "2026-01-01"},
        "informatieobjecttypen": {"catalogus": toneel.catalogus, "omschrijving": "Brief", "beginGeldigheid": "2026-01-01",
                                  "vertrouwelijkheidaanduiding": "vertrouwelijk", "informatieobjectcategorie": "post"},
        "statustypen": {"zaaktype": zaaktype, "volgnummer": 1, "omschrijving": "Ontvangen",
                        "checklistitemStatustype": [{"itemnaam": "bsn", "vraagstelling": "Klopt het?"}]},
        "roltypen": {"zaaktype": zaaktype, "omschrijving": "Melder", "omschrijvingGeneriek": "initiator"},
        "eigenschappen": {"zaaktype": zaaktype, "naam": "soort", "definitie": "Welke hulp",
                          "specificatie": {"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"}},
        "resultaattypen": resultaattype(zaaktype),
        "zaakobjecttypen": {"zaaktype": zaaktype, "anderObjecttype": False, "objecttype": "https://objecten.example/adres",
                            "relatieOmschrijving": "Woont op", "beginGeldigheid": "2026-01-01"},
        "zaaktype-informatieobjecttypen": {"zaaktype": zaaktype, "informatieobjecttype": "Verslag", "volgnummer": 7,
                                           "richting": "intern"},
    }  # fmt: skip

    gemaakt = toneel.programma.post(f"{ZTC}/{bron}", nieuw[bron])
    adres = pad(gemaakt.json()["url"])
    gelezen = toneel.programma.get(adres)
    vervangen = toneel.programma.put(adres, nieuw[bron])
    leeg = toneel.programma.patch(adres, {})
    kop = toneel.programma.head(adres)
    weg = toneel.programma.delete(adres)

    assert gemaakt.status_code == 201, gemaakt.content
    assert gelezen.json() == vervangen.json() == leeg.json() == gemaakt.json()
    assert (kop.status_code, kop["ETag"]) == (200, gelezen["ETag"])
    assert (weg.status_code, toneel.programma.get(adres).status_code) == (204, 404)
