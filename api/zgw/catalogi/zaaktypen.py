"""`/zaaktypen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.catalogi.basis import (
    FORCEREN,
    LEZEN,
    VERWIJDEREN,
    WIJZIGEN,
    CatalogiBron,
    Versiebron,
    VersieVraag,
    lees_soorten,
)
from api.zgw.kern.blik import Blik, leeg_is_nul, woord
from api.zgw.kern.velden import (
    Duur,
    LeegWebadres,
    LegeTekst,
    NulDuur,
    Tekst,
    VertrouwelijkheidVeld,
    Verwijzing,
    Webadres,
)
from modules.zgw.catalogus.actions.zaaktype import publish_zaaktype, remove_zaaktype, save_zaaktype
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Informatieobjecttype,
    Typesoort,
    Zaaktype,
)
from modules.zgw.catalogus.queries import delen_van, geldende


class ReferentieprocesLezer(serializers.Serializer[Any]):
    """The process of the reference architecture."""

    naam = Tekst(max_length=80)
    link = LeegWebadres(max_length=200)


class BroncatalogusLezer(serializers.Serializer[Any]):
    """The catalogus that a type was taken over from."""

    url = Webadres(max_length=200)
    domein = Tekst(max_length=5)
    rsin = Tekst(max_length=9)


class BronzaaktypeLezer(serializers.Serializer[Any]):
    """The zaaktype that this one was taken over from."""

    url = Webadres(max_length=200)
    identificatie = Tekst(max_length=50)
    omschrijving = Tekst(max_length=80)


class GerelateerdLezer(serializers.Serializer[Any]):
    """A zaaktype of another process that has to do with this one."""

    zaaktype = Tekst(max_length=1000)
    aardRelatie = serializers.ChoiceField(choices=["vervolg", "bijdrage", "onderwerp"])
    toelichting = LegeTekst(max_length=255)


class ZaaktypeLezer(serializers.Serializer[Zaaktype]):
    """A version of a zaaktype."""

    url = serializers.URLField(read_only=True)
    identificatie = Tekst(max_length=50)
    omschrijving = Tekst(max_length=80)
    omschrijvingGeneriek = LegeTekst(max_length=80, source="omschrijving_generiek")
    vertrouwelijkheidaanduiding = VertrouwelijkheidVeld(source="vertrouwelijkheid")
    doel = Tekst()
    aanleiding = Tekst()
    toelichting = LegeTekst()
    indicatieInternOfExtern = serializers.ChoiceField(choices=["intern", "extern"], source="intern_of_extern")
    handelingInitiator = Tekst(max_length=20, source="handeling_initiator")
    onderwerp = Tekst(max_length=80)
    handelingBehandelaar = Tekst(max_length=20, source="handeling_behandelaar")
    doorlooptijd = Duur()
    servicenorm = NulDuur()
    opschortingEnAanhoudingMogelijk = serializers.BooleanField(source="is_op_te_schorten")
    verlengingMogelijk = serializers.BooleanField(source="is_te_verlengen")
    verlengingstermijn = NulDuur()
    trefwoorden = serializers.ListField(child=Tekst(max_length=30), required=False, default=list)
    publicatieIndicatie = serializers.BooleanField(source="is_te_publiceren")
    publicatietekst = LegeTekst()
    verantwoordingsrelatie = serializers.ListField(child=Tekst(max_length=40), required=False, default=list)
    productenOfDiensten = serializers.ListField(child=Webadres(), source="producten_of_diensten")
    selectielijstProcestype = LeegWebadres(max_length=200, source="selectielijst_procestype")
    referentieproces = ReferentieprocesLezer()
    verantwoordelijke = Tekst(max_length=50)
    zaakobjecttypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    broncatalogus = BroncatalogusLezer(required=False, allow_null=True, default=None)
    bronzaaktype = BronzaaktypeLezer(required=False, allow_null=True, default=None)
    catalogus = Verwijzing("ztc", "catalogussen", Catalogus.objects.all)
    statustypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    resultaattypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    eigenschappen = serializers.ListField(child=serializers.URLField(), read_only=True)
    informatieobjecttypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    roltypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    besluittypen = serializers.ListField(child=Tekst(max_length=1000))
    deelzaaktypen = serializers.ListField(child=Tekst(max_length=1000), required=False, default=list)
    gerelateerdeZaaktypen = GerelateerdLezer(many=True)
    beginGeldigheid = serializers.DateField(source="begin_geldigheid")
    eindeGeldigheid = serializers.DateField(
        required=False, allow_null=True, default=None, source="einde_geldigheid"
    )
    beginObject = serializers.DateField(required=False, allow_null=True, default=None, source="begin_object")
    eindeObject = serializers.DateField(required=False, allow_null=True, default=None, source="einde_object")
    versiedatum = serializers.DateField()
    concept = serializers.BooleanField(read_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A verlengingstermijn stands there exactly when a zaak may be lengthened."""
        if attrs["is_te_verlengen"] and not attrs["verlengingstermijn"]:
            reden = "Vul in met hoeveel tijd een zaak verlengd mag worden."
            raise serializers.ValidationError(
                {"verlengingstermijn": [serializers.ErrorDetail(reden, code="required")]}
            )
        return attrs


