"""The decision of a person that a gemeente that does not pay may only read its own inrichting."""

from __future__ import annotations

from django.db import models

from keukentafel.tenancy.models import PlatformModel
from tenants.models import Gemeente


class Leesbesluit(PlatformModel):
    """From when to when the inrichting of a gemeente is read only. Care work always goes on."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="leesbesluiten")
    reden = models.CharField(max_length=500)
    besloten_op = models.DateTimeField()
    besloten_door = models.CharField(max_length=120)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "billing_leesbesluit"
        ordering = ("-besloten_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["gemeente"],
                condition=models.Q(ingetrokken_op=None),
                name="een_gemeente_heeft_een_lopend_leesbesluit",
            ),
        )

    def __str__(self) -> str:
        return self.reden
