"""`/objectinformatieobjecten`: where documents belong. The register of the object leads (drc-002 to 004)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.documenten.basis import BRON, BijDocument, BijDocumentLezer, DocumentVraag
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Vraag
from api.zgw.kern.velden import Webadres
from modules.zgw.besluiten.models import Besluit
from modules.zgw.documenten.actions.verbanden import hoort_bij
from modules.zgw.documenten.models import ObjectInformatieobject, Objecttype
from modules.zgw.fouten import GEHEEL, Verboden, fout
from modules.zgw.sporen.actions import Hoofdobject
from modules.zgw.zaken.models import Zaak

_REGISTERS: Final[Mapping[str, tuple[str, str, type[Any]]]] = {
    "zaak": ("zrc", "zaken", Zaak),
    "besluit": ("brc", "besluiten", Besluit),
}
"""Where the objects of each kind are; requests are in no register of ours."""


class ObjectLezer(BijDocumentLezer):
    """Where a document belongs."""

    object = Webadres()
    objectType = serializers.ChoiceField(choices=Objecttype.choices, source="objecttype")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Read the address; it must be there, and of the kind that was said (drc-002)."""
        register, plek = _REGISTERS.get(attrs["objecttype"]), ontleed(attrs.pop("object"))
        if register is None or plek is None:
            raise _fout("bad-url", "Dit adres kennen we niet. Gebruik een adres van deze gemeente.")
        component, bron, model = register
        if (plek.component, plek.bron) != (component, bron):
            raise _fout("invalid-resource", "Op dit adres staat iets anders dan objectType zegt.")
        if not model.objects.filter(pk=plek.id).exists():
            raise _fout("bad-url", "Op dit adres staat niets.")
        return {**attrs, "object_id": plek.id}


def _fout(code: str, reden: str) -> serializers.ValidationError:
    return serializers.ValidationError({"object": [serializers.ErrorDetail(reden, code=code)]})


class ObjectVraag(DocumentVraag):
    """How they are asked for."""

    object = serializers.URLField(required=False)


class Objecten(BijDocument):
    """Where documents belong: a bare list."""

    naam, operatie = "objectinformatieobjecten", "objectinformatieobject"
    serializer_class = ObjectLezer
    vraag: ClassVar[type[Vraag]] = ObjectVraag
    met_bladen = False

    def rijen(self) -> QuerySet[ObjectInformatieobject]:
        return ObjectInformatieobject.objects.select_related("document").order_by("id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "object" not in waarden:
            return rijen
        plek = ontleed(waarden["object"])
        if plek is None:
            return rijen.none()
        soorten = [
            soort
            for soort, (deel, bron, _) in _REGISTERS.items()
            if (deel, bron) == (plek.component, plek.bron)
        ]
        return rijen.filter(object_id=plek.id, objecttype__in=soorten)

    def toon(self, rij: ObjectInformatieobject, blik: Blik) -> dict[str, Any]:
        component, bron, _model = _REGISTERS[rij.objecttype]
        return {
            "url": blik.url("drc", self.naam, rij.pk),
            "informatieobject": blik.url("drc", BRON, rij.document_id),
            "object": blik.url(component, bron, rij.object_id),
            "objectType": rij.objecttype,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> ObjectInformatieobject:
        document = gegevens["document"]
        if not self.bereik().bevat(document.soort_id, document.vertrouwelijkheid):
            raise Verboden
        if not hoort_bij(gegevens["objecttype"], gegevens["object_id"], document.pk):
            reden = "Leg eerst bij de zaak of het besluit vast dat dit document erbij hoort."
            raise fout(GEHEEL, "inconsistent-relation", reden)
        rij, is_nieuw = ObjectInformatieobject.objects.get_or_create(
            document=document,
            object_id=gegevens["object_id"],
            defaults={"objecttype": gegevens["objecttype"]},
        )
        if not is_nieuw:
            raise fout(GEHEEL, "unique", "Dit document hoort al bij dit object.")
        return rij

    def verwijder(self, rij: Any) -> None:
        if hoort_bij(rij.objecttype, rij.object_id, rij.document_id):
            reden = "Haal het document eerst weg bij de zaak of het besluit."
            raise fout(GEHEEL, "inconsistent-relation", reden)
        rij.delete()

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return None  # the trace is that of the zaak or the decision
