"""What was exported and put back, of which gemeente, and how it went. Counts and prints; no person."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel
from tenants.models import Gemeente


class Vorm(models.TextChoices):
    BUNDEL = "bundel", _("Kopie om terug te zetten")
    LEESBAAR = "leesbaar", _("Leesbare uitvoer")


class Uitvoerstand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    KLAAR = "klaar", _("Klaar")
    MISLUKT = "mislukt", _("Mislukt")
    WEG = "weg", _("Opgeruimd")
    ELDERS = "elders", _("In een eigen map")


class Vrager(models.TextChoices):
    LEVERANCIER = "leverancier", _("De leverancier")
    GEMEENTE = "gemeente", _("De gemeente")
    ROOSTER = "rooster", _("Het rooster")


class WerkBasis(models.Model):
    """A piece of work that a page follows: what is being done, and how far it is."""

    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.CharField(max_length=120, blank=True)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    gemeld_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    wat = models.CharField(max_length=80, blank=True)
    gedaan = models.BigIntegerField(default=0)
    totaal = models.BigIntegerField(default=0)
    fout = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def procent(self) -> int:
        """How far it is; an estimate, so never more than all."""
        return min(100, self.gedaan * 100 // self.totaal) if self.totaal else 0


class UitvoerQuerySet(GemeenteQuerySet):
    """The questions people ask about exports."""

    def lopend(self) -> Self:
        """Keep those that wait or are busy."""
        return self.filter(stand__in=(Uitvoerstand.WACHT, Uitvoerstand.BEZIG))

    def verlopen(self, *, at: datetime) -> Self:
        """Keep those whose folder may go."""
        return self.filter(stand=Uitvoerstand.KLAAR, bewaard_tot__lte=at)


class Uitvoer(WerkBasis, PlatformModel):
    """One export of one gemeente."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="uitvoeren")
    vorm = models.CharField(max_length=10, choices=Vorm.choices)
    vrager = models.CharField(max_length=12, choices=Vrager.choices, default=Vrager.LEVERANCIER)
    stand = models.CharField(max_length=8, choices=Uitvoerstand.choices, default=Uitvoerstand.WACHT)
    gemaakt_op = models.DateTimeField(null=True, blank=True)  # the moment of which everything in it is
    rijen = models.BigIntegerField(default=0)
    bestanden = models.IntegerField(default=0)
    grootte = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # of the manifest, which names all others
    bewaard_tot = models.DateTimeField(null=True, blank=True)
    opgehaald_op = models.DateTimeField(null=True, blank=True)

    objects = UitvoerQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "uitvoer_uitvoer"
        ordering = ("-gevraagd_op",)
        indexes = (models.Index(fields=["gemeente", "-gevraagd_op"], name="uitvoer_van_een_gemeente"),)

    def __str__(self) -> str:
        return f"{self.vorm} {self.stand}"


class Terugzetstand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    NAAST = "naast", _("Staat ernaast")
    WISSELT = "wisselt", _("Wordt gewisseld")
    GEWISSELD = "gewisseld", _("In gebruik")
    TERUG = "terug", _("Teruggewisseld")
    KLAAR = "klaar", _("Klaar")
    MISLUKT = "mislukt", _("Mislukt")


class Terugzetting(WerkBasis, PlatformModel):
    """A bundle that was put beside its gemeente: to take its place, or (`is_proef`) to see that it can."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="terugzettingen")
    uitvoer = models.ForeignKey(
        Uitvoer, models.SET_NULL, null=True, blank=True, related_name="terugzettingen"
    )
    is_proef = models.BooleanField(default=False)
    stand = models.CharField(max_length=10, choices=Terugzetstand.choices, default=Terugzetstand.WACHT)
    richting = models.CharField(max_length=5, blank=True)  # in, terug: while it is being swapped
    reden = models.CharField(max_length=300, blank=True)
    van = models.DateTimeField(null=True, blank=True)  # the moment of which the bundle is
    naast_schema = models.CharField(max_length=14, blank=True)
    oud_schema = models.CharField(max_length=14, blank=True)
    is_gelijk = models.BooleanField(null=True)  # what stands beside is what was in the bundle
    vergelijking = models.JSONField(default=dict)
    stand_ervoor = models.CharField(max_length=12, blank=True)  # of the gemeente, to open it the same way
    gewisseld_op = models.DateTimeField(null=True, blank=True)
    weg_op = models.DateTimeField(null=True, blank=True)  # when what was taken out is thrown away
    weggegooid_op = models.DateTimeField(null=True, blank=True)

    objects = GemeenteQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "uitvoer_terugzetting"
        ordering = ("-gevraagd_op",)
        indexes = (models.Index(fields=["gemeente", "-gevraagd_op"], name="terugzetting_van_een_gemeente"),)

    def __str__(self) -> str:
        return f"terugzetting {self.stand}"
