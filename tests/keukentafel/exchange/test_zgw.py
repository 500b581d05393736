"""The registers of the gemeente: what our client sends and the practice registers answer fit the documents."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from keukentafel.exchange.proef import antwoord_op
from keukentafel.exchange.verkeer import Afgewezen, Antwoord, Onbereikbaar, Vraag
from keukentafel.exchange.zgw import fake
from keukentafel.exchange.zgw.client import Register, Zgw
from tests.keukentafel.exchange.oas import Document
from tests.keukentafel.exchange.zgw_typen import zet_zaaktype

DOCUMENTEN = {
    "zaken": "zgw/zaken/1.5.1/openapi.bundled.yaml",
    "documenten": "zgw/documenten/1.4.2/openapi.bundled.yaml",
    "besluiten": "zgw/besluiten/1.1.0/openapi.bundled.yaml",
}


@cache
def document(register: str) -> Document:
    return Document(DOCUMENTEN[register])


def gecontroleerd(vraag: Vraag) -> Antwoord:
    """Send, and hold what went and what came against the published document."""
    antwoord = antwoord_op(vraag)
    register, _, rest = vraag.adres.removeprefix(f"{fake.HOST}/").partition("/api/v1")
    if register in DOCUMENTEN:
        pad = rest.partition("?")[0]
        if vraag.lading and antwoord.status < 300 and vraag.methode != "PATCH":
            assert document(register).vraag_klopt(vraag.methode, pad, vraag.json()) == []
        if antwoord.inhoud:
            assert (
                document(register).antwoord_klopt(
                    vraag.methode, pad, antwoord.status, json.loads(antwoord.inhoud)
                )
                == []
            )
    return antwoord


@pytest.fixture(autouse=True)
def registers(tmp_path: Any, settings: Any) -> None:
    settings.KT_PROEFSYSTEMEN = tmp_path / "proef.sqlite"


def register(naam: str = "zrc", **anders: Any) -> Zgw:
    toegang = {"client_id": fake.CLIENT, "geheim": fake.GEHEIM, **anders}
    return Zgw(Register(fake.ADRESSEN[naam], **toegang), zender=gecontroleerd)


def zaak(zaaktype: str, **anders: Any) -> dict[str, Any]:
    return {
        "bronorganisatie": "123456782", "verantwoordelijkeOrganisatie": "123456782", "zaaktype": zaaktype,
        "startdatum": "2026-01-05", "identificatie": "Z-1", **anders,
    }  # fmt: skip


def test_a_whole_zaak_is_made_and_read_in_the_form_of_the_documents():
    zaaktype = zet_zaaktype()
    typen = {
        bron: [rij["url"] for rij in fake.rijen(bron)]
        for bron in ("statustypen", "resultaattypen", "roltypen", "besluittypen")
    }
    zrc = register()

    hun = zrc.maak("zaken", zaak(zaaktype))
    rol = {
        "zaak": hun["url"], "betrokkeneType": "natuurlijk_persoon", "roltype": typen["roltypen"][0],
        "roltoelichting": "Aanvrager", "betrokkeneIdentificatie": {"inpBsn": "999990019"},
    }  # fmt: skip
    zrc.maak("rollen", rol)
    zrc.maak(
        "statussen",
        {
            "zaak": hun["url"],
            "statustype": typen["statustypen"][0],
            "datumStatusGezet": "2026-01-05T10:00:00Z",
        },
    )
    zrc.maak("resultaten", {"zaak": hun["url"], "resultaattype": typen["resultaattypen"][0]})
    eind = next(r["url"] for r in fake.rijen("statustypen") if r["isEindstatus"])
    zrc.maak(
        "statussen", {"zaak": hun["url"], "statustype": eind, "datumStatusGezet": "2026-02-05T10:00:00Z"}
    )
    besluit = {
        "zaak": hun["url"], "besluittype": typen["besluittypen"][0], "verantwoordelijkeOrganisatie": "123456782",
        "datum": "2026-02-01", "ingangsdatum": "2026-02-02",
    }  # fmt: skip
    register("brc").maak("besluiten", besluit)
    zrc.wijzig(hun["url"], {"omschrijving": "Melding"})

    assert zrc.haal(hun["url"])["einddatum"] == "2026-02-05"
    assert [rij["omschrijving"] for rij in zrc.lijst("zaken", identificatie="Z-1")] == ["Melding"]
    zrc.weg(fake.rijen("rollen")[0]["url"])
    zrc.weg(fake.url("rollen", "11111111-1111-4111-8111-111111111111"))
    assert fake.rijen("rollen") == []


def test_a_letter_goes_to_the_register_of_documents_and_to_its_zaak():
    zaaktype = zet_zaaktype()
    hun = register().maak("zaken", zaak(zaaktype))
    soort = fake.rijen("informatieobjecttypen")[0]["url"]
    brief = {
        "identificatie": "D-1", "bronorganisatie": "123456782", "creatiedatum": "2026-01-05", "titel": "Brief",
        "auteur": "Gemeente Lindewaard", "taal": "nld", "informatieobjecttype": soort, "inhoud": "R2VhY2h0ZQ==",
        "bestandsomvang": 7, "bestandsnaam": "brief.pdf", "formaat": "application/pdf", "status": "definitief",
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "indicatieGebruiksrecht": False,
    }  # fmt: skip

    document_ = register("drc").maak("enkelvoudiginformatieobjecten", brief)
    register().maak("zaakinformatieobjecten", {"zaak": hun["url"], "informatieobject": document_["url"]})

    assert document_["bestandsomvang"] == 7
    assert [r["informatieobject"] for r in register().lijst("zaakinformatieobjecten", zaak=hun["url"])] == [
        document_["url"]
    ]


def test_types_of_another_zaaktype_and_missing_fields_are_refused_without_telling_what_was_in_them():
    zaaktype, ander = zet_zaaktype(), zet_zaaktype("ANDERS")
    hun = register().maak("zaken", zaak(zaaktype))
    vreemd = next(rij["url"] for rij in fake.rijen("statustypen") if rij["zaaktype"] == ander)

    with pytest.raises(Afgewezen, match="nonFieldErrors: zaaktype-mismatch"):
        register().maak(
            "statussen",
            {"zaak": hun["url"], "statustype": vreemd, "datumStatusGezet": "2026-01-05T10:00:00Z"},
        )
    with pytest.raises(Afgewezen, match="startdatum: required"):
        register().maak("zaken", {**zaak(zaaktype), "startdatum": ""})
    with pytest.raises(Afgewezen, match="zaaktype: bad-url"):
        register().maak("zaken", zaak(f"{fake.HOST}/catalogi/api/v1/zaaktypen/weg"))


def test_who_has_another_secret_is_refused():
    with pytest.raises(Afgewezen, match="client ID") as nee:
        list(register(geheim="een-heel-ander-geheim-van-32-tekens!").lijst("zaken"))
    assert nee.value.status == 403


def test_our_token_goes_nowhere_else():
    elders = Antwoord(
        200,
        {},
        json.dumps({"count": 1, "next": "https://elders.example/zaken?page=2", "results": []}).encode(),
    )
    zgw = Zgw(Register("https://zaken.example/api/v1", "k", "s" * 32), zender=lambda _: elders)

    with pytest.raises(Onbereikbaar, match="ander systeem"):
        list(zgw.lijst("zaken"))
    with pytest.raises(Onbereikbaar, match="ander systeem"):
        zgw.haal("https://elders.example/zaken/1")
    assert "s" * 32 not in repr(zgw.register)


def test_pages_are_followed_and_a_bare_list_is_one():
    bladen = {
        "https://z.example/v1/zaken": {"next": "https://z.example/v1/zaken?page=2", "results": [{"n": 1}]},
        "https://z.example/v1/zaken?page=2": {"next": None, "results": [{"n": 2}]},
        "https://z.example/v1/zaakinformatieobjecten": [{"n": 3}],
    }
    zgw = Zgw(
        Register("https://z.example/v1", "k", "s" * 32),
        zender=lambda v: Antwoord(200, {}, json.dumps(bladen[v.adres]).encode()),
    )

    assert [rij["n"] for rij in zgw.lijst("zaken")] == [1, 2]
    assert [rij["n"] for rij in zgw.lijst("zaakinformatieobjecten")] == [3]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_register_that_is_away_is_tried_again_later(status: int):
    zgw = Zgw(Register("https://z.example/v1", "k", "s" * 32), zender=lambda _: Antwoord(status))

    with pytest.raises(Onbereikbaar):
        zgw.haal("zaken/1")
