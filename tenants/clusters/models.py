"""The move of a gemeente from one cluster to another: how far it is, and what was measured."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel
from tenants.models import Gemeente

BEWAARTIJD = timedelta(days=7)
STIL_NA = timedelta(minutes=2)


class Stap(models.TextChoices):
    """The steps; each may be done again after it was cut off."""

    VOORBEREIDEN = "voorbereiden", _("Ruimte maken op het nieuwe cluster")
    KOPIEREN = "kopieren", _("Gegevens kopiëren terwijl iedereen doorwerkt")
    VERGELIJKEN = "vergelijken", _("Beide kopieën vergelijken")
    OMZETTEN = "omzetten", _("Omzetten met een korte schrijfpauze")
    NAKIJKEN = "nakijken", _("De kopie van het moment van omzetten nakijken")
    KLAAR = "klaar", _("Verhuisd")


class Stand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    MISLUKT = "mislukt", _("Gestopt")
    KLAAR = "klaar", _("Klaar")
    AFGEBROKEN = "afgebroken", _("Afgebroken")


OPEN = (Stand.WACHT, Stand.BEZIG, Stand.MISLUKT)


class VerhuizingQuerySet(GemeenteQuerySet):
    """The questions people ask about moves."""

    def open(self) -> Self:
        """Keep those that are not finished: busy, or stopped halfway."""
        return self.filter(stand__in=OPEN)

    def met_oude_kopie(self) -> Self:
        """Keep those whose old copy still stands on the cluster it came from."""
        return self.filter(stand=Stand.KLAAR, opgeruimd_op=None)

    def verlopen(self, *, at: datetime) -> Self:
        """Keep those whose old copy was kept long enough."""
        return self.met_oude_kopie().filter(bewaard_tot__lte=at)


class Verhuizing(PlatformModel):
    """One move. Counts, moments and names of tables; never a person."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="verhuizingen")
    van = models.CharField(max_length=30, blank=True)
    naar = models.CharField(max_length=30, blank=True)
    stap = models.CharField(max_length=12, choices=Stap.choices, default=Stap.VOORBEREIDEN)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    gevraagd_door = models.CharField(max_length=120, blank=True)
    gevraagd_op = models.DateTimeField()
    gemeld_op = models.DateTimeField(null=True, blank=True)  # the last sign of life of who does it
    gedaan = models.IntegerField(default=0)
    totaal = models.IntegerField(default=0)
    fout = models.CharField(max_length=500, blank=True)
    tabellen = models.IntegerField(default=0)
    rijen = models.BigIntegerField(default=0)
    proefpauze_ms = models.IntegerField(null=True)  # of the comparison
    pauze_ms = models.IntegerField(null=True)  # of the move itself: how long people waited
    is_nagekeken = models.BooleanField(null=True)  # None: cut off before it could be
    omgezet_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    bewaard_tot = models.DateTimeField(null=True, blank=True)
    opgeruimd_op = models.DateTimeField(null=True, blank=True)

    objects = VerhuizingQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "clusters_verhuizing"
        ordering = ("-gevraagd_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["gemeente"],
                condition=models.Q(stand__in=[stand.value for stand in OPEN]),
                name="een_gemeente_verhuist_een_keer_tegelijk",
            ),
        )

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}: {self.stand}"

    @property
    def procent(self) -> int:
        """How far this step is."""
        return min(100, self.gedaan * 100 // self.totaal) if self.totaal else 0

    def is_stil(self, *, at: datetime) -> bool:
        """Tell whether nobody seems to be doing it any more: it may be taken up again."""
        return (
            self.stand in (Stand.WACHT, Stand.BEZIG) and (self.gemeld_op or self.gevraagd_op) < at - STIL_NA
        )
