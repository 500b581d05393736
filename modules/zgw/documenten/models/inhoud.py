"""`Inhoud`: the bytes of a document, as pieces in the store of files. They stand there once.

A piece is a file of this register, or a file that the dossier already keeps: then nothing is copied.
Versions that share their content share this row.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from keukentafel.tenancy.models import GemeenteModel

OPSLAG = "zgwdocument"
"""The kind under which the store keeps the files of this register itself."""


class Inhoud(GemeenteModel):
    """Content of so many bytes. Not complete: a client is still sending its pieces."""

    omvang = models.PositiveBigIntegerField()
    is_compleet = models.BooleanField(default=True)

    class Meta:
        db_table = "zgwdocumenten_inhoud"

    def __str__(self) -> str:
        return f"{self.omvang} bytes"


class Bestandsdeel(GemeenteModel):
    """One piece. `opslag_soort` and `opslag_id` name its file; empty while it did not come in."""

    inhoud = models.ForeignKey(Inhoud, on_delete=models.CASCADE, related_name="delen")
    volgnummer = models.PositiveIntegerField()
    omvang = models.PositiveBigIntegerField()
    opslag_soort = models.CharField(max_length=20, blank=True)
    opslag_id = models.UUIDField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "zgwdocumenten_bestandsdeel"
        ordering = ("volgnummer",)
        constraints = (
            models.UniqueConstraint(
                fields=["inhoud", "volgnummer"], name="een_deel_staat_een_keer_in_inhoud"
            ),
            models.CheckConstraint(
                condition=Q(opslag_soort="", opslag_id=None) | Q(opslag_id__isnull=False),
                name="een_deel_heeft_een_soort_en_een_bestand",
            ),
        )
        indexes = (models.Index(fields=["opslag_soort", "opslag_id"], name="deel_per_bestand"),)

    def __str__(self) -> str:
        return f"{self.volgnummer}"

    @property
    def is_voltooid(self) -> bool:
        """Whether all of it came in."""
        return self.opslag_id is not None

    @property
    def is_eigen(self) -> bool:
        """Whether the file is of this register, and goes with it."""
        return self.opslag_soort == OPSLAG
