"""`Logboekregel`: one line for every read, search and change, with the fields of NEN 7513."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.audit.doelen import Doel
from keukentafel.tenancy.models import GemeenteModel


class Soort(models.TextChoices):
    MAKEN = "C", _("Gemaakt")
    LEZEN = "R", _("Bekeken")
    WIJZIGEN = "U", _("Gewijzigd")
    VERWIJDEREN = "D", _("Verwijderd")
    UITVOEREN = "E", _("Uitgevoerd")


class Resultaat(models.TextChoices):
    GELUKT = "gelukt", _("Gelukt")
    GEWEIGERD = "geweigerd", _("Geweigerd")
    MISLUKT = "mislukt", _("Mislukt")


class Logboekregel(GemeenteModel):
    """What happened, who did it, on what and why. The database role may insert and select only.

    `detail` holds ids and names of fields, never content. There is no foreign key: a line outlives
    what it is about.
    """

    tijdstip = models.DateTimeField()
    gebeurtenis = models.CharField(max_length=80)
    soort = models.CharField(max_length=1, choices=Soort.choices)
    resultaat = models.CharField(max_length=10, choices=Resultaat.choices, default=Resultaat.GELUKT)
    doel = models.CharField(max_length=20, choices=Doel.choices, blank=True)
    gebruiker_id = models.UUIDField(null=True)
    gebruiker_naam = models.CharField(max_length=120, blank=True)
    rollen = models.CharField(max_length=200, blank=True)
    object_soort = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    huishouden_id = models.UUIDField(null=True)
    verzoek_id = models.CharField(max_length=32, blank=True)
    werkplek = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "audit_logboekregel"
        ordering = ("-tijdstip", "-id")
        indexes = (
            models.Index(fields=["huishouden_id", "-tijdstip"], name="logboek_van_huishouden"),
            models.Index(fields=["gebruiker_id", "-tijdstip"], name="logboek_van_gebruiker"),
            models.Index(fields=["-tijdstip", "-id"], name="logboek_op_tijd"),
        )

    def __str__(self) -> str:
        return f"{self.tijdstip:%Y-%m-%d %H:%M} {self.gebeurtenis}"
