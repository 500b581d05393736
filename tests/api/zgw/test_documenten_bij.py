"""Documenten API 1.4.2: pieces of large documents, conditions on use, sendings, and where documents belong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from keukentafel.opslag.virusscanner import Virus
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.sleutels import opslag_map
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.documenten.actions.inhoud import lees_heel
from modules.zgw.documenten.actions.verbanden import koppel
from modules.zgw.documenten.models import OPSLAG, Informatieobject, Inhoud, ObjectInformatieobject, Verzending
from modules.zgw.documenten.rules.delen import verdeel
from modules.zgw.zaken.models import Zaak, ZaakDocument
from tests.api.zgw.contract import controleer
from tests.api.zgw.test_documenten import ALLES, DRC, EIO, Documentwereld, bytes_van, fouten, in_base64, pad
from tests.api.zgw.test_zaken import Zaakwereld
from tests.api.zgw.toneel import Programma, maak_programma, token

pytestmark = pytest.mark.django_db
RECHTEN = f"{DRC}/gebruiksrechten"
VERZENDINGEN = f"{DRC}/verzendingen"
OBJECTEN = f"{DRC}/objectinformatieobjecten"
BSN_URL = "https://brp.example/ingeschrevenpersonen/111222333"


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Documentwereld:
    return Documentwereld(klant)


def stuur(p: Programma, url: str, **velden: Any) -> Any:
    """Send a piece as a form."""
    antwoord = p.klant.put(
        pad(url), encode_multipart(BOUNDARY, velden), content_type=MULTIPART_CONTENT,
        headers={"Authorization": f"Bearer {token(p.client_id)}"},
    )  # fmt: skip
    assert not list(controleer("put", pad(url), antwoord))
    return antwoord


def deel(inhoud: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("deel", inhoud, content_type="application/octet-stream")


def test_a_large_document_comes_in_pieces_and_is_whole_when_it_is_unlocked(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modules.zgw.documenten.actions.inhoud.verdeel", lambda omvang: verdeel(omvang, 4))
    nieuw = wereld.maak(inhoud=None, bestandsomvang=10)
    delen, slot, url = nieuw["bestandsdelen"], nieuw["lock"], pad(nieuw["url"])

    assert [(een["volgnummer"], een["omvang"], een["voltooid"]) for een in delen] == [
        (1, 4, False), (2, 4, False), (3, 2, False),
    ]  # fmt: skip
    assert (nieuw["locked"], nieuw["inhoud"], nieuw["bestandsomvang"]) == (True, None, 10)
    assert stuur(wereld.p, delen[1]["url"], inhoud=deel(b"efgh"), lock=slot).json()["voltooid"] is True
    te_vroeg = wereld.p.post(f"{url}/unlock", {"lock": slot})
    assert fouten(te_vroeg) == [("nonFieldErrors", "incomplete-upload")]
    assert wereld.p.get(f"{url}/download").status_code == 404
    stuur(wereld.p, delen[2]["url"], inhoud=deel(b"xx"), lock=slot)
    stuur(wereld.p, delen[2]["url"], inhoud=deel(b"ij"), lock=slot)
    stuur(wereld.p, delen[0]["url"], inhoud=deel(b"abcd"), lock=slot)
    assert wereld.p.post(f"{url}/unlock", {"lock": slot}).status_code == 204

    document = Informatieobject.objects.select_related("versie__inhoud").get(pk=url[-36:])
    assert document.versie.inhoud is not None
    assert [lees_heel(document.versie.inhoud, maximum=grens) for grens in (10, 4)] == [
        b"abcdefghij",
        b"abcdefgh",
    ]
    klaar = wereld.p.get(url).json()
    assert (klaar["locked"], klaar["bestandsdelen"], klaar["versie"]) == (False, [], 1)
    assert bytes_van(wereld.p.get(pad(klaar["inhoud"]))) == b"abcdefghij"
    acties = [regel["actie"] for regel in wereld.p.get(f"{url}/audittrail").json()]
    assert acties == ["create", "partial_update"]
    assert fouten(stuur(wereld.p, delen[0]["url"], inhoud=deel(b"abcd"), lock=slot)) == [
        ("nonFieldErrors", "unlocked")
    ]


def test_a_piece_needs_its_lock_and_its_size(wereld: Documentwereld) -> None:
    nieuw = wereld.maak(inhoud=None, bestandsomvang=4)
    url, slot = nieuw["bestandsdelen"][0]["url"], nieuw["lock"]
    lezer = maak_programma(
        wereld.klant, "lezer", rechten=[Gevraagd("drc", ("documenten.lezen",), wereld.soort, 8)]
    )
    ander = maak_programma(wereld.klant, "ander", rechten=[Gevraagd("drc", ALLES, wereld.soort, 2)])

    assert fouten(stuur(wereld.p, url, inhoud=deel(b"abcd"))) == [("nonFieldErrors", "missing-lock-id")]
    assert fouten(stuur(wereld.p, url, inhoud=deel(b"abcd"), lock="x")) == [
        ("nonFieldErrors", "incorrect-lock-id")
    ]
    assert fouten(stuur(wereld.p, url, inhoud=deel(b"abc"), lock=slot)) == [("inhoud", "file-size")]
    assert fouten(stuur(wereld.p, url, lock=slot)) == [("inhoud", "required")]
    assert [stuur(p, url, inhoud=deel(b"abcd"), lock=slot).status_code for p in (lezer, ander)] == [403, 403]
    assert stuur(wereld.p, url.replace(url[-4:], "0000"), inhoud=deel(b"abcd"), lock=slot).status_code == 404
    assert wereld.p.put(pad(url), {"lock": slot}).status_code == 415


def test_a_piece_that_is_too_large_is_not_kept(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    nieuw = wereld.maak(inhoud=None, bestandsomvang=4)
    url, slot = nieuw["bestandsdelen"][0]["url"], nieuw["lock"]
    monkeypatch.setattr("api.zgw.documenten.bestandsdelen.DEEL", 50)
    tijdens = stuur(wereld.p, url, inhoud=deel(b"a" * 100), lock=slot)
    monkeypatch.setattr("api.zgw.documenten.bestandsdelen._OMSLAG", 10)
    vooraf = stuur(wereld.p, url, inhoud=deel(b"a" * 100), lock=slot)

    assert [tijdens.status_code, vooraf.status_code] == [413, 413]
    assert not list((opslag_map() / OPSLAG).glob("*.bin"))


def test_by_force_what_did_not_come_in_is_thrown_away(
    wereld: Documentwereld, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modules.zgw.documenten.actions.inhoud.verdeel", lambda omvang: verdeel(omvang, 4))
    nieuw = wereld.maak(inhoud=None, bestandsomvang=8)
    stuur(wereld.p, nieuw["bestandsdelen"][0]["url"], inhoud=deel(b"abcd"), lock=nieuw["lock"])

    with django_capture_on_commit_callbacks(execute=True):
        assert wereld.baas.post(f"{pad(nieuw['url'])}/unlock", {}).status_code == 204

    nu = wereld.p.get(pad(nieuw["url"])).json()
    assert (nu["locked"], nu["inhoud"], nu["bestandsomvang"], nu["bestandsdelen"]) == (False, None, None, [])
    assert not Inhoud.objects.exists()
    assert not list((opslag_map() / OPSLAG).glob("*.bin"))


def test_content_goes_past_the_virus_scanner_also_across_its_pieces(
    wereld: Documentwereld, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("modules.zgw.documenten.actions.inhoud.verdeel", lambda omvang: verdeel(omvang, 4))

    def keur(stukken: Iterable[bytes]) -> None:
        if b"VIRUS" in b"".join(stukken):
            raise Virus

    monkeypatch.setattr("modules.zgw.documenten.actions.inhoud.keur_op_virussen", lambda stuk: keur((stuk,)))
    monkeypatch.setattr("modules.zgw.documenten.actions.inhoud.keur_stukken_op_virussen", keur)
    heel = wereld.p.post(EIO, wereld.lijf(inhoud=in_base64("een VIRUS")))
    nieuw = wereld.maak(inhoud=None, bestandsomvang=8)
    url, slot = pad(nieuw["url"]), nieuw["lock"]
    for een, stuk in zip(nieuw["bestandsdelen"], (b"aVIR", b"USbc"), strict=True):
        assert stuur(wereld.p, een["url"], inhoud=deel(stuk), lock=slot).status_code == 200

    assert fouten(heel) == [("inhoud", "virus")]
    assert fouten(wereld.p.post(f"{url}/unlock", {"lock": slot})) == [("nonFieldErrors", "virus")]
    assert wereld.p.get(f"{url}/download").status_code == 404
    assert wereld.baas.post(f"{url}/unlock", {}).status_code == 204
    assert wereld.p.get(url).json()["inhoud"] is None
    assert not Inhoud.objects.exists()

    monkeypatch.undo()
    settings.KT_CLAMD = "127.0.0.1:1"
    wereld.p.keurt = False  # a scanner that is away is in no document of the standard
    assert wereld.p.post(EIO, wereld.lijf()).status_code == 503


def test_a_next_version_in_pieces_leaves_the_one_before(wereld: Documentwereld) -> None:
    url = pad(wereld.maak()["url"])
    slot = wereld.slot(url)
    anders = wereld.p.patch(url, {"inhoud": None, "bestandsomvang": 3, "lock": slot}).json()
    stuur(wereld.p, anders["bestandsdelen"][0]["url"], inhoud=deel(b"new"), lock=slot)
    gelijk = wereld.p.patch(url, {"bestandsomvang": 3, "titel": "Zelfde", "lock": slot}).json()
    wereld.p.post(f"{url}/unlock", {"lock": slot})

    assert (anders["versie"], gelijk["versie"], gelijk["bestandsdelen"][0]["voltooid"]) == (2, 3, True)
    assert bytes_van(wereld.p.get(f"{url}/download")) == b"new"
    assert bytes_van(wereld.p.get(f"{url}/download", {"versie": "2"})) == b"new"
    assert b"huishouding" in bytes_van(wereld.p.get(f"{url}/download", {"versie": "1"}))


def test_conditions_say_that_there_are_any_drc_006(wereld: Documentwereld) -> None:
    document = wereld.maak(indicatieGebruiksrecht=False)["url"]
    lijf = {
        "informatieobject": document,
        "startdatum": "2026-11-01T09:00:00Z",
        "omschrijvingVoorwaarden": "Wijkteam",
    }
    recht = wereld.p.post(RECHTEN, lijf)
    url = pad(recht.json()["url"])
    ja = wereld.p.get(pad(document)).json()["indicatieGebruiksrecht"]
    slot = wereld.slot(document)
    nee = wereld.p.patch(pad(document), {"indicatieGebruiksrecht": False, "lock": slot})
    gewijzigd = wereld.p.patch(url, {"omschrijvingVoorwaarden": "Alleen lezen"})
    vervangen = wereld.p.put(url, lijf | {"einddatum": "2027-01-01T00:00:00Z"})
    verplaatst = wereld.p.patch(url, {"informatieobject": wereld.maak()["url"]})
    gevonden = [
        len(wereld.p.get(RECHTEN, vraag).json())
        for vraag in ({"informatieobject": document}, {"startdatum__gt": "2026-12-01"}, {"einddatum__lte": "2027-01-01T00:00:00Z"},
                      {"informatieobject": "https://elders.example/x"})
    ]  # fmt: skip
    uit = wereld.p.get(url, {"expand": "informatieobject.informatieobjecttype"}).json()["_expand"][
        "informatieobject"
    ]
    kop = wereld.p.head(url)
    weg = wereld.p.delete(url)

    assert (recht.status_code, ja, gewijzigd.json()["omschrijvingVoorwaarden"]) == (201, True, "Alleen lezen")
    assert fouten(nee) == [("indicatieGebruiksrecht", "existing-gebruiksrechten")]
    assert (vervangen.json()["einddatum"], gevonden) == ("2027-01-01T00:00:00+00:00", [1, 0, 1, 0])
    assert fouten(verplaatst) == [("informatieobject", "wijzigen-niet-toegelaten")]
    assert (uit["url"], uit["_expand"]["informatieobjecttype"]["omschrijving"]) == (document, "Beschikking")
    assert (kop.status_code, bool(kop["ETag"]), weg.status_code) == (200, True, 204)
    assert wereld.p.get(pad(document)).json()["indicatieGebruiksrecht"] is None
    spoor = wereld.p.get(f"{pad(document)}/audittrail").json()
    assert [regel["actie"] for regel in spoor if regel["resource"] == "gebruiksrechten"] == [
        "create", "partial_update", "update", "destroy",
    ]  # fmt: skip


def verzending(document: str, **anders: Any) -> dict[str, Any]:
    return {
        "informatieobject": document, "betrokkene": BSN_URL, "aardRelatie": "geadresseerde", "verzenddatum": "2026-11-02",
        "contactPersoon": "https://brp.example/1", "contactpersoonnaam": "A. Jansen", "emailadres": "a@example.nl",
        "binnenlandsCorrespondentieadres": {"huisnummer": 3, "naamOpenbareRuimte": "Lindelaan", "woonplaatsnaam": "Linde"},
        **anders,
    }  # fmt: skip


def test_a_sending_is_made_found_changed_and_kept_closed(wereld: Documentwereld) -> None:
    document = wereld.maak()["url"]
    nieuw = wereld.p.post(VERZENDINGEN, verzending(document))
    url = pad(nieuw.json()["url"])
    gewijzigd = wereld.p.patch(url, {"telefoonnummer": "0612345678"}).json()
    vervangen = wereld.p.put(
        url,
        verzending(
            document, aardRelatie="afzender", verzenddatum=None, ontvangstdatum="2026-11-03", mijnOverheid=True,
            binnenlandsCorrespondentieadres=None,
            correspondentiePostadres={"postBusOfAntwoordnummer": 1, "postadresPostcode": "1000AA",
                                      "postadresType": "postbusnummer", "woonplaatsnaam": "Linde"},
        ),
    ).json()  # fmt: skip
    gevonden = [
        wereld.p.get(VERZENDINGEN, vraag).json()["count"]
        for vraag in ({"betrokkene": BSN_URL}, {"betrokkene": "https://brp.example/9"}, {"aardRelatie": "afzender"},
                      {"aardRelatie": "geadresseerde"}, {"informatieobject": document})
    ]  # fmt: skip
    uit = wereld.p.get(VERZENDINGEN, {"expand": "informatieobject"}).json()["results"][0]["_expand"]

    assert nieuw.json()["binnenlandsCorrespondentieadres"]["huisnummer"] == 3
    assert (gewijzigd["telefoonnummer"], gewijzigd["contactpersoonnaam"]) == ("0612345678", "A. Jansen")
    assert (vervangen["mijnOverheid"], vervangen["binnenlandsCorrespondentieadres"]) == (True, None)
    assert (gevonden, uit["informatieobject"]["url"]) == ([1, 0, 1, 0, 1], document)
    kolommen = Verzending.objects.values_list().get()
    assert not any(b"111222333" in bytes(deel) for deel in kolommen if isinstance(deel, bytes | memoryview))
    assert "111222333" not in str([deel for deel in kolommen if isinstance(deel, str)])
    assert [
        wereld.p.head(url).status_code,
        wereld.p.delete(url).status_code,
        wereld.p.get(url).status_code,
    ] == [200, 204, 404]


def test_a_sending_has_the_day_of_its_direction(wereld: Documentwereld) -> None:
    document = wereld.maak()["url"]
    zonder = wereld.p.post(VERZENDINGEN, verzending(document, verzenddatum=None))
    afzender = wereld.p.post(VERZENDINGEN, verzending(document, aardRelatie="afzender"))

    assert fouten(zonder) == [("verzenddatum", "required")]
    assert fouten(afzender) == [("ontvangstdatum", "required")]


def test_what_hangs_on_a_document_is_as_closed_as_it(wereld: Documentwereld) -> None:
    document = wereld.maak(vertrouwelijkheidaanduiding="geheim")["url"]
    recht = {
        "informatieobject": document,
        "startdatum": "2026-11-01T09:00:00Z",
        "omschrijvingVoorwaarden": "x",
    }
    urls = [
        pad(wereld.p.post(VERZENDINGEN, verzending(document)).json()["url"]),
        pad(wereld.p.post(RECHTEN, recht).json()["url"]),
    ]
    weinig = maak_programma(wereld.klant, "weinig", rechten=[Gevraagd("drc", ALLES, wereld.soort, 5)])

    assert weinig.get(VERZENDINGEN).json()["count"] == 0
    assert weinig.get(RECHTEN).json() == []
    dicht = [
        *(weinig.get(url) for url in urls), *(weinig.delete(url) for url in urls),
        weinig.post(VERZENDINGEN, verzending(document)), weinig.post(RECHTEN, recht),
    ]  # fmt: skip
    assert {antwoord.status_code for antwoord in dicht} == {403}


class TestBijEenZaak:
    """Where documents belong: the zaak leads (drc-002, 003, 004, 008; zrc-005, zrc-007)."""

    @pytest.fixture
    def zaken(self, klant: Client, in_lindewaard: GemeenteRef) -> tuple[Zaakwereld, Programma, str, str]:
        zaken = Zaakwereld(klant)
        type_ = zaken.ztc.documenttype("Verslag").json()["url"]
        zaken.ztc.publiceer(type_)
        document = zaken.p.post(EIO, {
            "bronorganisatie": "517439943", "creatiedatum": "2026-11-01", "titel": "Verslag", "auteur": "Wijkteam",
            "taal": "nld", "informatieobjecttype": type_, "indicatieGebruiksrecht": False,
        }).json()["url"]  # fmt: skip
        return zaken, zaken.p, zaken.zaak().json()["url"], document

    def test_the_source_must_know_of_it(self, zaken: tuple[Zaakwereld, Programma, str, str]) -> None:
        _, p, zaak, document = zaken
        lijf = {"informatieobject": document, "object": zaak, "objectType": "zaak"}
        vreemd = [
            lijf | {"object": "https://elders.example/zaken/1"}, lijf | {"object": zaak[:-4] + "0000"},
            lijf | {"objectType": "besluit"}, lijf | {"objectType": "verzoek"},
        ]  # fmt: skip
        assert [fouten(p.post(OBJECTEN, een)) for een in vreemd] == [
            [("object", code)] for code in ("bad-url", "bad-url", "invalid-resource", "bad-url")
        ]
        assert fouten(p.post(OBJECTEN, lijf)) == [("nonFieldErrors", "inconsistent-relation")]

        rij = ZaakDocument.objects.create(
            zaak=Zaak.objects.get(pk=zaak[-36:]), document_id=document[-36:], geregistreerd_op=timezone.now()
        )
        nieuw = p.post(OBJECTEN, lijf)
        url = pad(nieuw.json()["url"])
        assert nieuw.status_code == 201
        assert fouten(p.post(OBJECTEN, lijf)) == [("nonFieldErrors", "unique")]
        assert fouten(p.delete(url)) == [("nonFieldErrors", "inconsistent-relation")]
        assert fouten(p.delete(pad(document))) == [("nonFieldErrors", "pending-relations")]
        gevonden = [
            len(p.get(OBJECTEN, vraag).json())
            for vraag in (
                {"object": zaak},
                {"informatieobject": document},
                {"object": document},
                {"object": "https://x.nl/1"},
            )
        ]
        assert gevonden == [1, 1, 0, 0]
        assert [p.get(url).json()["object"], p.head(url).status_code] == [zaak, 200]
        rij.delete()
        ObjectInformatieobject.objects.get_or_create(
            document_id=document[-36:], object_id=zaak[-36:], defaults={"objecttype": "zaak"}
        )
        over = ObjectInformatieobject.objects.get()
        assert p.delete(f"{OBJECTEN}/{over.pk}").status_code == 204
        assert p.delete(pad(document)).status_code == 204

    def test_the_documents_of_a_closed_zaak_stand_still_zrc_007(
        self, zaken: tuple[Zaakwereld, Programma, str, str]
    ) -> None:
        wereld, p, zaak, document = zaken
        koppel(document_id=UUID(document[-36:]), objecttype="zaak", object_id=UUID(zaak[-36:]))
        Zaak.objects.filter(pk=zaak[-36:]).update(einddatum="2026-11-10")
        soort = Informatieobject.objects.get(pk=document[-36:]).soort_id
        zonder = maak_programma(wereld.klant, "zonder", rechten=[Gevraagd("drc", ALLES, soort, 8)])
        slot = zonder.post(f"{pad(document)}/lock").json()["lock"]
        recht = {
            "informatieobject": document,
            "startdatum": "2026-11-01T09:00:00Z",
            "omschrijvingVoorwaarden": "x",
        }

        dicht = [
            zonder.patch(pad(document), {"titel": "Nee", "lock": slot}),
            zonder.delete(pad(document)),
            zonder.post(RECHTEN, recht),
            zonder.post(VERZENDINGEN, verzending(document)),
        ]
        open_ = p.patch(pad(document), {"titel": "Ja", "lock": slot})

        assert [(antwoord.status_code, antwoord.json()["code"]) for antwoord in dicht] == [
            (403, "zaak-closed")
        ] * 4
        assert open_.status_code == 200


def test_a_list_of_sendings_costs_the_same_whatever_its_length(
    wereld: Documentwereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document = wereld.maak()["url"]

    def vragen() -> None:
        with django_assert_num_queries(LIJST):
            wereld.p.get(VERZENDINGEN, {"expand": "informatieobject"})

    wereld.p.post(VERZENDINGEN, verzending(document))
    wereld.p.get(VERZENDINGEN)
    vragen()
    for _ in range(4):
        wereld.p.post(VERZENDINGEN, verzending(wereld.maak()["url"]))
    vragen()
    assert Informatieobject.objects.count() == 5


LIJST = 6
