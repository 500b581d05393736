"""Documenten API 1.4.2: documents, versions, locks and content; the rules drc-001 to drc-010."""

from __future__ import annotations

import base64
import os
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from keukentafel import opslag
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.sleutels import opslag_map
from keukentafel.tenancy.zaaifouten import zaai
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Informatieobjecttype
from modules.zgw.documenten import weg
from modules.zgw.documenten.actions.document import maak_document, renew_document
from modules.zgw.documenten.actions.inhoud import Geleend, lees_inhoud
from modules.zgw.documenten.models import OPSLAG, Bestandsdeel, Informatieobject, Inhoud
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from tests.api.zgw.test_catalogi import ZTC, Toneel
from tests.api.zgw.toneel import Programma, maak_programma

pytestmark = pytest.mark.django_db
DRC = "/documenten/api/v1"
EIO = f"{DRC}/enkelvoudiginformatieobjecten"
BRIEF = "Beste mevrouw, u krijgt hulp in de huishouding."
ALLES = (
    "documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.verwijderen",
    "documenten.lock", "audittrails.lezen",
)  # fmt: skip


def pad(url: str) -> str:
    return url if url.startswith("/") else "/" + url.partition("//")[2].partition("/")[2]


def fouten(antwoord: Any) -> list[tuple[str, str]]:
    assert antwoord.status_code == 400, antwoord.content
    return [(regel["name"], regel["code"]) for regel in antwoord.json()["invalidParams"]]


def in_base64(tekst: str) -> str:
    return base64.b64encode(tekst.encode()).decode()


def bytes_van(antwoord: Any) -> bytes:
    assert antwoord.status_code == 200, antwoord.content
    return b"".join(antwoord.streaming_content)


