"""What hangs on a document: conditions on its use, where it belongs, to whom it was sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.documenten.models.informatieobject import Informatieobject


class Gebruiksrecht(GemeenteModel):
    """A condition on the use of a document (drc-006)."""

    document = models.ForeignKey(Informatieobject, on_delete=models.CASCADE, related_name="gebruiksrechten")
    startdatum = models.DateTimeField()
    einddatum = models.DateTimeField(null=True, blank=True)
    voorwaarden = VersleuteldTekstField(doel="zgw")

    class Meta:
        db_table = "zgwdocumenten_gebruiksrecht"
        ordering = ("startdatum", "id")

    def __str__(self) -> str:
        return str(self.document_id)


class Objecttype(models.TextChoices):
    """What a document belongs to."""

    ZAAK = "zaak", _("Zaak")
    BESLUIT = "besluit", _("Besluit")
    VERZOEK = "verzoek", _("Verzoek")


class ObjectInformatieobject(GemeenteModel):
    """A document belongs to a zaak or a decision; the other register leads (zrc-005, brc-005)."""

    document = models.ForeignKey(Informatieobject, on_delete=models.CASCADE, related_name="objecten")
    objecttype = models.CharField(max_length=10, choices=Objecttype.choices)
    object_id = models.UUIDField()

    class Meta:
        db_table = "zgwdocumenten_objectinformatieobject"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["document", "object_id"], name="een_document_hoort_een_keer_bij_een_object"
            ),
        )
        indexes = (models.Index(fields=["object_id"], name="document_per_object"),)

    def __str__(self) -> str:
        return f"{self.objecttype} {self.object_id}"


class AardRelatie(models.TextChoices):
    """Who it was to the document."""

    AFZENDER = "afzender", _("Afzender")
    GEADRESSEERDE = "geadresseerde", _("Geadresseerde")


class Verzending(GemeenteModel):
    """A document came from somebody, or went to somebody. Who and where is closed, with one blind index."""

    document = models.ForeignKey(Informatieobject, on_delete=models.CASCADE, related_name="verzendingen")
    aard_relatie = models.CharField(max_length=14, choices=AardRelatie.choices)
    wie = VersleuteldTekstField(doel="zgw")
    betrokkene_index = models.BinaryField()
    ontvangstdatum = models.DateField(null=True, blank=True)
    verzenddatum = models.DateField(null=True, blank=True)
    is_mijn_overheid = models.BooleanField(default=False)

    class Meta:
        db_table = "zgwdocumenten_verzending"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["document"], name="verzending_per_document"),
            models.Index(fields=["betrokkene_index"], name="verzending_per_betrokkene"),
        )

    def __str__(self) -> str:
        return f"{self.aard_relatie} {self.document_id}"
