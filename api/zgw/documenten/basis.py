"""What the resources of the Documenten API have in common: rights by document, traces, closed zaken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.kern.adres import ontleed
from api.zgw.kern.bereik import binnen_bereik
from api.zgw.kern.blik import Blik, woord
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.velden import Verwijzing
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.documenten.actions.document import nieuwste, weiger_gesloten
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.fouten import Verboden, fout
from modules.zgw.sporen.actions import Hoofdobject

LEZEN: Final = ("documenten.lezen",)
AANMAKEN: Final = ("documenten.aanmaken",)
FORCEREN: Final = "documenten.geforceerd-bijwerken"
BIJWERKEN: Final = ("documenten.bijwerken",)
VERWIJDEREN: Final = ("documenten.verwijderen",)
BRON: Final = "enkelvoudiginformatieobjecten"


def documenten() -> QuerySet[Informatieobject]:
    """Return the documents that something may hang on."""
    return Informatieobject.objects.select_related("versie")


def hoofddocument_van(document: Informatieobject) -> Hoofdobject:
    """Return what traces and messages about a document carry: no name, no title."""
    blik = Blik()
    return Hoofdobject(
        kanaal="documenten",
        id=document.pk,
        url=str(blik.url("drc", BRON, document.pk)),
        kenmerken={
            "bronorganisatie": document.bronorganisatie,
            "informatieobjecttype": str(
                blik.url("ztc", "informatieobjecttypen", nieuwste(document).informatieobjecttype_id)
            ),
            "informatieobjecttype.catalogus": str(
                blik.url("ztc", "catalogussen", document.soort.catalogus_id)
            ),
            "vertrouwelijkheidaanduiding": woord(document.vertrouwelijkheid),
        },
    )


class DocumentenBron(Bron):
    """A resource of this register."""

    component, versie = "drc", "1.4.2"

    def mag_forceren(self, document: Informatieobject) -> bool:
        """Tell whether the program may change what stands still."""
        bereik = self.aanroeper.machtiging.bereik("drc", (FORCEREN,))
        return bereik.bevat(document.soort_id, document.vertrouwelijkheid)


class BijDocumentLezer(serializers.Serializer[Any]):
    """What everything that hangs on a document has."""

    url = serializers.URLField(read_only=True)
    informatieobject = Verwijzing("drc", BRON, documenten, source="document")


class DocumentVraag(Vraag):
    """How what hangs on a document is asked for."""

    informatieobject = serializers.URLField(required=False)


class BijDocument(DocumentenBron):
    """What hangs on a document. Its rights and its end are those of the document."""

    vraag: ClassVar[type[Vraag]] = DocumentVraag
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": AANMAKEN, "update": BIJWERKEN, "destroy": VERWIJDEREN,
    }  # fmt: skip

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_bereik(bereik, "document__"))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.document.soort_id, rij.document.vertrouwelijkheid)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        if "informatieobject" not in waarden:
            return rijen
        plek = ontleed(waarden["informatieobject"])
        if plek is None or (plek.component, plek.bron) != ("drc", BRON):
            return rijen.none()
        return rijen.filter(document=plek.id)

    def huishouden_van(self, rij: Any) -> UUID | None:
        gevonden: UUID | None = rij.document.huishouden_id
        return gevonden

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofddocument_van(rij.document)

    def weiger(self, document: Informatieobject, rij: Any | None = None) -> None:
        """Refuse to hang something on a document out of reach, on one that stands still, or on another.

        :raises Verboden: it may not.
        :raises Ongeldig: wijzigen-niet-toegelaten.
        """
        if not self.bereik().bevat(document.soort_id, document.vertrouwelijkheid):
            raise Verboden
        if rij is not None and rij.document_id != document.pk:
            raise fout("informatieobject", "wijzigen-niet-toegelaten", "Dit blijft bij zijn document.")
        weiger_gesloten(document, geforceerd=self.mag_forceren(document))
