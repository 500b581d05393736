"""Measurements: the Zelfredzaamheid-Matrix and the participatieladder."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.codelijsten import Meetmoment, RedenNietBeoordeeld


class ZrmMeting(GemeenteModel):
    """One measurement of one person with one version of the matrix: a photo of how it goes now."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="zrm_metingen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="zrm_metingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="zrm_metingen")
    instrument = models.CharField(max_length=12, default="zrm_2013")
    moment = models.CharField(max_length=8, choices=Meetmoment.choices, default=Meetmoment.START)
    datum = models.DateField()
    met_wie = models.CharField(_("samen met"), max_length=160, blank=True)
    beoordelaar = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    toelichting = models.TextField(blank=True)
    is_bewaard = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_zrmmeting"
        ordering = ("-datum", "-gemaakt_op")
        indexes = (models.Index(fields=["inwoner", "-datum"], name="zrm_van_inwoner"),)

    def __str__(self) -> str:
        return f"ZrmMeting {self.pk}"


class ZrmScore(GemeenteModel):
    """The level of one domain (1–5), or why it was not scored. `lijst` tells matrix or supplement."""

    meting = models.ForeignKey(ZrmMeting, models.CASCADE, related_name="scores")
    lijst = models.CharField(max_length=16, default="zrm")
    leefgebied = models.CharField(max_length=40)
    niveau = models.PositiveSmallIntegerField(null=True, blank=True)
    niet_beoordeeld = models.CharField(max_length=20, choices=RedenNietBeoordeeld.choices, blank=True)
    toelichting = models.TextField(blank=True)

    class Meta:
        db_table = "dossier_zrmscore"
        constraints = (
            models.UniqueConstraint(
                fields=["meting", "lijst", "leefgebied"], name="een_score_per_leefgebied"
            ),
            models.CheckConstraint(
                condition=Q(niveau__isnull=True) | Q(niveau__gte=1, niveau__lte=5),
                name="een_score_loopt_van_1_tot_5",
            ),
            models.CheckConstraint(
                condition=Q(niveau__isnull=False) | ~Q(niet_beoordeeld=""),
                name="geen_score_heeft_een_reden",
            ),
        )

    def __str__(self) -> str:
        return f"ZrmScore {self.leefgebied}"


class LadderMeting(GemeenteModel):
    """Where a person stands on the participatieladder and where that person wants to be."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="laddermetingen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="laddermetingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="laddermetingen")
    datum = models.DateField()
    huidig = models.PositiveSmallIntegerField(null=True, blank=True)
    gewenst = models.PositiveSmallIntegerField(null=True, blank=True)
    is_niet_besproken = models.BooleanField(default=False)
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_laddermeting"
        ordering = ("-datum", "-gemaakt_op")
        constraints = (
            models.CheckConstraint(
                condition=(Q(huidig__isnull=True) | Q(huidig__gte=1, huidig__lte=6))
                & (Q(gewenst__isnull=True) | Q(gewenst__gte=1, gewenst__lte=6)),
                name="een_trede_loopt_van_1_tot_6",
            ),
        )

    def __str__(self) -> str:
        return f"LadderMeting {self.pk}"
