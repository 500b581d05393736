"""`Afwijking`: somebody departed from a rule for one household, with the facts that make it defensible."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.ruimte.rules.afwijking import Steunstand, steunstand
from modules.dossier.ruimte.woorden import Afwijksoort, Steun


class Afwijking(GemeenteModel):
    """One deviation (F102). Who decided it does not back it as the manager (F103)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="afwijkingen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="afwijkingen")
    regel = models.ForeignKey("ruimte.Regel", models.PROTECT, related_name="afwijkingen")
    soort = models.CharField(max_length=12, choices=Afwijksoort.choices)
    belang = models.TextField()
    waarom = models.TextField()
    risico = models.TextField()
    partners = models.TextField()
    voorstel = models.TextField(blank=True)
    besloten_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    terugkijken_op = models.DateField()
    uitkomst = models.TextField(blank=True)
    teruggekeken_op = models.DateField(null=True, blank=True)
    teruggekeken_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    steun_uiterlijk = models.DateField()
    steun = models.CharField(max_length=4, choices=Steun.choices, blank=True)
    steun_tekst = models.TextField(blank=True)
    steun_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    steun_op = models.DateField(null=True, blank=True)
    signaal = models.ForeignKey(
        "ruimte.Beleidssignaal", models.SET_NULL, null=True, blank=True, related_name="afwijkingen"
    )
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "ruimte_afwijking"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(steun_door__isnull=True) | ~Q(steun_door=F("besloten_door")),
                name="wie_afwijkt_steunt_zichzelf_niet",
            ),
            models.CheckConstraint(
                condition=Q(steun="") | (Q(steun_door__isnull=False) & Q(steun_op__isnull=False)),
                name="steun_is_van_iemand_op_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(teruggekeken_op__isnull=True) | ~Q(uitkomst=""),
                name="wie_terugkijkt_schrijft_wat_er_kwam",
            ),
        )
        indexes = (models.Index(fields=["-gemaakt_op", "-id"], name="afwijking_nieuwste"),)

    def __str__(self) -> str:
        return f"Afwijking {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this deviation."""
        return reverse("ruimte:afwijking", args=[self.pk])

    def steunstand_op(self, dag: date) -> Steunstand:
        """Return how the backing stands on a day."""
        return steunstand(self.steun, self.steun_uiterlijk, dag)
