"""Zaken API 1.5.1, what is asked for more seldom: search by place, pages of a search, objects, roles that set."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from api.zgw.kern import bladen
from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.catalogus.objecttypen import OBJECTTYPEN
from modules.zgw.zaken.models import Zaak
from tests.api.zgw.test_catalogi import RESULTAAT, resultaattype
from tests.api.zgw.test_zaken import BSN, ZRC, Zaakwereld, fouten, pad
from tests.api.zgw.toneel import maak_programma

pytestmark = pytest.mark.django_db
ZTC = "/catalogi/api/v1"
ZONDER_PROCESTERMIJN = "6d37598e-30f0-4aef-930d-3e1690725d95"
ADRES = {
    "identificatie": "0599200000000001", "wplWoonplaatsNaam": "Lindewaard", "gorOpenbareRuimteNaam": "Kade", "huisnummer": 3,
}  # fmt: skip
GEBOUW = {"identificatie": "0599010000000001"}
WOZ = {"wozObjectNummer": "059900000001"}
KADASTER = {"kadastraleIdentificatie": "1", "kadastraleAanduiding": "LDW00A0001"}
DING = {"identificatie": "1", "naam": "Ding"}
OBJECTEN: dict[str, dict[str, Any]] = {
    "adres": ADRES,
    "buurt": {"buurtCode": "01", "buurtNaam": "Oost", "gemGemeenteCode": "9001", "wykWijkCode": "02"},
    "gemeente": {"gemeenteNaam": "Lindewaard", "gemeenteCode": "9001"},
    "gemeentelijke_openbare_ruimte": {"identificatie": "1", "openbareRuimteNaam": "Kade"},
    "huishouden": {"nummer": "1", "isGehuisvestIn": GEBOUW},
    "inrichtingselement": {**DING, "type": "bak"},
    "kadastrale_onroerende_zaak": KADASTER,
    "kunstwerkdeel": {**DING, "type": "stuw"},
    "maatschappelijke_activiteit": {"kvkNummer": "12345678", "handelsnaam": "Bakker"},
    "medewerker": {"identificatie": "12"},
    "natuurlijk_persoon": {"inpBsn": BSN},
    "niet_natuurlijk_persoon": {"innNnpId": "517439943", "innRechtsvorm": "stichting"},
    "openbare_ruimte": {"identificatie": "1", "wplWoonplaatsNaam": "Lindewaard", "gorOpenbareRuimteNaam": "Kade"},
    "organisatorische_eenheid": {"identificatie": "wijk-oost"},
    "pand": {"identificatie": "0599100000000001"},
    "spoorbaandeel": {**DING, "type": "smalspoor"},
    "terreindeel": {**DING, "type": "gras"},
    "terrein_gebouwd_object": GEBOUW,
    "vestiging": {"vestigingsNummer": "000012345678"},
    "waterdeel": {**DING, "typeWaterdeel": "zee"},
    "wegdeel": {**DING, "type": "rijbaan"},
    "wijk": {"wijkCode": "02", "wijkNaam": "Oost", "gemGemeenteCode": "9001"},
    "woonplaats": {"identificatie": "1001", "woonplaatsNaam": "Lindewaard"},
    "woz_deelobject": {"nummerWozDeelObject": "1", "isOnderdeelVan": WOZ},
    "woz_object": WOZ,
    "woz_waarde": {"waardepeildatum": "20260101", "isVoor": WOZ},
    "zakelijk_recht": {"identificatie": "1", "avgAard": "Eigendom", "heeftBetrekkingOp": KADASTER},
    "overige": {"overigeData": {"iets": [1, "twee"]}},
}  # fmt: skip


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Zaakwereld:
    return Zaakwereld(klant)


def vierkant(west: float, zuid: float, maat: float) -> dict[str, Any]:
    oost, noord = west + maat, zuid + maat
    return {
        "type": "Polygon",
        "coordinates": [[[west, zuid], [oost, zuid], [oost, noord], [west, noord], [west, zuid]]],
    }


def test_a_search_by_place_finds_what_lies_within_and_no_more(wereld: Zaakwereld) -> None:
    def binnen(gebied: Any, **anders: Any) -> list[str]:
        antwoord = wereld.p.post(f"{ZRC}/zaken/_zoek", {"zaakgeometrie": {"within": gebied}, **anders})
        return [rij["url"] for rij in antwoord.json()["results"]]

    punt = wereld.zaak(zaakgeometrie={"type": "Point", "coordinates": [5.12, 52.09]}).json()["url"]
    vlak = wereld.zaak(zaakgeometrie=vierkant(5.11, 52.08, 0.01)).json()["url"]
    wereld.zaak()
    driehoek = {
        "type": "Polygon",
        "coordinates": [[[5.11, 52.08], [5.13, 52.08], [5.12, 52.10], [5.11, 52.08]]],
    }

    assert binnen(vierkant(5, 52, 0.3)) == [vlak, punt]
    assert binnen(vierkant(5.11, 52.08, 0.01)) == [vlak]
    assert binnen(driehoek) == [punt]
    assert binnen(vierkant(6, 52, 0.3)) == []
    assert binnen(vierkant(5, 52, 0.3), startdatum__gt=localdate().isoformat()) == []
    wereld.p.patch(pad(punt), {"zaakgeometrie": None})
    assert binnen(driehoek) == []
    assert fouten(
        wereld.p.post(f"{ZRC}/zaken/_zoek", {"zaakgeometrie": {"within": {"type": "Polygon"}}})
    ) == [("zaakgeometrie.within", "invalid-geojson")]


def test_a_search_has_pages_that_the_same_body_leads_through(
    wereld: Zaakwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bladen, "PER_BLAD", 2)
    zaken = [wereld.zaak().json()["url"] for _ in range(3)]
    vraag = {"zaaktype__in": [wereld.zaaktype]}

    eerste = wereld.p.post(f"{ZRC}/zaken/_zoek", vraag).json()
    tweede = wereld.p.post(pad(eerste["next"]), vraag).json()

    assert [rij["url"] for rij in eerste["results"] + tweede["results"]] == zaken[::-1]
    assert (eerste["count"], tweede["next"], tweede["previous"] is None) == (3, None, False)
    assert wereld.p.post(f"{ZRC}/zaken/_zoek?page=2", vraag).json() == tweede
    assert fouten(wereld.p.post(f"{ZRC}/zaken/_zoek?zaaktype=x", vraag)) == [
        ("nonFieldErrors", "unknown-parameters")
    ]
    assert fouten(wereld.p.post(f"{ZRC}/zaken/_zoek", {})) == [("nonFieldErrors", "empty_search_body")]


def test_filters_hold_and_refuse_a_word_that_is_none(wereld: Zaakwereld) -> None:
    gewoon = wereld.zaak(archiefnominatie="vernietigen", identificatie="A-1").json()["url"]
    wereld.zaak(vertrouwelijkheidaanduiding="geheim", identificatie="B-1", startdatum="2026-01-01")

    def vind(vraag: str) -> list[str]:
        return [rij["identificatie"] for rij in wereld.p.get(f"{ZRC}/zaken?{vraag}").json()["results"]]

    for vraag, verwacht in {
        "identificatie=A-1": ["A-1"], "bronorganisatie=517439943": ["B-1", "A-1"], "bronorganisatie=111222333": [],
        "bronorganisatie__in=111222333,517439943": ["B-1", "A-1"], "archiefnominatie=vernietigen": ["A-1"],
        "archiefnominatie__in=vernietigen,blijvend_bewaren": ["A-1"], "archiefstatus=nog_te_archiveren": ["B-1", "A-1"],
        "archiefstatus__in=gearchiveerd": [], "archiefactiedatum__isnull=true": ["B-1", "A-1"],
        "startdatum=2026-01-01": ["B-1"], "startdatum__gt=2026-01-01": ["A-1"], "startdatum__lte=2026-01-01": ["B-1"],
        "einddatum__isnull=true": ["B-1", "A-1"], "einddatum__gt=2020-01-01": [],
        "maximaleVertrouwelijkheidaanduiding=vertrouwelijk": ["A-1"], "ordering=-startdatum": ["A-1", "B-1"],
        "ordering=identificatie": ["A-1", "B-1"], f"zaaktype={wereld.zaaktype}": ["B-1", "A-1"], f"zaaktype={gewoon}": [],
    }.items():  # fmt: skip
        assert vind(vraag) == verwacht, vraag
    assert fouten(wereld.p.get(f"{ZRC}/zaken?archiefstatus__in=weg")) == [
        ("archiefstatus__in", "invalid_choice")
    ]
    assert fouten(wereld.p.get(f"{ZRC}/zaken?startdatum=gisteren")) == [("startdatum", "invalid")]
    assert fouten(wereld.p.get(f"{ZRC}/zaken?naam=x")) == [("nonFieldErrors", "unknown-parameters")]


def test_payment_empties_when_there_is_nothing_to_pay_zrc_014(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak(betalingsindicatie="geheel", laatsteBetaaldatum="2026-01-01T12:00:00Z").json()["url"]

    zonder = wereld.p.patch(pad(zaak), {"betalingsindicatie": "nvt"}).json()
    toch = wereld.p.patch(pad(zaak), {"laatsteBetaaldatum": "2026-01-01T12:00:00Z"})

    assert (zonder["betalingsindicatie"], zonder["laatsteBetaaldatum"]) == ("nvt", None)
    assert zonder["betalingsindicatieWeergave"] == "Er is geen sprake van te betalen kosten"
    assert fouten(toch) == [("laatsteBetaaldatum", "betaling-nvt")]


def test_groups_may_be_null_and_a_main_zaak_that_is_none_is_no_match_zrc_012_zrc_013(
    wereld: Zaakwereld,
) -> None:
    leeg = wereld.zaak(verlenging=None, opschorting=None, processobject=None)
    vol = wereld.zaak(
        verlenging={"reden": "Druk", "duur": "P14D"}, opschorting={"indicatie": True, "reden": "Wacht"}
    ).json()

    assert leeg.json()["opschorting"] == {"indicatie": False, "reden": ""}
    assert (vol["verlenging"], vol["opschorting"]) == (
        {"reden": "Druk", "duur": "P14D"}, {"indicatie": True, "reden": "Wacht"},
    )  # fmt: skip
    for naam, adres in (("elders", "https://elders.example/zaken/1"), ("type", wereld.zaaktype)):
        assert fouten(wereld.zaak(hoofdzaak=adres))[0][0] == "hoofdzaak", naam
    assert fouten(wereld.zaak(hoofdzaak="https://elders.example/zaken/1")) == [("hoofdzaak", "no_match")]


def test_every_kind_of_object_is_kept_with_its_own_fields(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    gemaakt = {}
    for soort, wat in OBJECTEN.items():
        antwoord = wereld.p.post(f"{ZRC}/zaakobjecten", {
            "zaak": zaak, "objectType": soort, "objectIdentificatie": wat,
            **({"objectTypeOverige": "iets"} if soort == "overige" else {}),
        })  # fmt: skip
        assert antwoord.status_code == 201, (soort, antwoord.content)
        gemaakt[soort] = antwoord.json()["objectIdentificatie"]

    def weigert(**lijf: Any) -> list[tuple[str, str]]:
        return fouten(wereld.p.post(f"{ZRC}/zaakobjecten", {"zaak": zaak, **lijf}))

    zonder_eigen = {"besluit", "enkelvoudig_document", "status"}
    assert set(OBJECTEN) | zonder_eigen == set(OBJECTTYPEN)
    assert all(gemaakt[soort].items() >= wat.items() for soort, wat in OBJECTEN.items() if not any(
        isinstance(deel, dict) for deel in wat.values()
    ))  # fmt: skip
    assert weigert(objectType="adres", objectIdentificatie={"huisnummer": -1})[0] == (
        "objectIdentificatie.identificatie",
        "required",
    )
    assert weigert(objectType="pand") == [("nonFieldErrors", "invalid-zaakobject")]
    assert weigert(objectType="besluit", objectIdentificatie={"x": 1}) == [
        ("nonFieldErrors", "invalid-zaakobject")
    ]
    assert weigert(objectType="overige", object="https://elders.example/1") == [
        ("objectTypeOverige", "missing-object-type-overige")
    ]
    assert weigert(objectType="pand", object="https://elders.example/1", objectTypeOverige="x") == [
        ("objectTypeOverige", "invalid-object-type-overige-usage")
    ]
    op_soort = wereld.p.get(f"{ZRC}/zaakobjecten?zaak={zaak}&objectType=pand").json()
    assert [rij["objectIdentificatie"] for rij in op_soort["results"]] == [
        {"identificatie": "0599100000000001"}
    ]


def test_a_role_knows_the_statussen_it_set_and_is_replaced_as_a_whole(wereld: Zaakwereld) -> None:
    zaak, ander = wereld.zaak().json()["url"], wereld.zaak().json()["url"]
    rol, vreemd = wereld.rol(zaak, wereld.melder).json(), wereld.rol(ander, wereld.melder).json()
    lijf = {"zaak": zaak, "statustype": wereld.eerste, "datumStatusGezet": "2026-01-01T10:00:00Z"}
    geweigerd = wereld.p.post(f"{ZRC}/statussen", {**lijf, "gezetdoor": vreemd["url"]})
    status = wereld.p.post(f"{ZRC}/statussen", {**lijf, "gezetdoor": rol["url"]}).json()
    uitgeklapt = wereld.p.get(f"{pad(zaak)}?expand=status.gezetdoor,rollen.statussen").json()["_expand"]
    bij_adres = wereld.p.post(f"{ZRC}/rollen", {
        "zaak": zaak, "betrokkeneType": "organisatorische_eenheid", "roltype": wereld.belang, "roltoelichting": "",
        "betrokkene": "https://elders.example/team/1",
    }).json()  # fmt: skip
    wereld.p.keurt = False  # the document has no PUT of a role; GZAC replaces one
    nieuw = {naam: rol[naam] for naam in ("zaak", "betrokkeneType", "roltype", "betrokkeneIdentificatie")}
    vervangen = wereld.p.put(pad(rol["url"]), {**nieuw, "roltoelichting": "Anders"})

    assert fouten(geweigerd) == [("gezetdoor", "zaak-mismatch")]
    assert status["gezetdoor"] == rol["url"]
    assert uitgeklapt["status"]["_expand"]["gezetdoor"]["url"] == rol["url"]
    assert uitgeklapt["rollen"][0]["_expand"]["statussen"][0]["url"] == status["url"]
    assert wereld.p.get(pad(rol["url"])).json()["statussen"] == [status["url"]]
    assert bij_adres["betrokkene"] == "https://elders.example/team/1"
    assert (vervangen.status_code, vervangen.json()["roltoelichting"]) == (200, "Anders")
    assert wereld.p.patch(pad(rol["url"]), {"roltoelichting": "x"}).status_code == 405


def test_a_decision_tells_until_when_its_zaak_is_kept_zrc_021_zrc_026(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    from tests.api.zgw.test_besluiten import Besluitwereld

    class Wereld(Besluitwereld):
        def voor_publicatie(self) -> None:
            super().voor_publicatie()
            self.op_besluit = self.p.post(f"{ZTC}/resultaattypen", {
                **resultaattype(self.zaaktype), "omschrijving": "Op besluit", "archiefactietermijn": "P10Y",
                "archiefnominatie": "vernietigen", "selectielijstklasse": RESULTAAT.format(ZONDER_PROCESTERMIJN),
                "brondatumArchiefprocedure": {"afleidingswijze": "vervaldatum_besluit"},
            })  # fmt: skip

    wereld = Wereld(klant)
    assert wereld.op_besluit.status_code == 201, wereld.op_besluit.content
    zaak = wereld.zaak().json()["url"]
    for dag in ("2027-05-01", "2028-06-01"):
        wereld.besluit(zaak=zaak, vervaldatum=dag, vervalreden="tijdelijk")
    wereld.p.post(f"{ZRC}/resultaten", {"zaak": zaak, "resultaattype": wereld.op_besluit.json()["url"]})
    wereld.status(zaak, wereld.einde)

    dicht = wereld.p.get(pad(zaak)).json()
    assert (dicht["startdatumBewaartermijn"], dicht["archiefactiedatum"]) == ("2028-06-01", "2038-06-01")


def test_a_zaak_is_closed_in_one_call_or_not_at_all(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()
    adres = f"{ZRC}/zaak_afsluiten/{zaak['uuid']}"
    wereld.p.keurt = False  # above the standard
    resultaat = {"resultaattype": wereld.toegekend, "toelichting": "Klaar"}
    lijf = {"zaak": {"toelichting": "Afgerond"}, "resultaat": resultaat}

    te_vroeg = wereld.p.post(adres, {**lijf, "status": status_van(wereld.eerste)})
    daarna = wereld.p.get(pad(zaak["url"])).json()
    dicht = wereld.p.post(adres, {**lijf, "status": status_van(wereld.einde)})
    spoor = wereld.p.get(f"{pad(zaak['url'])}/audittrail").json()

    assert fouten(wereld.p.post(adres, {"zaken": {}, "status": []})) == [
        ("resultaat", "required"), ("zaken", "unknown"), ("status", "invalid"),
    ]  # fmt: skip
    assert fouten(wereld.p.post(adres, {"resultaat": {}, "status": status_van(wereld.einde)})) == [
        ("resultaat.resultaattype", "required")
    ]
    assert fouten(te_vroeg) == [("status.nonFieldErrors", "eindstatus-required")]
    assert daarna == zaak
    assert (dicht.status_code, dicht.json()["zaak"]["einddatum"]) == (200, localdate().isoformat())
    assert dicht.json()["zaak"]["status"] == dicht.json()["status"]["url"]
    assert dicht.json()["zaak"]["resultaat"] == dicht.json()["resultaat"]["url"]
    assert [(regel["resource"], regel["actie"]) for regel in spoor] == [
        ("zaak", "create"), ("zaak", "partial_update"), ("resultaat", "create"), ("status", "create"),
    ]  # fmt: skip
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    for scopes, verwacht in (
        (("zaken.bijwerken",), 403),
        (("zaken.lezen", "zaken.statussen.toevoegen"), 403),
    ):
        zwak = maak_programma(wereld.klant, scopes[0], rechten=[Gevraagd("zrc", scopes, soort, 8)])
        zwak.keurt = False
        assert zwak.post(adres, {**lijf, "status": status_van(wereld.einde)}).status_code == verwacht


def test_a_zaak_its_status_and_its_roles_change_in_one_call(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()
    wereld.rol(zaak["url"], wereld.melder)
    wereld.p.keurt = False  # above the standard
    adres = f"{ZRC}/zaak_bijwerken/{zaak['uuid']}"
    rol = {
        "betrokkeneType": "medewerker", "roltype": wereld.belang, "roltoelichting": "", "betrokkeneIdentificatie": {"identificatie": "12"},
    }  # fmt: skip

    geweigerd = wereld.p.post(
        adres, {"status": status_van(wereld.eerste), "rollen": [rol, {**rol, "betrokkeneType": "zetel"}]}
    )
    gedaan = wereld.p.post(adres, {"status": status_van(wereld.eerste), "rollen": [rol]}).json()
    zonder = wereld.p.post(adres, {"status": status_van(wereld.eerste, minuten=1)}).json()

    assert fouten(geweigerd) == [("rollen.1.betrokkeneType", "invalid_choice")]
    assert fouten(wereld.p.post(adres, {"status": status_van(wereld.einde)})) == [
        ("status.nonFieldErrors", "eindstatus-not-allowed")
    ]
    assert gedaan["zaak"]["rollen"] == [gedaan["rollen"][0]["url"]] == zonder["zaak"]["rollen"]
    assert gedaan["rollen"][0]["betrokkeneIdentificatie"]["identificatie"] == "12"


def status_van(statustype: str, minuten: int = 5) -> dict[str, str]:
    moment = timezone.now() - timedelta(minutes=minuten)
    return {"statustype": statustype, "datumStatusGezet": moment.isoformat()}


def test_a_part_that_waits_for_its_main_zaak_is_kept_from_then(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    class Wereld(Zaakwereld):
        def voor_publicatie(self) -> None:
            self.met_hoofdzaak = self.p.post(f"{ZTC}/resultaattypen", {
                **resultaattype(self.zaaktype), "omschrijving": "Met hoofdzaak", "archiefactietermijn": "P5Y",
                "archiefnominatie": "vernietigen", "selectielijstklasse": RESULTAAT.format(ZONDER_PROCESTERMIJN),
                "brondatumArchiefprocedure": {"afleidingswijze": "hoofdzaak"},
            }).json()["url"]  # fmt: skip

    wereld = Wereld(klant)
    hoofd = wereld.zaak().json()["url"]
    deel = wereld.zaak(hoofdzaak=hoofd).json()["url"]
    wereld.p.post(f"{ZRC}/resultaten", {"zaak": deel, "resultaattype": wereld.met_hoofdzaak})
    wereld.status(deel, wereld.einde)
    wachtend = wereld.p.get(pad(deel)).json()
    wereld.sluit(hoofd)
    klaar = wereld.p.get(pad(deel)).json()

    assert (wachtend["archiefnominatie"], wachtend["archiefactiedatum"]) == ("vernietigen", None)
    assert klaar["archiefactiedatum"][:4] == str(localdate().year + 5)
    assert klaar["einddatum"] == wachtend["einddatum"]


@pytest.mark.parametrize(("elders", "verwacht"), [(False, 5), (True, None)])
def test_the_end_of_a_zaak_elsewhere_is_not_guessed_zrc_021(
    klant: Client, in_lindewaard: GemeenteRef, elders: bool, verwacht: int | None
) -> None:
    class Wereld(Zaakwereld):
        def voor_publicatie(self) -> None:
            self.met_ander = self.p.post(f"{ZTC}/resultaattypen", {
                **resultaattype(self.zaaktype), "omschrijving": "Met een ander", "archiefactietermijn": "P5Y",
                "archiefnominatie": "vernietigen", "selectielijstklasse": RESULTAAT.format(ZONDER_PROCESTERMIJN),
                "brondatumArchiefprocedure": {"afleidingswijze": "gerelateerde_zaak"},
            }).json()["url"]  # fmt: skip

    wereld = Wereld(klant)
    ander = wereld.zaak().json()["url"]
    wereld.sluit(ander)
    zaak = wereld.zaak(relevanteAndereZaken=[{"url": ander, "aardRelatie": "vervolg"}]).json()["url"]
    if elders:
        rij = Zaak.objects.get(pk=zaak[-36:])
        rij.relevante_zaken.append(
            {"id": "", "url": "https://elders.example/zaken/1", "aardRelatie": "vervolg"}
        )
        rij.save()
    wereld.p.post(f"{ZRC}/resultaten", {"zaak": zaak, "resultaattype": wereld.met_ander})
    wereld.status(zaak, wereld.einde)

    datum = wereld.p.get(pad(zaak)).json()["archiefactiedatum"]
    assert (datum and int(datum[:4])) == (verwacht and localdate().year + verwacht)
