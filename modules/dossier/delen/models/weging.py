"""`Weging`: sharing without consent, weighed and written down (conflict van plichten, domain.md 5.2)."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.delen.woorden import WegingStand


class Weging(GemeenteModel):
    """The six points of the weighing, and the colleague who confirmed it with an own sign-in."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="wegingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="+")
    categorieen = ArrayField(models.CharField(max_length=1), default=list)
    wat = models.CharField(max_length=300)
    aan_functie = models.CharField(max_length=20, blank=True)
    aan_gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    aan_organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    geprobeerd = models.TextField()
    geen_andere_weg = models.TextField()
    ernstig_nadeel = models.TextField()
    evenredig = models.TextField()
    zo_weinig_mogelijk = models.TextField()
    van = models.DateField()
    tot_en_met = models.DateField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    collega = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    stand = models.CharField(max_length=10, choices=WegingStand.choices, default=WegingStand.WACHT)
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    reactie = models.TextField(blank=True)
    verteld_op = models.DateField(null=True, blank=True)
    nog_niet_omdat = models.TextField(blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "delen_weging"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(door=F("collega")), name="een_weging_kent_vier_ogen"),
            models.CheckConstraint(
                condition=Q(verteld_op__isnull=False) | ~Q(nog_niet_omdat=""),
                name="de_inwoner_weet_het_of_er_staat_waarom_niet",
            ),
            models.CheckConstraint(
                condition=Q(stand="wacht") | Q(beoordeeld_op__isnull=False),
                name="een_oordeel_over_een_weging_heeft_een_moment",
            ),
        )
        indexes = (models.Index(fields=["stand", "-gemaakt_op"], name="weging_op_stand"),)

    def __str__(self) -> str:
        return f"Weging {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("delen:weging", args=[self.pk])

    def geldt_op(self, dag: date) -> bool:
        """Whether it allows anything on `dag`."""
        return (
            self.stand == WegingStand.BEVESTIGD
            and self.ingetrokken_op is None
            and self.van <= dag <= self.tot_en_met
        )
