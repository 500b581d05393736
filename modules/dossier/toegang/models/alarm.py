"""How many households somebody opened just now, and what happens when that is a lot."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.toegang.codelijsten import AlarmSoort


class Kijkraam(GemeenteModel):
    """What one person opened in the last minutes: household (or list) → moment, in one row.

    One row, so that requests side by side wait for each other and none of them goes uncounted.
    """

    gebruiker = models.OneToOneField("identity.Gebruiker", models.CASCADE, related_name="+")
    gezien = models.JSONField(default=dict)

    class Meta:
        db_table = "toegang_kijkraam"

    def __str__(self) -> str:
        return f"Kijkraam {self.pk}"


class Alarm(GemeenteModel):
    """Somebody opened many households in a short time: a reason is asked, or it stops until it is lifted."""

    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    soort = models.CharField(max_length=4, choices=AlarmSoort)
    op = models.DateTimeField()
    aantal = models.PositiveIntegerField()
    reden = models.CharField(_("waarom"), max_length=300, blank=True)
    reden_op = models.DateTimeField(null=True, blank=True)
    opgeheven_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opheffing = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "toegang_alarm"
        ordering = ("-op", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(soort="stop", opgeheven_op=None),
                name="iemand_is_een_keer_tegelijk_gestopt",
            ),
            models.CheckConstraint(
                condition=Q(opgeheven_door=None) | ~Q(opgeheven_door=models.F("gebruiker")),
                name="niemand_heft_het_eigen_alarm_op",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gebruiker", "-op"], name="alarm_van_wie")]

    def __str__(self) -> str:
        return f"Alarm {self.soort}"
