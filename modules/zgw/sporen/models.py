"""`Spoor`: a line of the audittrail of a zaak, document or decision. It goes when its main object goes.

The logboek of the gemeente keeps its own line, which stays (zgw.md 12.7).
"""

from __future__ import annotations

from django.db import models

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class Spoor(GemeenteModel):
    """What a program changed. `oud` and `nieuw` are the JSON of the resource, closed: they name people."""

    bron = models.CharField(max_length=3)
    hoofdobject_id = models.UUIDField()
    hoofdobject_url = models.CharField(max_length=1000)
    resource = models.CharField(max_length=50)
    resource_url = models.CharField(max_length=1000)
    resource_weergave = models.CharField(max_length=200)
    actie = models.CharField(max_length=50)
    resultaat = models.PositiveSmallIntegerField()
    applicatie_id = models.CharField(max_length=100, blank=True)
    applicatie_naam = models.CharField(max_length=200, blank=True)
    gebruiker_id = models.CharField(max_length=255, blank=True)
    gebruiker_naam = models.CharField(max_length=255, blank=True)
    toelichting = VersleuteldTekstField(doel="zgw", null=True)
    oud = VersleuteldTekstField(doel="zgw", null=True)
    nieuw = VersleuteldTekstField(doel="zgw", null=True)
    aangemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "sporen_spoor"
        ordering = ("aangemaakt_op", "id")
        indexes = (
            models.Index(fields=["bron", "hoofdobject_id", "aangemaakt_op"], name="spoor_per_hoofdobject"),
        )

    def __str__(self) -> str:
        return f"{self.actie} {self.resource}"
