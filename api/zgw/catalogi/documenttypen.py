"""`/informatieobjecttypen` and `/zaaktype-informatieobjecttypen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.catalogi.basis import (
    FORCEREN,
    LEZEN,
    STATUS,
    VERWIJDEREN,
    WIJZIGEN,
    CatalogiBron,
    Versiebron,
    VersieVraag,
    lees_soorten,
)
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik, woord
from api.zgw.kern.bron import Vraag
from api.zgw.kern.velden import NulTekst, Tekst, VertrouwelijkheidVeld, Verwijzing
from modules.zgw.catalogus.actions.onderdelen import remove_onderdeel, save_documentrelatie
from modules.zgw.catalogus.actions.types import publish_versie, remove_versie, save_informatieobjecttype
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import (
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Informatieobjecttype,
    Richting,
    Statustype,
    Typesoort,
    Zaaktype,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.queries import geldende

_GENERIEK = "informatieobjecttypeOmschrijvingGeneriek"
GENERIEK = (
    _GENERIEK,
    "definitieInformatieobjecttypeOmschrijvingGeneriek",
    "herkomstInformatieobjecttypeOmschrijvingGeneriek",
    "hierarchieInformatieobjecttypeOmschrijvingGeneriek",
    "opmerkingInformatieobjecttypeOmschrijvingGeneriek",
)


class GeneriekLezer(serializers.Serializer[Any]):
    """The general description of a kind of document."""

    informatieobjecttypeOmschrijvingGeneriek = Tekst(max_length=80)
    definitieInformatieobjecttypeOmschrijvingGeneriek = Tekst(max_length=255)
    herkomstInformatieobjecttypeOmschrijvingGeneriek = Tekst(max_length=12)
    hierarchieInformatieobjecttypeOmschrijvingGeneriek = Tekst(max_length=80)
    opmerkingInformatieobjecttypeOmschrijvingGeneriek = NulTekst(max_length=255)


class InformatieobjecttypeLezer(serializers.Serializer[Informatieobjecttype]):
    """A version of a kind of document."""

    url = serializers.URLField(read_only=True)
    catalogus = Verwijzing("ztc", "catalogussen", Catalogus.objects.all)
    omschrijving = Tekst(max_length=80)
    vertrouwelijkheidaanduiding = VertrouwelijkheidVeld(source="vertrouwelijkheid")
    beginGeldigheid = serializers.DateField(source="begin_geldigheid")
    eindeGeldigheid = serializers.DateField(
        required=False, allow_null=True, default=None, source="einde_geldigheid"
    )
    beginObject = serializers.DateField(required=False, allow_null=True, default=None, source="begin_object")
    eindeObject = serializers.DateField(required=False, allow_null=True, default=None, source="einde_object")
    concept = serializers.BooleanField(read_only=True)
    zaaktypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    besluittypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    informatieobjectcategorie = Tekst(max_length=80, source="categorie")
    trefwoord = serializers.ListField(
        child=Tekst(max_length=30), required=False, default=list, source="trefwoorden"
    )
    omschrijvingGeneriek = GeneriekLezer(
        required=False, allow_null=True, default=None, source="omschrijving_generiek"
    )


class InformatieobjecttypeVraag(VersieVraag):
    """How kinds of documents are asked for."""

    omschrijving = serializers.CharField(required=False)


class Informatieobjecttypen(Versiebron):
    """Kinds of documents, by version."""

    naam, operatie = "informatieobjecttypen", "informatieobjecttype"
    serializer_class = InformatieobjecttypeLezer
    vraag = InformatieobjecttypeVraag
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("catalogi.schrijven",), "update": WIJZIGEN,
        "destroy": VERWIJDEREN, "publish": ("catalogi.schrijven",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Informatieobjecttype]:
        zaken = ZaaktypeInformatieobjecttype.objects.filter(documentsoort=OuterRef("soort")).order_by("id")
        besluiten = BesluittypeInformatieobject.objects.filter(documentsoort=OuterRef("soort")).order_by("id")
        return (
            Informatieobjecttype.objects.select_related("soort")
            .order_by("omschrijving", "-begin_geldigheid", "id")
            .annotate(
                zaaktype_ids=ArraySubquery(zaken.values("zaaktype")),
                besluitsoort_ids=ArraySubquery(besluiten.values("besluitsoort")),
            )
        )

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        return rijen.filter(omschrijving=waarden["omschrijving"]) if "omschrijving" in waarden else rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        soorten = {soort for rij in rijen for soort in rij.besluitsoort_ids}
        blik.geladen["besluiten"] = geldende({Besluittype: soorten}, blik.dag)

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        versies = blik.geladen["besluiten"]
        besluiten = (versies[soort] for soort in rij.besluitsoort_ids if soort in versies)
        return {
            "url": blik.url("ztc", "informatieobjecttypen", rij.pk),
            "catalogus": blik.url("ztc", "catalogussen", rij.soort.catalogus_id),
            "omschrijving": rij.omschrijving,
            "vertrouwelijkheidaanduiding": woord(rij.vertrouwelijkheid),
            "beginGeldigheid": rij.begin_geldigheid,
            "eindeGeldigheid": rij.einde_geldigheid,
            "beginObject": rij.begin_object,
            "eindeObject": rij.einde_object,
            "concept": rij.is_concept,
            "zaaktypen": blik.urls("ztc", "zaaktypen", rij.zaaktype_ids),
            "besluittypen": blik.urls("ztc", "besluittypen", besluiten),
            "informatieobjectcategorie": rij.categorie,
            "trefwoord": rij.trefwoorden,
            "omschrijvingGeneriek": rij.omschrijving_generiek or dict.fromkeys(GENERIEK, ""),
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return self.toon(rij, blik) | ({} if rij.omschrijving_generiek else {"omschrijvingGeneriek": None})

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Informatieobjecttype:
        velden = dict(gegevens)
        generiek = velden["omschrijving_generiek"]
        velden["omschrijving_generiek"] = dict(generiek) if generiek else None
        return save_informatieobjecttype(
            rij=rij, catalogus=velden.pop("catalogus"), velden=velden, geforceerd=self.mag(*FORCEREN)
        )

    def verwijder(self, rij: Any) -> None:
        remove_versie(
            rij=rij, geforceerd=self.mag("catalogi.geforceerd-verwijderen"), in_gebruik=is_in_gebruik(rij)
        )

    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Publish a version."""
        return self.antwoord_gepubliceerd(publish_versie(rij=self.zoek(schrijven=True)))


