"""`/besluitinformatieobjecten`: the documents that hold a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.besluiten.besluiten import (
    LEZEN,
    Besluiten,
    BesluitenBron,
    binnen_soorten,
    hoofdbesluit_van,
    mag_forceren,
)
from api.zgw.documenten.informatieobjecten import Informatieobjecten
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Vraag
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import Verwijzing
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.besluiten.actions.documenten import link_document
from modules.zgw.besluiten.models import Besluit, BesluitDocument
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.fouten import Verboden
from modules.zgw.sporen.actions import Hoofdobject
from modules.zgw.zaken.actions.zaak import weiger_gesloten


class BesluitDocumentLezer(serializers.Serializer[BesluitDocument]):
    """A document of a decision."""

    url = serializers.URLField(read_only=True)
    informatieobject = Verwijzing("drc", "enkelvoudiginformatieobjecten", Informatieobject.objects.all)
    besluit = Verwijzing("brc", "besluiten", lambda: Besluit.objects.select_related("zaak"))


class BesluitDocumentVraag(Vraag):
    """How documents of decisions are asked for."""

    besluit = serializers.URLField(required=False)
    informatieobject = serializers.URLField(required=False)
    expand = serializers.CharField(required=False, max_length=1000)


class BesluitDocumenten(BesluitenBron):
    """Documents of decisions: a bare list."""

    naam, operatie = "besluitinformatieobjecten", "besluitinformatieobject"
    serializer_class = BesluitDocumentLezer
    vraag = BesluitDocumentVraag
    met_bladen = False
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "besluit": Relatie(lambda: Besluiten, lambda rij, _: rij.besluit_id),
        "informatieobject": Relatie(lambda: Informatieobjecten, lambda rij, _: rij.document_id, leeg=False),
    }
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("besluiten.aanmaken",), "destroy": ("besluiten.verwijderen",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[BesluitDocument]:
        return BesluitDocument.objects.select_related("besluit", "besluit__zaak").order_by("id")

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_soorten(bereik, "besluit__"))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.besluit.soort_id)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        for naam, bron, kolom in (
            ("besluit", "besluiten", "besluit"),
            ("informatieobject", "enkelvoudiginformatieobjecten", "document_id"),
        ):
            if naam in waarden:
                plek = ontleed(waarden[naam])
                if plek is None or plek.bron != bron:
                    return rijen.none()
                rijen = rijen.filter(**{kolom: plek.id})
        return rijen

    def toon(self, rij: BesluitDocument, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("brc", "besluitinformatieobjecten", rij.pk),
            "informatieobject": blik.url("drc", "enkelvoudiginformatieobjecten", rij.document_id),
            "besluit": blik.url("brc", "besluiten", rij.besluit_id),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> BesluitDocument:
        besluit: Besluit = gegevens["besluit"]
        if not self.bereik().bevat(besluit.soort_id):
            raise Verboden
        self.weiger(besluit)
        return link_document(besluit=besluit, document_id=gegevens["informatieobject"].pk)

    def verwijder(self, rij: Any) -> None:
        self.weiger(rij.besluit)
        rij.delete()

    def weiger(self, besluit: Besluit) -> None:
        """Refuse to change what hangs on a decision of a closed zaak.

        :raises Verboden: zaak-closed.
        """
        if besluit.zaak is not None:
            geforceerd = mag_forceren(self.aanroeper.machtiging, besluit.zaak)
            weiger_gesloten(besluit.zaak, geforceerd=geforceerd)

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofdbesluit_van(rij.besluit)

    def huishouden_van(self, rij: Any) -> UUID | None:
        huishouden: UUID | None = rij.besluit.huishouden_id
        return huishouden
