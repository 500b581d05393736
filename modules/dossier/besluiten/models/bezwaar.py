"""`Bezwaar`: an objection to a decision (Awb chapters 6 and 7), with its hearing and its decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.besluiten.models.beschikking import Beschikking
from modules.dossier.besluiten.woorden import BezwaarStand, BezwaarUitkomst


class Bezwaar(GemeenteModel):
    """One objection. Who decides on it is somebody else than who took the decision (Awb 10:3 lid 3)."""

    beschikking = models.ForeignKey(Beschikking, models.CASCADE, related_name="bezwaren")
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="bezwaren")
    indiener = models.CharField(max_length=160)
    ontvangen_op = models.DateField()
    indienen_uiterlijk = models.DateField()
    te_laat_omdat = models.TextField(blank=True)
    gronden = models.TextField(blank=True)
    met_commissie = models.BooleanField(default=False)
    behandelaar = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="bezwaren"
    )
    beslissen_uiterlijk = models.DateField()
    verdaagd_op = models.DateField(null=True, blank=True)
    verdaagd_tot = models.DateField(null=True, blank=True)
    verdaagd_omdat = models.CharField(max_length=500, blank=True)
    gehoord_op = models.DateField(null=True, blank=True)
    gehoord_wie = models.CharField(max_length=300, blank=True)
    hoorverslag = models.TextField(blank=True)
    niet_gehoord_omdat = models.CharField(max_length=500, blank=True)
    stand = models.CharField(max_length=12, choices=BezwaarStand.choices, default=BezwaarStand.ONTVANGEN)
    uitkomst = models.CharField(max_length=18, choices=BezwaarUitkomst.choices, blank=True)
    motivering = models.TextField(blank=True)
    beroepsclausule = models.TextField(blank=True)
    mandaat_tekst = models.CharField(max_length=500, blank=True)
    beslist_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)
    inhoud_hash = models.CharField(max_length=64, blank=True)
    bekend_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "besluiten_bezwaar"
        ordering = ("-ontvangen_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stand__in=["beslist", "bekend"])
                | (Q(beslist_door__isnull=False, beslist_op__isnull=False) & ~Q(uitkomst="")),
                name="een_besluit_op_bezwaar_zegt_wie_wanneer_en_wat",
            ),
            models.CheckConstraint(
                condition=Q(bekend_op__isnull=False) | ~Q(stand="bekend"),
                name="besluit_op_bezwaar_bekend_op_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(verdaagd_op__isnull=True, verdaagd_tot__isnull=True)
                | Q(verdaagd_op__isnull=False, verdaagd_tot__isnull=False),
                name="verdagen_heeft_een_dag_en_een_einde",
            ),
            models.UniqueConstraint(
                fields=["beschikking"],
                condition=Q(stand__in=["ontvangen", "gehoord", "beslist"]),
                name="een_bezwaar_tegelijk",
            ),
        )
        indexes = (models.Index(fields=["stand", "beslissen_uiterlijk"], name="bezwaar_op_stand"),)

    def __str__(self) -> str:
        return f"Bezwaar {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this objection."""
        return reverse("besluiten:bezwaar", args=[self.pk])

    @property
    def loopt(self) -> bool:
        """Whether it still has to be decided on or made known."""
        return self.stand in (BezwaarStand.ONTVANGEN, BezwaarStand.GEHOORD, BezwaarStand.BESLIST)