class Documentwereld:
    """A published kind of document, and a program that may do all with documents but force."""

    def __init__(self, klant: Client) -> None:
        self.klant = klant
        self.baas = maak_programma(klant, "baas")
        catalogus = self.baas.post(
            f"{ZTC}/catalogussen",
            {"domein": "WIJKT", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer"},
        ).json()["url"]
        self.ztc = Toneel(self.baas, catalogus)
        self.type = self.ztc.documenttype("Beschikking").json()["url"]
        self.ztc.publiceer(self.type)
        self.soort = Informatieobjecttype.objects.get(pk=self.type.rpartition("/")[2]).soort_id
        self.p = maak_programma(klant, rechten=[Gevraagd("drc", ALLES, self.soort, 8)])

    def lijf(self, **anders: Any) -> dict[str, Any]:
        return {
            "bronorganisatie": "517439943", "creatiedatum": "2026-11-01", "titel": "Brief", "auteur": "Wijkteam",
            "taal": "nld", "informatieobjecttype": self.type, "inhoud": in_base64(BRIEF), **anders,
        }  # fmt: skip

    def maak(self, **anders: Any) -> dict[str, Any]:
        antwoord = self.p.post(EIO, self.lijf(**anders))
        assert antwoord.status_code == 201, antwoord.content
        uit: dict[str, Any] = antwoord.json()
        return uit

    def slot(self, url: str) -> str:
        return str(self.p.post(f"{pad(url)}/lock").json()["lock"])


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Documentwereld:
    return Documentwereld(klant)


def test_a_document_is_made_read_changed_and_downloaded_by_version_drc_009(wereld: Documentwereld) -> None:
    nieuw = wereld.maak(bestandsnaam="brief.txt", formaat="text/plain", bestandsomvang=len(BRIEF))
    slot = wereld.slot(nieuw["url"])
    anders = wereld.p.patch(
        pad(nieuw["url"]), {"titel": "Brief, tweede", "inhoud": in_base64("Anders."), "lock": slot}
    )
    los = wereld.p.post(f"{pad(nieuw['url'])}/unlock", {"lock": slot})
    nu = wereld.p.get(pad(nieuw["url"])).json()
    eerst = wereld.p.get(pad(nieuw["url"]), {"versie": "1"}).json()
    toen = wereld.p.get(pad(nieuw["url"]), {"registratieOp": nieuw["beginRegistratie"]}).json()

    assert (nieuw["versie"], nieuw["locked"], nieuw["lock"], nieuw["vertrouwelijkheidaanduiding"]) == (
        1, False, "", "vertrouwelijk",
    )  # fmt: skip
    assert (anders.status_code, los.status_code, nu["versie"], nu["titel"], nu["bestandsomvang"]) == (
        200, 204, 2, "Brief, tweede", 7,
    )  # fmt: skip
    assert (eerst["titel"], toen["versie"], eerst["bestandsomvang"]) == ("Brief", 1, len(BRIEF))
    assert nu["inhoud"] == f"{nieuw['url']}/download?versie=2"
    gehaald = wereld.p.get(pad(nu["inhoud"]), Accept="application/pdf")
    oud = wereld.p.get(f"{pad(nieuw['url'])}/download", {"versie": "1"}, Accept="application/octet-stream")
    assert (bytes_van(gehaald), bytes_van(oud)) == (b"Anders.", BRIEF.encode())
    assert gehaald["Content-Type"] == "application/octet-stream"
    assert gehaald["Content-Disposition"].startswith('attachment; filename="brief.txt"')
    assert gehaald["Content-Length"] == "7"
    geen = [
        wereld.p.get(f"{pad(nieuw['url'])}", vraag)
        for vraag in ({"versie": "9"}, {"registratieOp": "2020-01-01"})
    ]
    assert [antwoord.status_code for antwoord in geen] == [404, 404]
    assert fouten(wereld.p.get(pad(nieuw["url"]), {"registratieOp": "gisteren"})) == [
        ("registratieOp", "invalid")
    ]


def test_without_its_lock_nothing_changes_drc_009(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    open_ = wereld.p.patch(url, {"titel": "Nee", "lock": "x"})
    slot = wereld.slot(url)
    nog_een = wereld.p.post(f"{url}/lock")
    zonder = wereld.p.patch(url, {"titel": "Nee"})
    zonder_put = wereld.p.put(url, wereld.lijf())
    verkeerd = wereld.p.patch(url, {"titel": "Nee", "lock": "x"})
    los_verkeerd = wereld.p.post(f"{url}/unlock", {"lock": "x"})
    los_zonder = wereld.p.post(f"{url}/unlock", {})
    goed = wereld.p.put(url, wereld.lijf(titel="Ja", lock=slot))
    met_kracht = wereld.baas.post(f"{url}/unlock", {})
    nog_eens = wereld.p.post(f"{url}/unlock", {"lock": slot})

    assert [fouten(antwoord)[0][1] for antwoord in (
        open_, nog_een, zonder, zonder_put, verkeerd, los_verkeerd, los_zonder, nog_eens
    )] == ["unlocked", "existing-lock", "missing-lock-id", "missing-lock-id", "incorrect-lock-id",
           "incorrect-lock-id", "missing-lock-id", "incorrect-lock-id"]  # fmt: skip
    assert (goed.status_code, goed.json()["versie"], met_kracht.status_code) == (200, 2, 204)
    assert wereld.p.get(url).json()["locked"] is False


def test_what_another_program_is_changing_is_not_removed_drc_009(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    ander = maak_programma(wereld.klant, "ander", rechten=[Gevraagd("drc", ALLES, wereld.soort, 8)])
    wereld.slot(url)

    assert fouten(ander.delete(url)) == [("nonFieldErrors", "existing-lock")]
    assert wereld.p.delete(url).status_code == 204


def test_a_lock_is_shown_to_nobody_else_and_is_not_in_the_audittrail(wereld: Documentwereld) -> None:
    nieuw = wereld.maak(inhoud=None, bestandsomvang=12)
    spoor = wereld.p.get(f"{pad(nieuw['url'])}/audittrail")

    assert nieuw["bestandsdelen"][0]["lock"] == nieuw["lock"] != ""
    assert nieuw["lock"].encode() not in wereld.baas.get(pad(nieuw["url"])).content + spoor.content
    with zaai("zgw_slot_leesbaar"):
        assert nieuw["lock"].encode() in wereld.baas.get(pad(nieuw["url"])).content


def test_what_is_definitive_stays_unless_by_force_drc_010(wereld: Documentwereld) -> None:
    url = pad(wereld.maak(status="definitief")["url"])
    slot = wereld.slot(url)

    nee = wereld.p.patch(url, {"titel": "Nee", "lock": slot})
    ja = wereld.baas.patch(url, {"status": "gearchiveerd", "lock": slot})

    assert fouten(nee) == [("nonFieldErrors", "modify-status-definitief")]
    assert (ja.status_code, ja.json()["status"]) == (200, "gearchiveerd")


def test_the_type_must_be_published_and_here_drc_001(wereld: Documentwereld) -> None:
    concept = wereld.ztc.documenttype("Concept").json()["url"]
    url = pad(wereld.maak()["url"])
    slot = wereld.slot(url)

    antwoorden = [
        wereld.baas.post(EIO, wereld.lijf(informatieobjecttype=adres))
        for adres in (
            concept,
            "https://elders.example/informatieobjecttypen/1",
            wereld.ztc.catalogus,
            "geen adres",
        )
    ]
    gewijzigd = wereld.baas.patch(url, {"informatieobjecttype": concept, "lock": slot})

    assert [fouten(antwoord) for antwoord in antwoorden] == [
        [("informatieobjecttype", code)] for code in ("not-published", "bad-url", "invalid-resource", "invalid")
    ]  # fmt: skip
    assert fouten(gewijzigd) == [("informatieobjecttype", "not-published")]


def test_what_was_received_is_not_being_written_drc_005(wereld: Documentwereld) -> None:
    for status in ("in_bewerking", "ter_vaststelling"):
        antwoord = wereld.p.post(EIO, wereld.lijf(ontvangstdatum="2026-11-02", status=status))
        assert fouten(antwoord) == [("status", "invalid_for_received")]
    assert wereld.maak(ontvangstdatum="2026-11-02", status="definitief")["ontvangstdatum"] == "2026-11-02"
    assert wereld.maak(ontvangstdatum="2026-11-02", vertrouwelijkheidaanduiding="")["status"] == ""


def test_the_confidentiality_comes_from_the_type_and_limits_who_sees_it_drc_007(
    wereld: Documentwereld,
) -> None:
    gewoon = wereld.maak()
    geheim = wereld.maak(vertrouwelijkheidaanduiding="geheim", titel="Geheim")
    weinig = maak_programma(
        wereld.klant,
        "weinig",
        rechten=[Gevraagd("drc", ALLES, wereld.soort, int(Vertrouwelijkheid.VERTROUWELIJK))],
    )
    url = pad(geheim["url"])

    lijst = weinig.get(EIO).json()
    dicht = [
        weinig.get(url), weinig.get(f"{url}/download"), weinig.get(f"{url}/audittrail"),
        weinig.post(f"{url}/lock"), weinig.delete(url),
        weinig.post(EIO, wereld.lijf(vertrouwelijkheidaanduiding="geheim")),
    ]  # fmt: skip
    gezocht = weinig.post(
        f"{EIO}/_zoek", {"uuid__in": [url.rpartition("/")[2], gewoon["url"].rpartition("/")[2]]}
    )

    assert [een["url"] for een in lijst["results"]] == [gewoon["url"]]
    assert {antwoord.status_code for antwoord in dicht} == {403}
    with zaai("zgw_lijst_buiten_bereik"):
        assert weinig.get(EIO).json()["count"] == 2
    with zaai("zgw_stuk_buiten_bereik"):
        assert [weinig.get(url).status_code, weinig.get(f"{url}/audittrail").status_code] == [200, 200]
    assert [een["url"] for een in gezocht.json()["results"]] == [gewoon["url"]]


def test_an_older_version_is_as_closed_as_it_was(wereld: Documentwereld) -> None:
    url = pad(wereld.maak(vertrouwelijkheidaanduiding="geheim")["url"])
    slot = wereld.slot(url)
    wereld.p.patch(
        url, {"vertrouwelijkheidaanduiding": "vertrouwelijk", "inhoud": in_base64("Kort."), "lock": slot}
    )
    weinig = maak_programma(wereld.klant, "weinig", rechten=[Gevraagd("drc", ALLES, wereld.soort, 5)])

    assert weinig.get(url).status_code == 200
    assert weinig.get(url, {"versie": "1"}).status_code == 403
    assert weinig.get(f"{url}/download", {"versie": "1"}).status_code == 403
    with zaai("zgw_oude_versie_open"):
        assert weinig.get(f"{url}/download", {"versie": "1"}).status_code == 200


def test_a_removed_document_takes_all_along_drc_008(
    wereld: Documentwereld, django_capture_on_commit_callbacks: Any
) -> None:
    url = pad(wereld.maak()["url"])
    wereld.p.post(f"{DRC}/gebruiksrechten", {
        "informatieobject": wereld.p.get(url).json()["url"], "startdatum": "2026-11-01T09:00:00Z",
        "omschrijvingVoorwaarden": "Alleen het wijkteam.",
    })  # fmt: skip
    bestanden = list((opslag_map() / OPSLAG).glob("*.bin"))

    with django_capture_on_commit_callbacks(execute=True):
        weg = wereld.p.delete(url)

    assert (weg.status_code, len(bestanden)) == (204, 1)
    assert not list((opslag_map() / OPSLAG).glob("*.bin"))
    assert (Informatieobject.objects.count(), Inhoud.objects.count(), Bestandsdeel.objects.count()) == (
        0,
        0,
        0,
    )
    assert [wereld.p.get(url).status_code, wereld.p.get(f"{url}/audittrail").status_code] == [404, 404]


def test_the_content_stands_once_and_closed(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    slot = wereld.slot(url)
    wereld.p.patch(url, {"titel": "Nieuwe naam", "lock": slot})
    wereld.p.patch(url, {"inhoud": in_base64(BRIEF), "lock": slot})
    bestanden = list((opslag_map() / OPSLAG).glob("*.bin"))

    assert (wereld.p.get(url).json()["versie"], len(bestanden), Inhoud.objects.count()) == (3, 1, 1)
    assert b"huishouding" not in bestanden[0].read_bytes()


def test_a_document_of_the_dossier_is_shown_and_not_copied(
    wereld: Documentwereld, django_capture_on_commit_callbacks: Any
) -> None:
    type_ = Informatieobjecttype.objects.get(pk=wereld.type.rpartition("/")[2])
    velden = {
        "informatieobjecttype": type_, "bronorganisatie": "517439943", "creatiedatum": timezone.localdate(),
        "titel": "Document", "auteur": "Wijkteam", "taal": "nld", "status": "definitief",
    }  # fmt: skip
    bron = type_.pk
    bewaard = opslag.bewaar("document", bron, b"van het dossier")
    document = maak_document(
        velden=velden,
        inhoud=Geleend("document", bron, bewaard.grootte, bewaard.sha256),
        at=timezone.now(),
        bron_id=bron,
    )
    renew_document(document=document, velden=velden | {"titel": "Nieuw"}, at=timezone.now())
    url = f"{EIO}/{document.pk}"

    gezien = wereld.p.get(url).json()
    assert (gezien["versie"], gezien["titel"], gezien["bestandsomvang"]) == (2, "Nieuw", 15)
    assert bytes_van(wereld.p.get(f"{url}/download")) == b"van het dossier"
    with django_capture_on_commit_callbacks(execute=True):
        Informatieobject.objects.all().delete()
    assert opslag.haal("document", bron) == b"van het dossier"
    assert not Inhoud.objects.exists()


def test_a_file_that_is_gone_is_not_found(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    opslag.verwijder(OPSLAG, Bestandsdeel.objects.get().opslag_id, meteen=True)

    assert wereld.p.get(f"{url}/download").status_code == 404


def test_what_is_sent_is_looked_at(wereld: Documentwereld) -> None:
    def code(**anders: Any) -> list[tuple[str, str]]:
        return fouten(wereld.p.post(EIO, wereld.lijf(**anders)))

    assert code(bestandsomvang=3) == [("nonFieldErrors", "file-size")]
    assert code(inhoud="geen base64!") == [("inhoud", "invalid")]
    assert code(taal="nl") == [("taal", "min_length")]
    assert code(bronorganisatie="517439944") == [("bronorganisatie", "invalid")]
    assert code(indicatieGebruiksrecht=True) == [("indicatieGebruiksrecht", "missing-gebruiksrechten")]
    assert code(integriteit={"algoritme": "md5"}) == [
        ("integriteit.waarde", "required"),
        ("integriteit.datum", "required"),
    ]
    wereld.maak(identificatie="D-1")
    assert code(identificatie="D-1") == [("identificatie", "identificatie-niet-uniek")]
    assert fouten(wereld.p.get(f"{DRC}/gebruiksrechten", {"startdatum__lt": "0001-01-01"})) == [
        ("startdatum__lt", "overflow")
    ]
    assert fouten(wereld.p.get(EIO, {"zoek": "x"})) == [("nonFieldErrors", "unknown-parameters")]


def test_two_programs_with_one_identificatie_at_the_same_time(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.maak(identificatie="D-1")
    monkeypatch.setattr("modules.zgw.documenten.actions.document._weiger_dubbel", lambda document: None)

    tweede = wereld.p.post(EIO, wereld.lijf(identificatie="D-1"))

    assert fouten(tweede) == [("identificatie", "identificatie-niet-uniek")]


def test_empty_groups_are_nothing_and_full_ones_come_back(wereld: Documentwereld) -> None:
    leeg = wereld.maak(
        integriteit={"algoritme": "", "waarde": "", "datum": None}, ondertekening=None, inhoud=None
    )
    vol = wereld.maak(
        integriteit={"algoritme": "sha_256", "waarde": "ab", "datum": "2026-11-01"},
        ondertekening={"soort": "pki", "datum": "2026-11-01"}, trefwoorden=["wmo", "huis"], beschrijving="Kort",
        bestandsomvang=None, link="https://voorbeeld.nl/x", verschijningsvorm="A4", inhoud="",
    )  # fmt: skip

    assert (leeg["integriteit"], leeg["ondertekening"], leeg["inhoud"], leeg["bestandsomvang"]) == (None,) * 4
    assert (vol["integriteit"]["waarde"], vol["ondertekening"]["soort"], vol["bestandsomvang"]) == (
        "ab",
        "pki",
        0,
    )
    assert bytes_van(wereld.p.get(pad(vol["inhoud"]))) == b""
    assert wereld.p.get(f"{pad(leeg['url'])}/download").status_code == 404
    found = [
        wereld.p.get(EIO, {"trefwoorden": woorden}).json()["count"]
        for woorden in ("wmo", "huis,wmo", "wmo,jeugd")
    ]
    assert found == [1, 1, 0]
    assert (
        wereld.p.get(EIO, {"identificatie": vol["identificatie"], "bronorganisatie": "517439943"}).json()[
            "count"
        ]
        == 1
    )


def test_too_large_for_one_request_is_told_and_comes_in_pieces(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.zgw.documenten.lezers.MAX_INHOUD", 30)
    te_groot = wereld.p.post(EIO, wereld.lijf())
    monkeypatch.setattr("api.zgw.documenten.vorm.GroteJson.maximum", 100)
    veel_te_groot = wereld.p.post(EIO, wereld.lijf())
    oneindig = wereld.p.post(EIO, {"bestandsomvang": 2**40})

    assert [a.status_code for a in (te_groot, veel_te_groot)] == [413, 413]
    assert "bestandsdelen" in te_groot.json()["detail"]
    assert te_groot["Content-Type"] == "application/problem+json"
    assert oneindig.status_code == 400
    monkeypatch.undo()
    assert wereld.p.post(EIO, wereld.lijf(inhoud=None, bestandsomvang=2**40)).status_code == 413


def test_a_document_of_some_size_comes_in_with_one_request(wereld: Documentwereld) -> None:
    inhoud = b"0123456789" * 600_000

    groot = wereld.maak(inhoud=base64.b64encode(inhoud).decode())
    ander = wereld.p.post(f"{EIO}/_zoek", {"uuid__in": [], "identificatie": "x" * 6_000_000})

    assert (groot["bestandsomvang"], ander.status_code) == (6_000_000, 400)
    assert bytes_van(wereld.p.get(pad(groot["inhoud"]))) == inhoud


def test_etag_head_and_304(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    eerste = wereld.p.get(url)
    kop = wereld.p.head(url)
    zelfde = wereld.p.get(url, **{"If-None-Match": eerste["ETag"]})
    wereld.slot(url)
    anders = wereld.p.get(url, **{"If-None-Match": eerste["ETag"]})

    assert (kop.status_code, kop["ETag"], kop.content) == (200, eerste["ETag"], b"")
    assert (zelfde.status_code, anders.status_code) == (304, 200)
    assert eerste["API-version"] == "1.4.2"


def test_the_type_is_filled_in_where_it_was_asked(wereld: Documentwereld) -> None:
    nieuw = wereld.maak()
    lijst = wereld.p.get(EIO, {"expand": "informatieobjecttype"}).json()["results"][0]
    stuk = wereld.p.get(pad(nieuw["url"]), {"expand": "informatieobjecttype"}).json()
    gezocht = wereld.p.post(
        f"{EIO}/_zoek", {"uuid__in": [nieuw["url"].rpartition("/")[2]], "expand": "informatieobjecttype"}
    ).json()["results"][0]

    assert [een["_expand"]["informatieobjecttype"]["omschrijving"] for een in (lijst, stuk, gezocht)] == [
        "Beschikking"
    ] * 3
    wereld.p.keurt = False  # the document of the standard names no 404 for a list
    assert wereld.p.get(EIO, {"expand": "auteur"}).status_code == 404


def test_search_says_what_is_missing(wereld: Documentwereld) -> None:
    assert fouten(wereld.p.post(f"{EIO}/_zoek", {})) == [("uuid__in", "required")]
    assert fouten(wereld.p.post(f"{EIO}/_zoek", {"uuid__in": [], "titel": "x"})) == [
        ("nonFieldErrors", "unknown-parameters")
    ]
    assert wereld.p.post(f"{EIO}/_zoek?page=1", {"uuid__in": []}).json()["results"] == []
    assert wereld.p.post(f"{EIO}/_zoek?page=2", {"uuid__in": []}).status_code == 404


def test_the_audittrail_tells_what_changed(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    slot = wereld.slot(url)
    wereld.p.patch(url, {"titel": "Nieuw", "lock": slot}, **{"X-Audit-Toelichting": "Op verzoek"})

    spoor = wereld.p.get(f"{url}/audittrail").json()
    een = wereld.p.get(f"{url}/audittrail/{spoor[1]['uuid']}").json()

    assert [(regel["bron"], regel["resource"], regel["actie"]) for regel in spoor] == [
        ("drc", "enkelvoudiginformatieobject", "create"), ("drc", "enkelvoudiginformatieobject", "partial_update"),
    ]  # fmt: skip
    assert (een["toelichting"], een["wijzigingen"]["nieuw"]["titel"]) == ("Op verzoek", "Nieuw")


def test_who_listens_hears_of_each_change_without_what_is_in_it(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    gehoord: list[tuple[str, str, str, dict[str, str]]] = []
    monkeypatch.setattr(
        "modules.zgw.sporen.actions._luisteraars",
        [lambda hoofd, w, _at: gehoord.append((hoofd.kanaal, w.resource, w.actie, dict(hoofd.kenmerken)))],
    )
    url = pad(wereld.maak()["url"])
    slot = wereld.slot(url)
    wereld.p.patch(url, {"vertrouwelijkheidaanduiding": "geheim", "lock": slot})
    wereld.p.delete(url)

    assert [regel[:3] for regel in gehoord] == [
        ("documenten", "enkelvoudiginformatieobject", actie)
        for actie in ("create", "partial_update", "destroy")
    ]
    assert gehoord[1][3] == {
        "bronorganisatie": "517439943", "informatieobjecttype": wereld.type,
        "informatieobjecttype.catalogus": wereld.ztc.catalogus, "vertrouwelijkheidaanduiding": "geheim",
    }  # fmt: skip


def test_who_may_not_is_refused_everywhere(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    lezer = maak_programma(
        wereld.klant, "lezer", rechten=[Gevraagd("drc", ("documenten.lezen",), wereld.soort, 8)]
    )
    vreemd = Programma(wereld.klant, "niemand")

    assert lezer.get(url).status_code == 200
    nee = [
        lezer.post(EIO, wereld.lijf()), lezer.patch(url, {}), lezer.delete(url), lezer.post(f"{url}/lock"),
        lezer.post(f"{url}/unlock", {}), lezer.get(f"{url}/audittrail"),
        vreemd.get(EIO), vreemd.get(f"{url}/download"), vreemd.post(f"{EIO}/_zoek", {"uuid__in": []}),
    ]  # fmt: skip
    assert {antwoord.status_code for antwoord in nee} == {403}


def test_a_list_costs_the_same_whatever_its_length(
    wereld: Documentwereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def vragen(aantal: int) -> None:
        with django_assert_num_queries(aantal):
            wereld.p.get(EIO, {"expand": "informatieobjecttype"})
        with django_assert_num_queries(LOS):
            wereld.p.get(url)

    url = pad(wereld.maak()["url"])
    wereld.maak(inhoud=None, bestandsomvang=5)
    wereld.p.get(EIO)
    vragen(LIJST)
    for _ in range(5):
        wereld.maak()
        wereld.maak(inhoud=None, bestandsomvang=5)
    vragen(LIJST)


LIJST, LOS = 7, 5


def test_a_file_without_a_row_is_found_and_no_other(wereld: Documentwereld) -> None:
    nieuw = wereld.maak()
    wees = opslag.bewaar(OPSLAG, nieuwe_id(), b"van een proces dat stopte")
    for bestand in (opslag_map() / OPSLAG).glob("*.bin"):
        os.utime(bestand, (0, 0))

    assert weg.ruim_wezen() == 1
    assert not (opslag_map() / OPSLAG / f"{wees.id.hex}.bin").exists()
    assert bytes_van(wereld.p.get(f"{pad(nieuw['url'])}/download")) == BRIEF.encode()


def test_all_bytes_of_a_version_can_be_read_below_the_api(wereld: Documentwereld) -> None:
    id = wereld.maak()["url"].rpartition("/")[2]
    document = Informatieobject.objects.select_related("versie__inhoud").get(pk=id)

    assert b"".join(lees_inhoud(document.versie.inhoud)) == BRIEF.encode()
