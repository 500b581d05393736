"""`Steekproef`: each month some looks by people who had no assignment, drawn by lot and reviewed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.toegang.codelijsten import Oordeel


class Steekproef(GemeenteModel):
    """The draw of one month: how many looks there were, and how many were drawn."""

    maand = models.DateField(unique=True)
    getrokken_op = models.DateTimeField()
    populatie = models.PositiveIntegerField()

    class Meta:
        db_table = "toegang_steekproef"
        ordering = ("-maand",)

    def __str__(self) -> str:
        return f"Steekproef {self.maand:%Y-%m}"


class Steekproefregel(GemeenteModel):
    """One drawn look: who, on which day, how often. Which household it was, opens with a reason only.

    The household is an id and no foreign key: a judgement about a colleague outlives the household.
    """

    steekproef = models.ForeignKey(Steekproef, models.CASCADE, related_name="regels")
    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    huishouden_id = models.UUIDField()
    dag = models.DateField()
    aantal = models.PositiveIntegerField()
    geopend_op = models.DateTimeField(null=True, blank=True)
    geopend_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opening = models.CharField(_("waarom je dit opent"), max_length=300, blank=True)
    oordeel = models.CharField(max_length=12, choices=Oordeel, blank=True)
    toelichting = models.TextField(blank=True)
    beoordeeld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "toegang_steekproefregel"
        ordering = ("dag", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["steekproef", "gebruiker", "huishouden_id", "dag"],
                name="een_blik_staat_een_keer_in_de_steekproef",
            ),
            models.CheckConstraint(
                condition=models.Q(beoordeeld_door=None) | ~models.Q(beoordeeld_door=models.F("gebruiker")),
                name="niemand_beoordeelt_de_eigen_blik",
            ),
        ]

    def __str__(self) -> str:
        return f"Steekproefregel {self.pk}"
