"""`Toestemming`: who agreed to what, for whom, to whom, why, until when; and each who had to answer."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.delen.woorden import (
    Antwoord,
    Hoe,
    Hoedanigheid,
    Kaderwet,
    Soort,
    ToestemmingStand,
    Uitzondering,
    Vraag,
)

BIJNA_AF = timedelta(days=30)
"""So long before its end a consent asks attention."""


class Toestemming(GemeenteModel):
    """One consent of one kind. It never changes its content: other content is another consent."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toestemmingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="toestemmingen")
    soort = models.CharField(max_length=20, choices=Soort.choices)
    kaderwet = models.CharField(max_length=6, choices=Kaderwet.choices, default=Kaderwet.WMO)
    categorieen = ArrayField(models.CharField(max_length=1), default=list, blank=True)
    leefgebieden = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    vraag = models.CharField(max_length=20, choices=Vraag.choices, blank=True)
    hulp = models.CharField(max_length=300, blank=True)
    melding = models.ForeignKey("dossier.Melding", models.SET_NULL, null=True, blank=True, related_name="+")
    aan_functie = models.CharField(max_length=20, blank=True)
    aan_gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    aan_organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    waarvoor = models.CharField(max_length=300)
    van = models.DateField()
    tot_en_met = models.DateField()
    stand = models.CharField(
        max_length=12, choices=ToestemmingStand.choices, default=ToestemmingStand.GEVRAAGD
    )
    leeftijdsgrond = models.CharField(max_length=300)
    grond_tot = models.DateField(null=True, blank=True)  # the birthday from which others decide
    uitzondering = models.CharField(max_length=20, choices=Uitzondering.choices, blank=True)
    uitzondering_omdat = models.TextField(blank=True)
    kan_zelf = models.BooleanField(default=True)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)
    niet_vragen_tot = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingetrokken_wie = models.CharField(max_length=160, blank=True)
    verlopen_omdat = models.CharField(max_length=160, blank=True)
    opnieuw_van = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "delen_toestemming"
        ordering = ("-gevraagd_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tot_en_met__gte=F("van")), name="een_toestemming_eindigt_na_het_begin"
            ),
            models.CheckConstraint(
                condition=~Q(soort="doorbreking_geheim")
                | Q(aan_functie="", aan_gebruiker__isnull=False, aan_organisatie__isnull=True)
                | Q(aan_functie="", aan_gebruiker__isnull=True, aan_organisatie__isnull=False)
                | (~Q(aan_functie="") & Q(aan_gebruiker__isnull=True, aan_organisatie__isnull=True)),
                name="wat_wordt_doorverteld_gaat_naar_een",
            ),
            models.CheckConstraint(
                condition=~Q(soort="instemming_hulp")
                | (~Q(hulp="") & Q(categorieen=[], leefgebieden=[], vraag="")),
                name="instemming_met_hulp_opent_geen_gegevens",
            ),
            models.CheckConstraint(
                condition=~Q(stand="ingetrokken") | Q(ingetrokken_op__isnull=False),
                name="intrekken_heeft_een_moment",
            ),
        )
        indexes = (
            models.Index(fields=["huishouden", "stand"], name="toestemming_van_huishouden"),
            models.Index(
                fields=["grond_tot"],
                condition=Q(stand__in=["gevraagd", "gegeven"]),
                name="toestemming_op_verjaardag",
            ),
            models.Index(fields=["tot_en_met"], condition=Q(stand="gegeven"), name="toestemming_op_einde"),
        )

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("delen:toestemming", args=[self.huishouden_id, self.pk])

    def laatste_dag(self) -> date:
        """Return the last day it counts: its own end, or the day before others decide."""
        if self.grond_tot is not None and self.grond_tot <= self.tot_en_met:
            return self.grond_tot - timedelta(days=1)
        return self.tot_en_met

    def geldt_op(self, dag: date) -> bool:
        """Whether it opens anything on `dag`."""
        return self.stand == ToestemmingStand.GEGEVEN and self.van <= dag <= self.laatste_dag()

    def stand_op(self, dag: date) -> ToestemmingStand:
        """Return where it stands on `dag`: what was given also ends by itself."""
        stand = ToestemmingStand(self.stand)
        if stand == ToestemmingStand.GEGEVEN and dag > self.laatste_dag():
            return ToestemmingStand.VERLOPEN
        return stand

    def loopt_af_op(self, dag: date) -> bool:
        """Whether it is given and ends within thirty days."""
        return self.geldt_op(dag) and self.laatste_dag() - dag <= BIJNA_AF


class Toestemminggever(GemeenteModel):
    """One who has to answer: the resident, a holder of gezag, or who decides for the resident."""

    toestemming = models.ForeignKey(Toestemming, models.CASCADE, related_name="gevers")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=160)
    hoedanigheid = models.CharField(max_length=18, choices=Hoedanigheid.choices)
    antwoord = models.CharField(max_length=5, choices=Antwoord.choices, default=Antwoord.OPEN)
    hoe = models.CharField(max_length=10, choices=Hoe.choices, blank=True)
    op = models.DateField(null=True, blank=True)
    vastgelegd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    scan = models.ForeignKey(
        "documenten.Document", models.SET_NULL, null=True, blank=True, related_name="gevers"
    )  # the paper that was signed; who may know of the consent sees it (`access.verborgen_scans`)

    class Meta:
        db_table = "delen_toestemminggever"
        ordering = ("volgorde", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(antwoord="open") | Q(op__isnull=False), name="een_antwoord_heeft_een_dag"
            ),
        )

    def __str__(self) -> str:
        return f"Toestemminggever {self.pk}"
