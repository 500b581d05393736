"""The convenant and instruction of a gemeente in versions, and who confirmed which (F075)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class ConvenantStatus(models.TextChoices):
    CONCEPT = "concept", _("Concept")
    GELDIG = "geldig", _("Geldig")
    VERVALLEN = "vervallen", _("Vervangen")


class Convenant(GemeenteModel):
    """One version of the agreements. A published text never changes; a change is a new version."""

    nummer = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=ConvenantStatus.choices, default=ConvenantStatus.CONCEPT)
    tekst = models.TextField()
    wat_is_anders = models.CharField(max_length=300, blank=True)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    gepubliceerd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "delen_convenant"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["nummer"], name="een_nummer_is_een_convenant"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="geldig"), name="er_geldt_een_convenant"
            ),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="concept"), name="er_is_een_concept_van_het_convenant"
            ),
        )

    def __str__(self) -> str:
        return f"Convenant {self.nummer}"

    @property
    def nummer_tekst(self) -> str:
        """The number as text, for a heading that is put together."""
        return str(self.nummer)


class ConvenantBevestiging(GemeenteModel):
    """Somebody read a version and confirmed it. Rows are only added."""

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="bevestigingen")
    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        db_table = "delen_convenantbevestiging"
        ordering = ("-op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["convenant", "gebruiker"], name="iemand_bevestigt_een_versie_een_keer"
            ),
        )

    def __str__(self) -> str:
        return f"ConvenantBevestiging {self.pk}"
