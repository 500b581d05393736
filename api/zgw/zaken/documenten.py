"""`/zaakinformatieobjecten`: the documents of a zaak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now
from rest_framework import serializers

from api.zgw.kern.blik import Blik
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LegeTekst, Moment, Verwijzing
from api.zgw.zaken.basis import BIJWERKEN, LEZEN, BijZaak, ZaakVraag
from api.zgw.zaken.bij_zaak import BijZaakLezer, Statussen, weiger_andere_zaak
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.fouten import fout
from modules.zgw.zaken.actions.documenten import change_document, link_document
from modules.zgw.zaken.actions.status import AANMAKEN
from modules.zgw.zaken.models import Status, Zaak, ZaakDocument

AARD: Final = "Hoort bij, omgekeerd: kent"


class ZaakDocumentLezer(BijZaakLezer):
    """A document of a zaak."""

    informatieobject = Verwijzing("drc", "enkelvoudiginformatieobjecten", Informatieobject.objects.all)
    aardRelatieWeergave = serializers.CharField(read_only=True)
    titel = LegeTekst(max_length=200)
    beschrijving = LegeTekst()
    registratiedatum = serializers.DateTimeField(read_only=True)
    vernietigingsdatum = Moment(required=False, allow_null=True, default=None)
    status = Verwijzing("zrc", "statussen", Status.objects.all, required=False, allow_null=True, default=None)


class ZaakDocumentVraag(ZaakVraag):
    """How documents of zaken are asked for."""

    informatieobject = serializers.URLField(required=False)


class ZaakDocumenten(BijZaak):
    """Documents of zaken: a bare list, which costs the same however many there are."""

    naam, operatie = "zaakinformatieobjecten", "zaakinformatieobject"
    serializer_class = ZaakDocumentLezer
    vraag = ZaakDocumentVraag
    met_bladen = False
    adresvelden = {"informatieobject": ("enkelvoudiginformatieobjecten", "document_id")}
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "status": Relatie(lambda: Statussen, lambda rij, _: rij.status_id, leeg=False),
    }
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": (AANMAKEN, *BIJWERKEN), "update": BIJWERKEN,
        "destroy": (*BIJWERKEN, "zaken.verwijderen"),
    }  # fmt: skip

    def rijen(self) -> QuerySet[ZaakDocument]:
        return ZaakDocument.objects.select_related("zaak").order_by("geregistreerd_op", "id")

    def toon(self, rij: ZaakDocument, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "zaakinformatieobjecten", rij.pk),
            "uuid": rij.pk,
            "informatieobject": blik.url("drc", "enkelvoudiginformatieobjecten", rij.document_id),
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "aardRelatieWeergave": AARD,
            "titel": rij.titel,
            "beschrijving": rij.beschrijving,
            "registratiedatum": rij.geregistreerd_op,
            "vernietigingsdatum": rij.vernietigingsdatum,
            "status": blik.url("zrc", "statussen", rij.status_id),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> ZaakDocument:
        zaak: Zaak = gegevens["zaak"]
        document: UUID = gegevens["informatieobject"].pk
        self.weiger(zaak)
        velden = {naam: gegevens[naam] for naam in ("titel", "beschrijving", "vernietigingsdatum", "status")}
        if rij is None:
            return link_document(zaak=zaak, document_id=document, at=now(), **velden)
        weiger_andere_zaak(rij, zaak)
        if rij.document_id != document:
            reden = "Het document verandert niet meer: maak een nieuwe relatie."
            raise fout("informatieobject", "wijzigen-niet-toegelaten", reden)
        return change_document(rij=rij, **velden)
