"""`Besluit`: the thin decision. Why it was taken stands in the dossier and in its document."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import Besluittype, Soort
from modules.zgw.zaken.models import Zaak


class Vervalreden(models.TextChoices):
    """Why a decision no longer holds."""

    TIJDELIJK = "tijdelijk", _("Besluit met tijdelijke werking")
    INGETROKKEN_OVERHEID = "ingetrokken_overheid", _("Besluit ingetrokken door overheid")
    INGETROKKEN_BELANGHEBBENDE = "ingetrokken_belanghebbende", _("Besluit ingetrokken o.v.v. belanghebbende")


class Besluit(GemeenteModel):
    """A decision. `soort` is that of its besluittype, kept here so that rights are one comparison.

    `beschikking_id`, `huishouden_id` and `inwoner_id` lead to the dossier; they never leave by the API.
    """

    besluittype = models.ForeignKey(Besluittype, on_delete=models.PROTECT, related_name="besluiten")
    soort = models.ForeignKey(Soort, on_delete=models.PROTECT, related_name="besluiten")
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, null=True, blank=True, related_name="besluiten")
    identificatie = models.CharField(_("identificatie"), max_length=50)
    verantwoordelijke_organisatie = models.CharField(max_length=9)
    datum = models.DateField()
    toelichting = VersleuteldTekstField(doel="zgw", null=True)
    bestuursorgaan = models.CharField(max_length=50, blank=True)
    ingangsdatum = models.DateField()
    vervaldatum = models.DateField(null=True, blank=True)
    vervalreden = models.CharField(max_length=26, choices=Vervalreden.choices, blank=True)
    publicatiedatum = models.DateField(null=True, blank=True)
    verzenddatum = models.DateField(null=True, blank=True)
    uiterlijke_reactiedatum = models.DateField(null=True, blank=True)
    beschikking_id = models.UUIDField(null=True, blank=True)
    huishouden_id = models.UUIDField(null=True, blank=True)
    inwoner_id = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "zgwbesluiten_besluit"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["verantwoordelijke_organisatie", "identificatie"],
                name="een_besluit_heeft_een_eigen_identificatie",
            ),
        )
        indexes = (
            models.Index(fields=["soort", "-id"], name="besluit_per_soort"),
            models.Index(fields=["identificatie"], name="besluit_per_identificatie"),
            models.Index(
                fields=["beschikking_id"],
                condition=Q(beschikking_id__isnull=False),
                name="besluit_per_beschikking",
            ),
        )

    def __str__(self) -> str:
        return self.identificatie


class BesluitDocument(GemeenteModel):
    """A document that holds a decision; `document_id` is the informatieobject in the register of documents."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="documenten")
    document_id = models.UUIDField()

    class Meta:
        db_table = "zgwbesluiten_besluitdocument"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["besluit", "document_id"], name="een_document_hoort_een_keer_bij_een_besluit_zelf"
            ),
        )
        indexes = (models.Index(fields=["document_id"], name="besluit_per_document"),)

    def __str__(self) -> str:
        return f"{self.besluit_id} {self.document_id}"
