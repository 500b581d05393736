"""`/gebruiksrechten`: conditions on the use of documents (drc-006)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.documenten.basis import BRON, BijDocument, BijDocumentLezer, DocumentVraag
from api.zgw.documenten.informatieobjecten import Informatieobjecten
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Vraag
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import Moment, Tekst
from modules.zgw.documenten.actions.bij_document import remove_gebruiksrecht, save_gebruiksrecht
from modules.zgw.documenten.models import Gebruiksrecht


class GebruiksrechtLezer(BijDocumentLezer):
    """A condition."""

    startdatum = Moment()
    einddatum = Moment(required=False, allow_null=True, default=None)
    omschrijvingVoorwaarden = Tekst(source="voorwaarden", max_length=10_000)


class GebruiksrechtVraag(DocumentVraag):
    """How conditions are asked for."""

    expand = serializers.CharField(required=False)
    startdatum__lt = Moment(required=False)
    startdatum__lte = Moment(required=False)
    startdatum__gt = Moment(required=False)
    startdatum__gte = Moment(required=False)
    einddatum__lt = Moment(required=False)
    einddatum__lte = Moment(required=False)
    einddatum__gt = Moment(required=False)
    einddatum__gte = Moment(required=False)


class Gebruiksrechten(BijDocument):
    """Conditions: a bare list."""

    naam, operatie = "gebruiksrechten", "gebruiksrechten"
    serializer_class = GebruiksrechtLezer
    vraag: ClassVar[type[Vraag]] = GebruiksrechtVraag
    met_bladen = False
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "informatieobject": Relatie(lambda: Informatieobjecten, lambda rij, _: rij.document_id)
    }

    def rijen(self) -> QuerySet[Gebruiksrecht]:
        return Gebruiksrecht.objects.select_related("document__versie").order_by("startdatum", "id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        return rijen.filter(**{naam: waarde for naam, waarde in waarden.items() if "__" in naam})

    def toon(self, rij: Gebruiksrecht, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("drc", "gebruiksrechten", rij.pk),
            "informatieobject": blik.url("drc", BRON, rij.document_id),
            "startdatum": rij.startdatum,
            "einddatum": rij.einddatum,
            "omschrijvingVoorwaarden": rij.voorwaarden,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Gebruiksrecht:
        self.weiger(gegevens["document"], rij)
        return save_gebruiksrecht(recht=rij, velden=gegevens)

    def verwijder(self, rij: Any) -> None:
        self.weiger(rij.document)
        remove_gebruiksrecht(recht=rij)

    def weergave(self, rij: Mapping[str, Any]) -> str:
        return "Gebruiksrechten"
