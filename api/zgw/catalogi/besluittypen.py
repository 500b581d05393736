"""`/besluittypen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.catalogi.basis import (
    FORCEREN,
    LEZEN,
    VERWIJDEREN,
    WIJZIGEN,
    Versiebron,
    VersieVraag,
    lees_soorten,
)
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik, leeg_is_nul
from api.zgw.kern.velden import LegeTekst, NulDuur, Tekst, Verwijzing
from modules.zgw.catalogus.actions.types import publish_versie, remove_versie, save_besluittype
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import (
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Informatieobjecttype,
    Resultaattype,
    Soort,
    Typesoort,
    Zaaktype,
    ZaaktypeBesluit,
)
from modules.zgw.catalogus.queries import geldende


class BesluittypeLezer(serializers.Serializer[Besluittype]):
    """A version of a kind of decision. `zaaktypen` may be sent by who speaks the dialect of Open Zaak."""

    url = serializers.URLField(read_only=True)
    catalogus = Verwijzing("ztc", "catalogussen", Catalogus.objects.all)
    zaaktypen = serializers.ListField(child=Tekst(max_length=1000), required=False)
    omschrijving = LegeTekst(max_length=80)
    omschrijvingGeneriek = LegeTekst(max_length=80, source="omschrijving_generiek")
    besluitcategorie = LegeTekst(max_length=40)
    reactietermijn = NulDuur()
    publicatieIndicatie = serializers.BooleanField(source="is_te_publiceren")
    publicatietekst = LegeTekst()
    publicatietermijn = NulDuur()
    toelichting = LegeTekst()
    informatieobjecttypen = serializers.ListField(child=Tekst(max_length=1000))
    beginGeldigheid = serializers.DateField(source="begin_geldigheid")
    eindeGeldigheid = serializers.DateField(
        required=False, allow_null=True, default=None, source="einde_geldigheid"
    )
    beginObject = serializers.DateField(required=False, allow_null=True, default=None, source="begin_object")
    eindeObject = serializers.DateField(required=False, allow_null=True, default=None, source="einde_object")
    concept = serializers.BooleanField(read_only=True)
    resultaattypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    resultaattypenOmschrijving = serializers.ListField(child=serializers.CharField(), read_only=True)
    vastgelegdIn = serializers.ListField(child=serializers.CharField(), read_only=True)


class BesluittypeVraag(VersieVraag):
    """How kinds of decisions are asked for."""

    zaaktypen = serializers.CharField(required=False)
    informatieobjecttypen = serializers.CharField(required=False)
    omschrijving = serializers.CharField(required=False)


class Besluittypen(Versiebron):
    """Kinds of decisions, by version."""

    naam, operatie = "besluittypen", "besluittype"
    serializer_class = BesluittypeLezer
    vraag = BesluittypeVraag
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("catalogi.schrijven",), "update": WIJZIGEN,
        "destroy": VERWIJDEREN, "publish": ("catalogi.schrijven",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Besluittype]:
        zaken = ZaaktypeBesluit.objects.filter(besluitsoort=OuterRef("soort")).order_by("id")
        documenten = BesluittypeInformatieobject.objects.filter(besluitsoort=OuterRef("soort")).order_by("id")
        return (
            Besluittype.objects.select_related("soort")
            .order_by("omschrijving", "-begin_geldigheid", "id")
            .annotate(
                zaaksoort_ids=ArraySubquery(zaken.values("zaaksoort")),
                documentsoort_ids=ArraySubquery(documenten.values("documentsoort")),
            )
        )

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "omschrijving" in waarden:
            rijen = rijen.filter(omschrijving=waarden["omschrijving"])
        if "zaaktypen" in waarden:
            zaken = _soorten(waarden["zaaktypen"], Zaaktype, Typesoort.ZAAKTYPE)
            rijen = rijen.filter(soort__zaakrelaties__zaaksoort__in=zaken)
        if "informatieobjecttypen" in waarden:
            soorten = _soorten(
                waarden["informatieobjecttypen"], Informatieobjecttype, Typesoort.INFORMATIEOBJECTTYPE
            )
            rijen = rijen.filter(soort__documentrelaties__documentsoort__in=soorten)
        return rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        soorten = [rij.soort_id for rij in rijen]
        resultaten: dict[Any, list[Resultaattype]] = {}
        for resultaattype in Resultaattype.objects.filter(besluitsoorten__overlap=soorten).order_by(
            "omschrijving", "id"
        ):
            for soort in resultaattype.besluitsoorten:
                resultaten.setdefault(soort, []).append(resultaattype)
        blik.geladen["resultaten"] = resultaten
        blik.geladen["versies"] = geldende(
            {
                Zaaktype: {soort for rij in rijen for soort in rij.zaaksoort_ids},
                Informatieobjecttype: {soort for rij in rijen for soort in rij.documentsoort_ids},
            },
            blik.dag,
        )

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        geladen = blik.geladen
        versies = geladen["versies"]
        zaken = [versies[soort] for soort in rij.zaaksoort_ids if soort in versies]
        documenten = [versies[soort] for soort in rij.documentsoort_ids if soort in versies]
        resultaten = geladen["resultaten"].get(rij.soort_id, ())
        return {
            "url": blik.url("ztc", "besluittypen", rij.pk),
            "catalogus": blik.url("ztc", "catalogussen", rij.soort.catalogus_id),
            "zaaktypen": blik.urls("ztc", "zaaktypen", zaken),
            "omschrijving": rij.omschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
            "besluitcategorie": rij.besluitcategorie,
            "reactietermijn": leeg_is_nul(rij.reactietermijn),
            "publicatieIndicatie": rij.is_te_publiceren,
            "publicatietekst": rij.publicatietekst,
            "publicatietermijn": leeg_is_nul(rij.publicatietermijn),
            "toelichting": rij.toelichting,
            "informatieobjecttypen": blik.urls("ztc", "informatieobjecttypen", documenten),
            "beginGeldigheid": rij.begin_geldigheid,
            "eindeGeldigheid": rij.einde_geldigheid,
            "beginObject": rij.begin_object,
            "eindeObject": rij.einde_object,
            "concept": rij.is_concept,
            "resultaattypen": blik.urls("ztc", "resultaattypen", (resultaat.pk for resultaat in resultaten)),
            "resultaattypenOmschrijving": [resultaat.omschrijving for resultaat in resultaten],
            "vastgelegdIn": [],
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Besluittype:
        velden = dict(gegevens)
        catalogus = velden.pop("catalogus")
        zaken = velden.pop("zaaktypen", None)
        return save_besluittype(
            rij=rij,
            catalogus=catalogus,
            documentsoorten=lees_soorten(
                "informatieobjecttypen",
                velden.pop("informatieobjecttypen"),
                catalogus,
                Typesoort.INFORMATIEOBJECTTYPE,
            ),
            zaaksoorten=None
            if zaken is None
            else lees_soorten("zaaktypen", zaken, catalogus, Typesoort.ZAAKTYPE),
            velden=velden,
            geforceerd=self.mag(*FORCEREN),
        )

    def verwijder(self, rij: Any) -> None:
        remove_versie(
            rij=rij, geforceerd=self.mag("catalogi.geforceerd-verwijderen"), in_gebruik=is_in_gebruik(rij)
        )

    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Publish a version."""
        return self.antwoord_gepubliceerd(publish_versie(rij=self.zoek(schrijven=True)))


def _soorten(waarde: str, model: type[Any], typesoort: str) -> Any:
    """Return the soorten of an address or a name, to filter by."""
    if waarde.startswith(("http:", "https:")):
        plek = ontleed(waarde)
        return model.objects.filter(pk=plek.id if plek else None).values("soort")
    return Soort.objects.filter(typesoort=typesoort, identificatie=waarde).values("pk")
