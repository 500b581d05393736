"""Templates of an inrichting, each with its versions. What is published never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import PlatformModel


class Sjabloonstand(models.TextChoices):
    """Where a template is in its life."""

    AANGEBODEN = "aangeboden", _("Aangeboden")
    GEPUBLICEERD = "gepubliceerd", _("In de bibliotheek")
    INGETROKKEN = "ingetrokken", _("Ingetrokken")
    GEWEIGERD = "geweigerd", _("Niet opgenomen")


class Inrichtingsjabloon(PlatformModel):
    """A template. `van_gemeente` is the name of the gemeente that offered it; empty: the supplier's own."""

    naam = models.CharField(_("naam"), max_length=80)
    omschrijving = models.CharField(_("voor wie"), max_length=600)
    stand = models.CharField(max_length=12, choices=Sjabloonstand.choices, default=Sjabloonstand.AANGEBODEN)
    van_gemeente = models.CharField(max_length=120, blank=True)
    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, null=True, related_name="+")
    antwoord = models.CharField(_("antwoord"), max_length=300, blank=True)
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "bibliotheek_sjabloon"
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["naam"], condition=Q(stand="gepubliceerd"), name="een_naam_is_van_een_sjabloon"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Inrichtingsjabloonversie(PlatformModel):
    """One version: the signed file as it was handed in, and which parts it has."""

    sjabloon = models.ForeignKey(Inrichtingsjabloon, models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    bestand = models.TextField()
    delen = models.JSONField(default=list)
    toelichting = models.CharField(_("wat is er nieuw"), max_length=600, blank=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "bibliotheek_sjabloonversie"
        ordering: ClassVar = ["sjabloon", "-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sjabloon", "nummer"], name="een_nummer_is_een_sjabloonversie"),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"
