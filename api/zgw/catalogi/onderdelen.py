"""`/statustypen`, `/roltypen`, `/eigenschappen`, `/zaakobjecttypen`: the parts of a zaaktype."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Max, Model, QuerySet
from rest_framework import serializers

from api.zgw.catalogi.basis import FORCEREN, LEZEN, STATUS, VERWIJDEREN, WIJZIGEN, CatalogiBron
from api.zgw.catalogi.documenttypen import groepeer
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik, leeg_is_nul
from api.zgw.kern.bron import Vraag
from api.zgw.kern.velden import LegeTekst, NulDuur, NulTekst, Tekst, Verwijzing, Webadres
from modules.zgw.catalogus.actions.onderdelen import remove_onderdeel, save_onderdeel
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import (
    Eigenschap,
    Formaat,
    RolGeneriek,
    Roltype,
    Statustype,
    Zaakobjecttype,
    Zaaktype,
)


def zaaktypen() -> QuerySet[Zaaktype]:
    """Return the zaaktypen that a part may point to."""
    return Zaaktype.objects.select_related("soort__catalogus")


class OnderdeelLezer(serializers.Serializer[Any]):
    """What every part has."""

    url = serializers.URLField(read_only=True)
    zaaktype = Verwijzing("ztc", "zaaktypen", zaaktypen)
    zaaktypeIdentificatie = serializers.CharField(read_only=True)
    beginGeldigheid = serializers.DateField(
        required=False, allow_null=True, default=None, source="begin_geldigheid"
    )
    eindeGeldigheid = serializers.DateField(
        required=False, allow_null=True, default=None, source="einde_geldigheid"
    )
    beginObject = serializers.DateField(required=False, allow_null=True, default=None, source="begin_object")
    eindeObject = serializers.DateField(required=False, allow_null=True, default=None, source="einde_object")


class OnderdeelVraag(Vraag):
    """How parts are asked for."""

    zaaktype = serializers.URLField(required=False)
    zaaktypeIdentificatie = serializers.CharField(required=False)
    status = serializers.ChoiceField(choices=STATUS, required=False)
    datumGeldigheid = serializers.DateField(required=False)


class Onderdelen(CatalogiBron):
    """The parts of a kind, of all zaaktypen."""

    model: ClassVar[type[Model]]
    volgorde: ClassVar[tuple[str, ...]]
    vraag: ClassVar[type[Vraag]] = OnderdeelVraag
    scopes = {
        "list": LEZEN,
        "retrieve": LEZEN,
        "create": WIJZIGEN,
        "update": WIJZIGEN,
        "destroy": VERWIJDEREN,
    }

    def rijen(self) -> QuerySet[Any]:
        return self.model._default_manager.select_related("zaaktype__soort").order_by(*self.volgorde)  # noqa: SLF001

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        status = waarden.get("status", "definitief")
        if status != "alles":
            rijen = rijen.filter(zaaktype__is_concept=status == "concept")
        if "zaaktype" in waarden:
            plek = ontleed(waarden["zaaktype"])
            if plek is None or plek.bron != "zaaktypen":
                return rijen.none()
            rijen = rijen.filter(zaaktype=plek.id)
        identificatie = waarden.get("zaaktypeIdentificatie") or waarden.get("zaaktype_identificatie")
        if identificatie:
            rijen = rijen.filter(zaaktype__soort__identificatie=identificatie)
        dag = waarden.get("datumGeldigheid") or waarden.get("datum_geldigheid")
        if dag:
            rijen = rijen.filter(zaaktype__in=Zaaktype.objects.geldig_op(dag).values("pk"))
        return rijen

    def gedeeld(self, rij: Any, bron: str, blik: Blik) -> dict[str, Any]:
        """Return what every part shows."""
        return {
            "url": blik.url("ztc", bron, rij.pk),
            "zaaktype": blik.url("ztc", "zaaktypen", rij.zaaktype_id),
            "zaaktypeIdentificatie": rij.zaaktype.soort.identificatie,
            "catalogus": blik.url("ztc", "catalogussen", rij.zaaktype.soort.catalogus_id),
            "beginGeldigheid": rij.begin_geldigheid,
            "eindeGeldigheid": rij.einde_geldigheid,
            "beginObject": rij.begin_object,
            "eindeObject": rij.einde_object,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Any:
        return save_onderdeel(model=self.model, rij=rij, velden=gegevens, geforceerd=self.mag(*FORCEREN))

    def verwijder(self, rij: Any) -> None:
        remove_onderdeel(
            rij=rij, geforceerd=self.mag("catalogi.geforceerd-verwijderen"), in_gebruik=is_in_gebruik(rij)
        )


class ControlepuntLezer(serializers.Serializer[Any]):
    """A line of the list to check before a status may be set."""

    itemnaam = Tekst(max_length=30)
    toelichting = NulTekst(max_length=1000)
    vraagstelling = Tekst(max_length=255)
    verplicht = serializers.BooleanField(required=False, default=False)


class StatustypeLezer(OnderdeelLezer):
    """A phase."""

    omschrijving = Tekst(max_length=80)
    omschrijvingGeneriek = LegeTekst(max_length=80, source="omschrijving_generiek")
    statustekst = LegeTekst(max_length=1000)
    catalogus = serializers.URLField(read_only=True)
    volgnummer = serializers.IntegerField(min_value=1, max_value=9999)
    isEindstatus = serializers.BooleanField(read_only=True)
    informeren = serializers.BooleanField(required=False, default=False, source="is_te_melden")
    doorlooptijd = NulDuur()
    toelichting = NulTekst(max_length=1000)
    checklistitemStatustype = ControlepuntLezer(
        many=True, required=False, default=list, source="controlelijst"
    )
    eigenschappen = serializers.ListField(
        child=Verwijzing("ztc", "eigenschappen", Eigenschap.objects.all), required=False, default=list
    )


class Statustypen(Onderdelen):
    """Phases."""

    naam, operatie, model = "statustypen", "statustype", Statustype
    volgorde = ("zaaktype", "volgnummer", "id")
    serializer_class = StatustypeLezer

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        typen = {rij.zaaktype_id for rij in rijen}
        hoogste = (
            Statustype.objects.filter(zaaktype__in=typen).values_list("zaaktype").annotate(Max("volgnummer"))
        )
        blik.geladen["hoogste"] = dict(hoogste.order_by())
        eigen = Eigenschap.objects.filter(statustype__in=[rij.pk for rij in rijen]).order_by("naam", "id")
        blik.geladen["eigenschappen"] = groepeer(eigen.values_list("statustype", "pk"))

    def toon(self, rij: Statustype, blik: Blik) -> dict[str, Any]:
        return self.gedeeld(rij, "statustypen", blik) | {
            "omschrijving": rij.omschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
            "statustekst": rij.statustekst,
            "volgnummer": rij.volgnummer,
            "isEindstatus": rij.volgnummer == blik.geladen["hoogste"].get(rij.zaaktype_id),
            "informeren": rij.is_te_melden,
            "doorlooptijd": leeg_is_nul(rij.doorlooptijd),
            "toelichting": leeg_is_nul(rij.toelichting),
            "checklistitemStatustype": rij.controlelijst,
            "eigenschappen": blik.urls("ztc", "eigenschappen", blik.geladen["eigenschappen"].get(rij.pk, ())),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Any:
        velden = dict(gegevens)
        eigenschappen = velden.pop("eigenschappen")
        velden["controlelijst"] = [dict(punt) for punt in velden["controlelijst"]]
        rij = super().bewaar(rij, velden, geheel=geheel)
        ids = [eigenschap.pk for eigenschap in eigenschappen]
        Eigenschap.objects.filter(statustype=rij).exclude(pk__in=ids).update(statustype=None)
        Eigenschap.objects.filter(pk__in=ids, zaaktype=rij.zaaktype).update(statustype=rij)
        return rij


class RoltypeLezer(OnderdeelLezer):
    """A role."""

    omschrijving = Tekst(max_length=100)
    omschrijvingGeneriek = serializers.ChoiceField(
        choices=RolGeneriek.choices, source="omschrijving_generiek"
    )
    catalogus = serializers.URLField(read_only=True)


class RoltypeVraag(OnderdeelVraag):
    """How roles are asked for."""

    omschrijvingGeneriek = serializers.ChoiceField(choices=RolGeneriek.choices, required=False)


class Roltypen(Onderdelen):
    """Roles."""

    naam, operatie, model = "roltypen", "roltype", Roltype
    volgorde = ("zaaktype", "omschrijving", "id")
    serializer_class = RoltypeLezer
    vraag = RoltypeVraag

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "omschrijvingGeneriek" in waarden:
            rijen = rijen.filter(omschrijving_generiek=waarden["omschrijvingGeneriek"])
        return rijen

    def toon(self, rij: Roltype, blik: Blik) -> dict[str, Any]:
        return self.gedeeld(rij, "roltypen", blik) | {
            "omschrijving": rij.omschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
        }


class SpecificatieLezer(serializers.Serializer[Any]):
    """How the value of a property is written."""

    groep = LegeTekst(max_length=32)
    formaat = serializers.ChoiceField(choices=Formaat.choices)
    lengte = Tekst(max_length=14)
    kardinaliteit = Tekst(max_length=3)
    waardenverzameling = serializers.ListField(child=Tekst(max_length=100), required=False, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The length fits the form: a date has 8 signs, a moment 14 (ztc-015)."""
        vast = {"datum": "8", "datum_tijd": "14"}.get(attrs["formaat"])
        lengte = str(attrs["lengte"])
        goed = lengte == vast if vast else lengte.replace(",", "", 1).isdigit()
        if not goed:
            reden = f"Bij {attrs['formaat']} is de lengte {vast or 'een getal'}."
            raise serializers.ValidationError({"lengte": [serializers.ErrorDetail(reden, code="invalid")]})
        return attrs