def groepeer(paren: Any) -> dict[UUID, list[UUID]]:
    """Gather pairs by their first."""
    uit: dict[UUID, list[UUID]] = {}
    for eerste, tweede in paren:
        uit.setdefault(eerste, []).append(tweede)
    return uit


class DocumentrelatieLezer(serializers.Serializer[ZaaktypeInformatieobjecttype]):
    """Documents of a kind belong to zaken of a type."""

    url = serializers.URLField(read_only=True)
    zaaktype = Verwijzing("ztc", "zaaktypen", lambda: Zaaktype.objects.select_related("soort__catalogus"))
    zaaktypeIdentificatie = serializers.CharField(read_only=True)
    catalogus = serializers.URLField(read_only=True)
    informatieobjecttype = Tekst(max_length=1000)
    volgnummer = serializers.IntegerField(min_value=1, max_value=999)
    richting = serializers.ChoiceField(choices=Richting.choices)
    statustype = Verwijzing(
        "ztc", "statustypen", Statustype.objects.all, required=False, allow_null=True, default=None
    )


class DocumentrelatieVraag(Vraag):
    """How these relations are asked for."""

    zaaktype = serializers.URLField(required=False)
    informatieobjecttype = serializers.CharField(required=False)
    richting = serializers.ChoiceField(choices=Richting.choices, required=False)
    status = serializers.ChoiceField(choices=STATUS, required=False)


class Documentrelaties(CatalogiBron):
    """Which documents belong to which zaken."""

    naam, operatie = "zaaktype-informatieobjecttypen", "zaakinformatieobjecttype"
    serializer_class = DocumentrelatieLezer
    vraag = DocumentrelatieVraag
    scopes = {
        "list": LEZEN,
        "retrieve": LEZEN,
        "create": WIJZIGEN,
        "update": WIJZIGEN,
        "destroy": VERWIJDEREN,
    }

    def rijen(self) -> QuerySet[ZaaktypeInformatieobjecttype]:
        return ZaaktypeInformatieobjecttype.objects.select_related(
            "zaaktype__soort", "documentsoort"
        ).order_by("zaaktype", "volgnummer", "id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        status = waarden.get("status", "definitief")
        if status != "alles":
            rijen = rijen.filter(zaaktype__is_concept=status == "concept")
        if "richting" in waarden:
            rijen = rijen.filter(richting=waarden["richting"])
        if "zaaktype" in waarden:
            plek = ontleed(waarden["zaaktype"])
            rijen = rijen.none() if plek is None else rijen.filter(zaaktype=plek.id)
        if "informatieobjecttype" in waarden:
            rijen = _van_document(rijen, waarden["informatieobjecttype"])
        return rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        soorten = {rij.documentsoort_id for rij in rijen}
        blik.geladen["d"] = geldende({Informatieobjecttype: soorten}, blik.dag)

    def toon(self, rij: ZaaktypeInformatieobjecttype, blik: Blik) -> dict[str, Any]:
        document = blik.geladen["d"].get(rij.documentsoort_id)
        return {
            "url": blik.url("ztc", "zaaktype-informatieobjecttypen", rij.pk),
            "zaaktype": blik.url("ztc", "zaaktypen", rij.zaaktype_id),
            "zaaktypeIdentificatie": rij.zaaktype.soort.identificatie,
            "catalogus": blik.url("ztc", "catalogussen", rij.zaaktype.soort.catalogus_id),
            "informatieobjecttype": blik.url("ztc", "informatieobjecttypen", document)
            or rij.documentsoort.identificatie,
            "volgnummer": rij.volgnummer,
            "richting": rij.richting,
            "statustype": blik.url("ztc", "statustypen", rij.statustype_id),
        }

    def bewaar(
        self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool
    ) -> ZaaktypeInformatieobjecttype:
        velden = dict(gegevens)
        zaaktype = velden.pop("zaaktype")
        soorten = lees_soorten(
            "informatieobjecttype", [velden.pop("informatieobjecttype")], zaaktype.soort.catalogus,
            Typesoort.INFORMATIEOBJECTTYPE, los=True,
        )  # fmt: skip
        return save_documentrelatie(
            rij=rij,
            zaaktype=zaaktype,
            documentsoort=soorten[0],
            velden=velden,
            geforceerd=self.mag(*FORCEREN),
        )

    def verwijder(self, rij: Any) -> None:
        remove_onderdeel(rij=rij, geforceerd=self.mag("catalogi.geforceerd-verwijderen"))


def _van_document(rijen: QuerySet[Any], waarde: str) -> QuerySet[Any]:
    """Keep the relations of a kind of document, by address or by omschrijving."""
    if not waarde.startswith(("http:", "https:")):
        return rijen.filter(documentsoort__identificatie=waarde)
    plek = ontleed(waarde)
    if plek is None:
        return rijen.none()
    soorten = Informatieobjecttype.objects.filter(pk=plek.id).values("soort")
    return rijen.filter(documentsoort__in=soorten)