class ZaaktypeVraag(VersieVraag):
    """How zaaktypen are asked for."""

    identificatie = serializers.CharField(required=False)
    trefwoorden = serializers.CharField(required=False)


class Zaaktypen(Versiebron):
    """Kinds of zaken, by version."""

    naam, operatie = "zaaktypen", "zaaktype"
    serializer_class = ZaaktypeLezer
    vraag = ZaaktypeVraag
    stukvragen = frozenset({"datumGeldigheid"})
    open_voor: ClassVar[frozenset[tuple[str, str]]] = frozenset(
        {("zrc", "zaken.lezen"), ("drc", "documenten.lezen")}
    )
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("catalogi.schrijven",), "update": WIJZIGEN,
        "destroy": VERWIJDEREN, "publish": ("catalogi.schrijven",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Zaaktype]:
        return Zaaktype.objects.select_related("soort").order_by("-versiedatum", "-id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "identificatie" in waarden:
            rijen = rijen.filter(soort__identificatie=waarden["identificatie"])
        if "trefwoorden" in waarden:
            rijen = rijen.filter(trefwoorden__overlap=waarden["trefwoorden"].split(","))
        return rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        blik.geladen |= delen_van([rij.pk for rij in rijen], [rij.soort_id for rij in rijen])
        zaaksoorten = {deel for rij in rijen for deel in rij.deelzaaksoorten}
        zaaksoorten |= {
            UUID(ander["soort"]) for rij in rijen for ander in rij.gerelateerde_zaaktypen if ander["soort"]
        }
        soorten = {
            Informatieobjecttype: _alle(blik.geladen["documentsoorten"]),
            Besluittype: _alle(blik.geladen["besluitsoorten"]),
            Zaaktype: zaaksoorten,
        }
        blik.geladen["versies"] = geldende(soorten, blik.dag)

    def toon(self, rij: Zaaktype, blik: Blik) -> dict[str, Any]:
        def delen(bron: str) -> list[str]:
            return blik.urls("ztc", bron, blik.geladen[bron].get(rij.pk, ()))

        def versies(bron: str, soorten: Any) -> list[str]:
            gevonden = blik.geladen["versies"]
            return blik.urls("ztc", bron, (gevonden[soort] for soort in soorten if soort in gevonden))

        geladen = blik.geladen
        return {
            "url": blik.url("ztc", "zaaktypen", rij.pk),
            "identificatie": rij.soort.identificatie,
            "omschrijving": rij.omschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
            "vertrouwelijkheidaanduiding": woord(rij.vertrouwelijkheid),
            "doel": rij.doel,
            "aanleiding": rij.aanleiding,
            "toelichting": rij.toelichting,
            "indicatieInternOfExtern": rij.intern_of_extern,
            "handelingInitiator": rij.handeling_initiator,
            "onderwerp": rij.onderwerp,
            "handelingBehandelaar": rij.handeling_behandelaar,
            "doorlooptijd": rij.doorlooptijd,
            "servicenorm": leeg_is_nul(rij.servicenorm),
            "opschortingEnAanhoudingMogelijk": rij.is_op_te_schorten,
            "verlengingMogelijk": rij.is_te_verlengen,
            "verlengingstermijn": leeg_is_nul(rij.verlengingstermijn),
            "trefwoorden": rij.trefwoorden,
            "publicatieIndicatie": rij.is_te_publiceren,
            "publicatietekst": rij.publicatietekst,
            "verantwoordingsrelatie": rij.verantwoordingsrelatie,
            "productenOfDiensten": rij.producten_of_diensten,
            "selectielijstProcestype": rij.selectielijst_procestype,
            "referentieproces": {"naam": rij.referentieproces_naam, "link": rij.referentieproces_link},
            "verantwoordelijke": rij.verantwoordelijke,
            "zaakobjecttypen": delen("zaakobjecttypen"),
            "broncatalogus": rij.broncatalogus or {"url": "", "domein": "", "rsin": ""},
            "bronzaaktype": rij.bronzaaktype or {"url": "", "identificatie": "", "omschrijving": ""},
            "catalogus": blik.url("ztc", "catalogussen", rij.soort.catalogus_id),
            "statustypen": delen("statustypen"),
            "resultaattypen": delen("resultaattypen"),
            "eigenschappen": delen("eigenschappen"),
            "informatieobjecttypen": versies(
                "informatieobjecttypen", geladen["documentsoorten"].get(rij.pk, ())
            ),
            "roltypen": delen("roltypen"),
            "besluittypen": versies("besluittypen", geladen["besluitsoorten"].get(rij.soort_id, ())),
            "deelzaaktypen": versies("zaaktypen", rij.deelzaaksoorten),
            "gerelateerdeZaaktypen": [_gerelateerd(ander, blik) for ander in rij.gerelateerde_zaaktypen],
            "beginGeldigheid": rij.begin_geldigheid,
            "eindeGeldigheid": rij.einde_geldigheid,
            "beginObject": rij.begin_object,
            "eindeObject": rij.einde_object,
            "versiedatum": rij.versiedatum,
            "concept": rij.is_concept,
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        uit = self.toon(rij, blik)
        for veld, leeg in (("broncatalogus", rij.broncatalogus), ("bronzaaktype", rij.bronzaaktype)):
            if not leeg:
                uit[veld] = None
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Zaaktype:
        velden = dict(gegevens)
        catalogus = velden.pop("catalogus")
        proces = velden.pop("referentieproces")
        velden["referentieproces_naam"], velden["referentieproces_link"] = proces["naam"], proces["link"]
        besluiten = lees_soorten("besluittypen", velden.pop("besluittypen"), catalogus, Typesoort.BESLUITTYPE)
        deelzaken = lees_soorten("deelzaaktypen", velden.pop("deelzaaktypen"), catalogus, Typesoort.ZAAKTYPE)
        velden["gerelateerde_zaaktypen"] = [
            _bewaarvorm(plek, ander, catalogus)
            for plek, ander in enumerate(velden.pop("gerelateerdeZaaktypen"))
        ]
        velden["broncatalogus"] = dict(velden["broncatalogus"]) if velden["broncatalogus"] else None
        velden["bronzaaktype"] = dict(velden["bronzaaktype"]) if velden["bronzaaktype"] else None
        return save_zaaktype(
            rij=rij, catalogus=catalogus, identificatie=velden.pop("identificatie"), velden=velden,
            besluitsoorten=besluiten, deelzaaksoorten=deelzaken, geforceerd=self.mag(*FORCEREN),
        )  # fmt: skip

    def verwijder(self, rij: Any) -> None:
        remove_zaaktype(
            rij=rij, geforceerd=self.mag("catalogi.geforceerd-verwijderen"), in_gebruik=is_in_gebruik(rij)
        )

    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Publish a version."""
        return self.antwoord_gepubliceerd(publish_zaaktype(rij=self.zoek(schrijven=True)))


def _alle(groepen: Mapping[UUID, list[UUID]]) -> set[UUID]:
    return {id for groep in groepen.values() for id in groep}


def _bewaarvorm(plek: int, ander: Mapping[str, Any], catalogus: Catalogus) -> dict[str, Any]:
    """Keep a related zaaktype by its soort where it is ours, by its text where it is somebody else's."""
    gevonden = lees_soorten(
        f"gerelateerdeZaaktypen.{plek}.zaaktype",
        [ander["zaaktype"]],
        catalogus,
        Typesoort.ZAAKTYPE,
        vreemd_mag=True,
    )
    return {
        "soort": str(gevonden[0].pk) if gevonden else "",
        "zaaktype": ander["zaaktype"],
        "aardRelatie": ander["aardRelatie"],
        "toelichting": ander["toelichting"],
    }


def _gerelateerd(ander: Mapping[str, Any], blik: Blik) -> dict[str, Any]:
    versie = blik.geladen["versies"].get(UUID(ander["soort"])) if ander["soort"] else None
    return {
        "zaaktype": blik.url("ztc", "zaaktypen", versie) or ander["zaaktype"],
        "aardRelatie": ander["aardRelatie"],
        "toelichting": ander["toelichting"],
    }


__all__ = ["CatalogiBron", "Zaaktypen"]
