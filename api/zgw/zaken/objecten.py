"""`/zaakobjecten`: what zaken are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.catalogi.onderdelen import Zaakobjecttypen
from api.zgw.kern.blik import Blik
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LeegWebadres, LegeTekst, Tekst, Verwijzing, Webadres
from api.zgw.zaken.basis import BIJWERKEN, LEZEN, BijZaak, ZaakVraag
from api.zgw.zaken.bij_zaak import BijZaakLezer, schrijf, weiger_andere_zaak
from api.zgw.zaken.objectvormen import VORMEN
from api.zgw.zaken.persoonvormen import lees_vorm
from api.zgw.zaken.zaken import Zaken
from modules.zgw.catalogus.models import Zaakobjecttype
from modules.zgw.catalogus.objecttypen import OBJECTTYPEN
from modules.zgw.fouten import GEHEEL, fout
from modules.zgw.zaken.actions.status import AANMAKEN
from modules.zgw.zaken.actions.zaak import als_json, uit_json
from modules.zgw.zaken.models import Zaak, ZaakObject


class OverigeDefinitieLezer(serializers.Serializer[Any]):
    """Where the definition of another kind of object stands; kept, never fetched."""

    url = Webadres()
    schema = Tekst(max_length=100)
    objectData = Tekst(max_length=100)


class ObjectLezer(BijZaakLezer):
    """An object."""

    object = LeegWebadres()
    zaakobjecttype = Verwijzing(
        "ztc", "zaakobjecttypen", Zaakobjecttype.objects.all, required=False, allow_null=True, default=None
    )
    objectType = serializers.ChoiceField(choices=OBJECTTYPEN, source="objecttype")
    objectTypeOverige = serializers.RegexField(
        r"^[a-z_]*$",
        max_length=100,
        required=False,
        allow_blank=True,
        default="",
        source="objecttype_overige",
    )
    objectTypeOverigeDefinitie = OverigeDefinitieLezer(
        required=False, allow_null=True, default=None, source="overige_definitie"
    )
    relatieomschrijving = LegeTekst(max_length=80)
    objectIdentificatie = serializers.DictField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An address, what it is, or both. What it is fits its kind, and `overige` names itself."""
        wat, soort = attrs["objectIdentificatie"], VORMEN.get(attrs["objecttype"])
        if not attrs["object"] and (not wat or soort is None):
            reden = "Geef een adres (object), of objectIdentificatie."
            raise serializers.ValidationError(reden, code="invalid-zaakobject")
        attrs["objectIdentificatie"] = lees_vorm("objectIdentificatie", soort, wat) if wat and soort else None
        overig = attrs["objecttype"] == "overige"
        if overig and not attrs["objecttype_overige"] and not attrs["overige_definitie"]:
            reden = "Zeg wat voor object het is."
            raise serializers.ValidationError(
                {"objectTypeOverige": [serializers.ErrorDetail(reden, code="missing-object-type-overige")]}
            )
        if not overig and attrs["objecttype_overige"]:
            reden = "Dit hoort alleen bij objectType overige."
            raise serializers.ValidationError(
                {
                    "objectTypeOverige": [
                        serializers.ErrorDetail(reden, code="invalid-object-type-overige-usage")
                    ]
                }
            )
        return attrs


class ObjectVraag(ZaakVraag):
    """How objects are asked for."""

    object = serializers.URLField(required=False)
    objectType = serializers.ChoiceField(choices=OBJECTTYPEN, required=False)


class Objecten(BijZaak):
    """Objects that zaken are about."""

    naam, operatie = "zaakobjecten", "zaakobject"
    serializer_class = ObjectLezer
    vraag = ObjectVraag
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "zaak": Relatie(lambda: Zaken, lambda rij, _: rij.zaak_id),
        "zaakobjecttype": Relatie(lambda: Zaakobjecttypen, lambda rij, _: rij.zaakobjecttype_id),
    }
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": (AANMAKEN, *BIJWERKEN), "update": BIJWERKEN,
        "destroy": (*BIJWERKEN, "zaken.verwijderen"),
    }  # fmt: skip

    def rijen(self) -> QuerySet[ZaakObject]:
        return ZaakObject.objects.select_related("zaak").order_by("id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "object" in waarden:
            rijen = rijen.filter(object_url=waarden["object"])
        if "objectType" in waarden:
            rijen = rijen.filter(objecttype=waarden["objectType"])
        return rijen

    def toon(self, rij: ZaakObject, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "zaakobjecten", rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "object": rij.object_url,
            "zaakobjecttype": blik.url("ztc", "zaakobjecttypen", rij.zaakobjecttype_id) or "",
            "objectType": rij.objecttype,
            "objectTypeOverige": rij.objecttype_overige,
            "objectTypeOverigeDefinitie": rij.overige_definitie
            or {"url": "", "schema": "", "objectData": ""},
            "relatieomschrijving": rij.relatieomschrijving,
            "objectIdentificatie": uit_json(rij.wat),
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        uit = self.toon(rij, blik)
        uit["zaakobjecttype"] = uit["zaakobjecttype"] or None
        uit["objectTypeOverigeDefinitie"] = rij.overige_definitie or None
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> ZaakObject:
        zaak: Zaak = gegevens["zaak"]
        self.weiger(zaak)
        weiger_andere_zaak(rij, zaak)
        velden = dict(gegevens)
        type_ = velden["zaakobjecttype"]
        if type_ is not None and type_.zaaktype_id != zaak.zaaktype_id:
            raise fout(GEHEEL, "zaaktype-mismatch", "Dit zaakobjecttype hoort bij een ander zaaktype.")
        adres = velden.pop("object")
        if rij is not None and (rij.object_url, rij.objecttype) != (adres, velden["objecttype"]):
            raise fout("object", "wijzigen-niet-toegelaten", "Het object zelf verandert niet meer.")
        velden |= {"object_url": adres, "wat": als_json(velden.pop("objectIdentificatie"))}
        velden["overige_definitie"] = (
            dict(velden["overige_definitie"]) if velden["overige_definitie"] else None
        )
        return schrijf(rij or ZaakObject(), velden)
