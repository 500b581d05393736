"""A catalogue goes out as a zip and comes in at another gemeente: all of it, or nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Klant
from django.utils import timezone

from api.zgw.catalogi.overdracht import schrijf
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.zgw.beheer.actions.catalogus import import_catalogus
from modules.zgw.beheer.overdracht import BestandKloptNiet, InlezenMislukt
from modules.zgw.catalogus.models import (
    Catalogus,
    Eigenschap,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Zaaktype,
    ZaaktypeBesluit,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.eigen import DOMEIN
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.django_db


def eigen() -> Catalogus:
    return Catalogus.objects.get(domein=DOMEIN)


def verander(inhoud: bytes, **per_bestand: Callable[[list[dict[str, Any]]], Any]) -> bytes:
    """Return the zip with some of its files changed."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as van, zipfile.ZipFile(uit, "w") as naar:
        for naam in van.namelist():
            rijen = json.loads(van.read(naam))
            per_bestand.get(naam.removesuffix(".json"), lambda rijen: None)(rijen)
            naar.writestr(naam, json.dumps(rijen))
    return uit.getvalue()


def ander_domein(inhoud: bytes, **meer: Any) -> bytes:
    def catalogus(rijen: list[dict[str, Any]]) -> None:
        rijen[0] |= {"domein": "ANDER", "rsin": "517439943"}

    return verander(inhoud, Catalogus=catalogus, **meer)


def telling(catalogus: Catalogus) -> dict[str, int]:
    waar: dict[Any, str] = {
        Zaaktype: "soort__catalogus", Informatieobjecttype: "soort__catalogus",
        Statustype: "zaaktype__soort__catalogus", Resultaattype: "zaaktype__soort__catalogus",
        Roltype: "zaaktype__soort__catalogus", Eigenschap: "zaaktype__soort__catalogus",
        ZaaktypeInformatieobjecttype: "zaaktype__soort__catalogus", ZaaktypeBesluit: "zaaksoort__catalogus",
    }  # fmt: skip
    return {
        model.__name__: model._default_manager.filter(**{pad: catalogus}).count()
        for model, pad in waar.items()
    }


def test_a_catalogue_comes_in_whole_at_another_gemeente_as_concepts(
    in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    inhoud, telde = ander_domein(schrijf(eigen())), telling(eigen())

    with in_gemeente(hoogmeren):
        verslag = import_catalogus(inhoud=inhoud, by=None, at=timezone.now())

        nieuw = Catalogus.objects.get(domein="ANDER")
        assert telling(nieuw) == telde
        assert not Zaaktype.objects.gepubliceerd().filter(soort__catalogus=nieuw).exists()
        assert verslag.opmerkingen == []
        wmo = Zaaktype.objects.get(soort__catalogus=nieuw, soort__identificatie="SD-WMO")
        toegekend = Resultaattype.objects.get(zaaktype=wmo, omschrijving="Toegekend")
        assert (toegekend.archieftermijn, toegekend.afleidingswijze) == ("P15Y", "afgehandeld")
        assert (
            Zaaktype.objects.get(soort__identificatie="SD-HUISHOUDEN", soort__catalogus=nieuw).doorlooptijd
            == "P365D"
        )


def test_what_is_there_already_is_left_alone_and_said(in_lindewaard: GemeenteRef) -> None:
    voor = telling(eigen())

    verslag = import_catalogus(inhoud=schrijf(eigen()), by=None, at=timezone.now())

    assert telling(eigen()) == voor
    assert (verslag.gemaakt, len(verslag.opmerkingen)) == ({}, 4)


def test_a_later_version_comes_in_as_the_concept_of_the_type_that_is_there(
    in_lindewaard: GemeenteRef,
) -> None:
    def later(rijen: list[dict[str, Any]]) -> None:
        for rij in rijen:
            rij["beginGeldigheid"] = "2030-01-01"

    verslag = import_catalogus(inhoud=verander(schrijf(eigen()), ZaakType=later), by=None, at=timezone.now())

    concepten = Zaaktype.objects.filter(soort__catalogus=eigen(), is_concept=True)
    assert (concepten.count(), verslag.gemaakt["Zaaktypen"]) == (4, 4)
    assert Soort.objects.filter(catalogus=eigen(), identificatie="SD-WMO").count() == 1


def test_an_end_of_a_newer_selectielijst_keeps_the_term_of_the_file(in_lindewaard: GemeenteRef) -> None:
    def onbekend(rijen: list[dict[str, Any]]) -> None:
        for rij in rijen:
            rij["selectielijstklasse"] = (
                "https://selectielijst.openzaak.nl/api/v1/resultaten/cc5ae4e3-a9e6-4386-bcee-46be4986a829"
            )
            rij["archiefactietermijn"] = "P7Y"

    verslag = import_catalogus(
        inhoud=ander_domein(schrijf(eigen()), ResultaatType=onbekend), by=None, at=timezone.now()
    )

    rijen = Resultaattype.objects.filter(zaaktype__soort__catalogus=verslag.catalogus)
    assert {rij.archieftermijn for rij in rijen} == {"P7Y"}
    assert len(verslag.opmerkingen) == rijen.count() == 19


def test_one_fault_in_the_file_keeps_all_of_it_out_and_says_where(in_lindewaard: GemeenteRef) -> None:
    def stuk(rijen: list[dict[str, Any]]) -> None:
        rijen[0]["volgnummer"] = "geen getal"

    with pytest.raises(InlezenMislukt) as nee:
        import_catalogus(inhoud=ander_domein(schrijf(eigen()), StatusType=stuk), by=None, at=timezone.now())

    assert [zin.partition(":")[0].partition(",")[0] for zin in nee.value.fouten] == ["Standen"]
    assert not Catalogus.objects.filter(domein="ANDER").exists()


@pytest.mark.parametrize("inhoud", [b"", b"geen zip", b"PK\x03\x04stuk"])
def test_what_is_no_catalogue_is_refused(in_lindewaard: GemeenteRef, inhoud: bytes) -> None:
    with pytest.raises(BestandKloptNiet):
        import_catalogus(inhoud=inhoud, by=None, at=timezone.now())


def test_a_zip_that_unpacks_to_far_more_is_refused(in_lindewaard: GemeenteRef, monkeypatch: Any) -> None:
    monkeypatch.setattr("api.zgw.catalogi.overdracht.UITGEPAKT", 1000)

    with pytest.raises(BestandKloptNiet):
        import_catalogus(inhoud=schrijf(eigen()), by=None, at=timezone.now())


def test_an_administrator_downloads_a_catalogue_and_reads_it_in_on_screen(
    klant: Klant, in_lindewaard: GemeenteRef
) -> None:
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))

    uit = klant.get(f"/koppelingen/catalogus/{eigen().pk}/download")
    bestand = SimpleUploadedFile("catalogus.zip", ander_domein(uit.content))
    binnen = klant.post("/koppelingen/catalogus/inlezen", {"bestand": bestand})
    leeg = klant.post("/koppelingen/catalogus/inlezen", {"bestand": SimpleUploadedFile("x.zip", b"niets")})

    assert uit["Content-Disposition"] == 'attachment; filename="catalogus-socdo.zip"'
    assert binnen.status_code == 200
    assert "Publiceer deze zaaktypen als ze kloppen" in binnen.content.decode()
    assert leeg.status_code == 422
    assert "is geen catalogus" in leeg.content.decode()
