"""What a gemeente took in, and what stood there before, so that it can be turned back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Innamesoort(models.TextChoices):
    """Where the content came from."""

    BESTAND = "bestand", _("Bestand")
    SJABLOON = "sjabloon", _("Bibliotheek")
    TERUG = "terug", _("Teruggedraaid")


class Configuratieinname(GemeenteModel):
    """One time that content was taken in. `delen`, `vooraf`: per part what it became and what it was.

    `uitkomst` is a list of `{"deel", "werking", "zin", "adres"}`. `sjabloonversie` is the id of a version
    in the supplier's library; no foreign key leaves the schema.
    """

    soort = models.CharField(max_length=10, choices=Innamesoort.choices)
    bron = models.CharField(_("waarvandaan"), max_length=200)
    sjabloon = models.UUIDField(null=True, blank=True)
    sjabloonversie = models.UUIDField(null=True, blank=True)
    sjabloonnummer = models.PositiveIntegerField(default=0)
    delen = models.JSONField(default=dict)
    vooraf = models.JSONField(default=dict)
    uitkomst = models.JSONField(default=list)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField()
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "configuratie_inname"
        ordering: ClassVar = ["-op", "-id"]
        indexes: ClassVar = [models.Index(fields=["-op", "-id"], name="inname_nieuwste_eerst")]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"