class EigenschapLezer(OnderdeelLezer):
    """A property."""

    naam = Tekst(max_length=20)
    catalogus = serializers.URLField(read_only=True)
    definitie = Tekst(max_length=255)
    specificatie = SpecificatieLezer()
    toelichting = LegeTekst(max_length=1000)
    statustype = Verwijzing(
        "ztc", "statustypen", Statustype.objects.all, required=False, allow_null=True, default=None
    )


class Eigenschappen(Onderdelen):
    """Properties."""

    naam, operatie, model = "eigenschappen", "eigenschap", Eigenschap
    volgorde = ("zaaktype", "naam", "id")
    serializer_class = EigenschapLezer

    def toon(self, rij: Eigenschap, blik: Blik) -> dict[str, Any]:
        return self.gedeeld(rij, "eigenschappen", blik) | {
            "naam": rij.naam,
            "definitie": rij.definitie,
            "specificatie": {
                "groep": rij.groep,
                "formaat": rij.formaat,
                "lengte": rij.lengte,
                "kardinaliteit": rij.kardinaliteit,
                "waardenverzameling": rij.waarden,
            },
            "toelichting": rij.toelichting,
            "statustype": blik.url("ztc", "statustypen", rij.statustype_id),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Any:
        velden = dict(gegevens)
        specificatie = dict(velden.pop("specificatie"))
        velden |= {naam: specificatie[naam] for naam in ("groep", "formaat", "lengte", "kardinaliteit")}
        velden["waarden"] = specificatie["waardenverzameling"]
        return super().bewaar(rij, velden, geheel=geheel)


class ZaakobjecttypeLezer(OnderdeelLezer):
    """A kind of object."""

    anderObjecttype = serializers.BooleanField(source="is_ander_objecttype")
    beginGeldigheid = serializers.DateField(source="begin_geldigheid")
    objecttype = Webadres(max_length=200)
    relatieOmschrijving = Tekst(max_length=80, source="relatie_omschrijving")
    resultaattypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    statustypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    catalogus = serializers.URLField(read_only=True)


class ZaakobjecttypeVraag(Vraag):
    """How kinds of objects are asked for."""

    anderObjecttype = serializers.BooleanField(required=False)
    catalogus = serializers.URLField(required=False)
    datumBeginGeldigheid = serializers.DateField(required=False)
    datumEindeGeldigheid = serializers.DateField(required=False)
    datumGeldigheid = serializers.DateField(required=False)
    objecttype = serializers.CharField(required=False)
    relatieOmschrijving = serializers.CharField(required=False)
    zaaktype = serializers.URLField(required=False)
    zaaktypeIdentificatie = serializers.CharField(required=False)


class Zaakobjecttypen(Onderdelen):
    """Kinds of objects."""

    naam, operatie, model = "zaakobjecttypen", "zaakobjecttype", Zaakobjecttype
    volgorde = ("zaaktype", "objecttype", "id")
    serializer_class = ZaakobjecttypeLezer
    vraag = ZaakobjecttypeVraag

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, {"status": "alles", **waarden})
        gelijk = {
            "anderObjecttype": "is_ander_objecttype", "objecttype": "objecttype",
            "relatieOmschrijving": "relatie_omschrijving", "datumBeginGeldigheid": "begin_geldigheid",
            "datumEindeGeldigheid": "einde_geldigheid",
        }  # fmt: skip
        rijen = rijen.filter(**{kolom: waarden[naam] for naam, kolom in gelijk.items() if naam in waarden})
        if "catalogus" in waarden:
            plek = ontleed(waarden["catalogus"])
            rijen = rijen.none() if plek is None else rijen.filter(zaaktype__soort__catalogus=plek.id)
        return rijen

    def toon(self, rij: Zaakobjecttype, blik: Blik) -> dict[str, Any]:
        return self.gedeeld(rij, "zaakobjecttypen", blik) | {
            "anderObjecttype": rij.is_ander_objecttype,
            "objecttype": rij.objecttype,
            "relatieOmschrijving": rij.relatie_omschrijving,
            "resultaattypen": [],
            "statustypen": [],
        }
