"""Documents of zaken and of decisions: rules zrc-003 to 005, 017, 022, 023 and brc-003 to 005, 008, 009."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.documenten.models import ObjectInformatieobject
from tests.api.zgw.test_besluiten import BRC, Besluitwereld
from tests.api.zgw.test_catalogi import ZTC
from tests.api.zgw.test_zaken import CRS, ZRC, fouten, pad
from tests.api.zgw.toneel import maak_programma

pytestmark = pytest.mark.django_db
DRC = "/documenten/api/v1"


class Documentwereld(Besluitwereld):
    """A zaaktype and a besluittype that know a document type, and one document type of neither."""

    def voor_publicatie(self) -> None:
        super().voor_publicatie()
        self.p.post(f"{ZTC}/zaaktype-informatieobjecttypen", {
            "zaaktype": self.zaaktype, "informatieobjecttype": "Beschikking", "volgnummer": 1, "richting": "uitgaand",
        })  # fmt: skip
        self.vreemd = self.ztc.documenttype("Foto").json()["url"]
        self.ztc.publiceer(self.vreemd)

    def document(self, **anders: Any) -> Any:
        return self.p.post(f"{DRC}/enkelvoudiginformatieobjecten", {
            "bronorganisatie": "517439943", "creatiedatum": localdate().isoformat(), "titel": "Document",
            "auteur": "Wijkteam", "taal": "nld", "informatieobjecttype": self.beschikking,
            "inhoud": base64.b64encode(b"Beste mevrouw").decode(), "bestandsomvang": 13, **anders,
        })  # fmt: skip

    def bij_zaak(self, zaak: str, document: str, **anders: Any) -> Any:
        lijf = {"zaak": zaak, "informatieobject": document, **anders}
        return self.p.post(f"{ZRC}/zaakinformatieobjecten", lijf)

    def bij_besluit(self, besluit: str, document: str) -> Any:
        return self.p.post(
            f"{BRC}/besluitinformatieobjecten", {"besluit": besluit, "informatieobject": document}
        )

    def kent(self, document: str) -> list[tuple[str, str]]:
        rijen = self.p.get(f"{DRC}/objectinformatieobjecten?informatieobject={document}").json()
        return sorted((rij["objectType"], rij["object"]) for rij in rijen)


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Documentwereld:
    return Documentwereld(klant)


def test_a_document_of_a_zaak_stands_in_both_registers_and_goes_from_both_zrc_003_to_zrc_005(
    wereld: Documentwereld,
) -> None:
    zaak, document = wereld.zaak().json()["url"], wereld.document().json()["url"]
    status = wereld.status(zaak, wereld.eerste).json()["url"]
    gemaakt = wereld.bij_zaak(zaak, document, titel="Brief", status=status)
    band = gemaakt.json()
    bekend = wereld.kent(document)
    gewijzigd = wereld.p.patch(pad(band["url"]), {"beschrijving": "Verstuurd"}).json()
    vervangen = wereld.p.put(pad(band["url"]), {"zaak": zaak, "informatieobject": document}).json()
    wereld.p.patch(pad(band["url"]), {"status": status})
    uitgeklapt = wereld.p.get(f"{pad(zaak)}?expand=status.zaakinformatieobjecten").json()["_expand"]["status"]

    assert (gemaakt.status_code, band["aardRelatieWeergave"]) == (201, "Hoort bij, omgekeerd: kent")
    assert (band["titel"], band["status"]) == ("Brief", status)
    assert bekend == [("zaak", zaak)]
    assert (gewijzigd["titel"], gewijzigd["beschrijving"]) == ("Brief", "Verstuurd")
    assert (vervangen["titel"], vervangen["beschrijving"], vervangen["status"]) == ("", "", None)
    assert vervangen["registratiedatum"] == band["registratiedatum"]
    assert uitgeklapt["_expand"]["zaakinformatieobjecten"][0]["url"] == band["url"]
    for vraag, verwacht in (
        (f"zaak={zaak}", 1),
        (f"informatieobject={document}", 1),
        (f"zaak={document}", 0),
    ):
        assert len(wereld.p.get(f"{ZRC}/zaakinformatieobjecten?{vraag}").json()) == verwacht
    assert wereld.p.get(pad(zaak)).json()["zaakinformatieobjecten"] == [band["url"]]
    assert fouten(wereld.p.delete(pad(document))) == [("nonFieldErrors", "pending-relations")]
    assert wereld.p.delete(pad(band["url"])).status_code == 204
    assert wereld.kent(document) == []
    assert [(regel["resource"], regel["actie"]) for regel in wereld.p.get(f"{pad(zaak)}/audittrail").json()][
        -5:
    ] == [
        ("zaakinformatieobject", "create"), ("zaakinformatieobject", "partial_update"),
        ("zaakinformatieobject", "update"), ("zaakinformatieobject", "partial_update"),
        ("zaakinformatieobject", "destroy"),
    ]  # fmt: skip


def test_what_is_not_right_is_refused_zrc_003_zrc_004_zrc_017(wereld: Documentwereld) -> None:
    zaak, document = wereld.zaak().json()["url"], wereld.document().json()["url"]
    ander, foto = (
        wereld.document().json()["url"],
        wereld.document(informatieobjecttype=wereld.vreemd).json()["url"],
    )
    band = wereld.bij_zaak(zaak, document).json()["url"]
    andere_zaak = wereld.zaak().json()["url"]
    status = wereld.status(andere_zaak, wereld.eerste).json()["url"]

    assert fouten(wereld.bij_zaak(zaak, "https://elders.example/d/1")) == [("informatieobject", "bad-url")]
    assert fouten(wereld.bij_zaak(zaak, wereld.beschikking)) == [("informatieobject", "invalid-resource")]
    assert fouten(wereld.bij_zaak(zaak, document)) == [("nonFieldErrors", "unique")]
    assert fouten(wereld.bij_zaak(zaak, ander, status=status)) == [("status", "invalid")]
    assert fouten(wereld.bij_zaak(zaak, foto)) == [
        ("nonFieldErrors", "missing-zaaktype-informatieobjecttype-relation")
    ]
    assert fouten(wereld.p.patch(pad(band), {"zaak": andere_zaak})) == [("zaak", "wijzigen-niet-toegelaten")]
    assert fouten(wereld.p.patch(pad(band), {"informatieobject": ander})) == [
        ("informatieobject", "wijzigen-niet-toegelaten")
    ]


def test_rights_are_those_of_the_zaak_and_a_closed_zaak_takes_no_documents(wereld: Documentwereld) -> None:
    zaak, document = wereld.zaak().json()["url"], wereld.document(indicatieGebruiksrecht=False).json()["url"]
    buiten = wereld.zaak(vertrouwelijkheidaanduiding="geheim").json()["url"]
    band, dicht = (
        wereld.bij_zaak(zaak, document).json()["url"],
        wereld.bij_zaak(buiten, document).json()["url"],
    )
    wereld.sluit(zaak)
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    zwak = maak_programma(
        wereld.klant, "zwak", rechten=[Gevraagd("zrc", ("zaken.lezen", "zaken.bijwerken"), soort, 5)], **CRS
    )

    geweigerd = [
        zwak.post(f"{ZRC}/zaakinformatieobjecten", {"zaak": zaak, "informatieobject": document}),
        zwak.patch(pad(band), {"titel": "x"}),
        zwak.delete(pad(band)),
    ]
    assert [(a.status_code, a.json()["code"]) for a in geweigerd] == [(403, "zaak-closed")] * 3
    assert [rij["url"] for rij in zwak.get(f"{ZRC}/zaakinformatieobjecten").json()] == [band]
    assert zwak.get(pad(dicht)).status_code == 403
    assert zwak.post(
        f"{ZRC}/zaakinformatieobjecten", {"zaak": buiten, "informatieobject": document}
    ).status_code == 403  # fmt: skip


def test_a_zaak_closes_and_is_archived_only_with_its_documents_in_order_zrc_007_zrc_022(
    wereld: Documentwereld,
) -> None:
    zaak, document = wereld.zaak().json()["url"], wereld.document().json()["url"]
    wereld.bij_zaak(zaak, document)
    open_ = wereld.sluit(zaak)
    slot = wereld.p.post(f"{pad(document)}/lock").json()["lock"]
    wereld.p.patch(pad(document), {"indicatieGebruiksrecht": False, "lock": slot})
    wereld.p.post(f"{pad(document)}/unlock", {"lock": slot})
    dicht = wereld.status(zaak, wereld.einde)
    te_vroeg = wereld.p.patch(pad(zaak), {"archiefstatus": "gearchiveerd"})
    slot = wereld.p.post(f"{pad(document)}/lock").json()["lock"]
    wereld.p.patch(pad(document), {"status": "gearchiveerd", "lock": slot})
    daarna = wereld.p.patch(pad(zaak), {"archiefstatus": "gearchiveerd"})

    assert fouten(open_) == [("nonFieldErrors", "indicatiegebruiksrecht-unset")]
    assert dicht.status_code == 201
    assert fouten(te_vroeg) == [("nonFieldErrors", "documents-not-archived")]
    assert (daarna.status_code, daarna.json()["archiefstatus"]) == (200, "gearchiveerd")


def test_a_document_holds_a_decision_and_goes_with_it_brc_003_to_brc_009(wereld: Documentwereld) -> None:
    besluit, document = wereld.besluit().json()["url"], wereld.document().json()["url"]
    foto = wereld.document(informatieobjecttype=wereld.vreemd).json()["url"]
    gemaakt = wereld.bij_besluit(besluit, document)
    bekend = wereld.kent(document)
    lijst = wereld.p.get(f"{BRC}/besluitinformatieobjecten?besluit={besluit}&expand=besluit").json()

    assert gemaakt.status_code == 201
    assert bekend == [("besluit", besluit)]
    assert lijst[0]["_expand"]["besluit"]["url"] == besluit
    assert [rij["url"] for rij in lijst] == [gemaakt.json()["url"]]
    assert wereld.p.get(pad(gemaakt.json()["url"])).json()["informatieobject"] == document
    assert fouten(wereld.bij_besluit(besluit, document)) == [("nonFieldErrors", "unique")]
    assert fouten(wereld.bij_besluit(besluit, "https://elders.example/1")) == [
        ("informatieobject", "bad-url")
    ]
    assert fouten(wereld.bij_besluit(besluit, foto)) == [
        ("nonFieldErrors", "missing-besluittype-informatieobjecttype-relation")
    ]
    assert wereld.p.delete(pad(gemaakt.json()["url"])).status_code == 204
    wereld.bij_besluit(besluit, document)
    wereld.p.delete(pad(besluit))
    assert wereld.kent(document) == []


def test_a_zaak_that_goes_leaves_no_tie_behind_and_a_list_costs_the_same_with_many(
    wereld: Documentwereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zaak = wereld.zaak().json()["url"]
    deel = wereld.zaak(hoofdzaak=zaak).json()["url"]
    document = wereld.document().json()["url"]
    wereld.bij_zaak(deel, document)
    for _ in range(3):
        wereld.bij_zaak(zaak, wereld.document().json()["url"])

    with django_assert_num_queries(5):
        wereld.p.get(f"{ZRC}/zaakinformatieobjecten?zaak={zaak}")
    assert wereld.p.delete(pad(zaak)).status_code == 204
    assert not ObjectInformatieobject.objects.filter(document=document[-36:]).exists()
