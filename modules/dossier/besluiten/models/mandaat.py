"""`Mandaat`: who may decide in the name of the college, for what, up to how much, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.values.geld import Geld
from modules.dossier.besluiten.woorden import Betreft


class MandaatQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def geldig_op(self, dag: date) -> Self:
        """In force on this day: begun, not ended, not withdrawn."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=dag), geldig_van__lte=dag)


class Mandaat(GemeenteModel):
    """One dated row of the register (Awb 10:3). It never changes: it ends, and another takes its place.

    An empty `wet`, `soort` or `categorie` stands for every one; no `bedrag_tot` for no limit (in cents,
    per household and year). `geldig_tot` is the first day it no longer holds.
    """

    rol = models.CharField(max_length=20, choices=Rol.choices, blank=True)
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="mandaten"
    )
    betreft = models.CharField(max_length=8, choices=Betreft.choices, default=Betreft.BESLUIT)
    wet = models.CharField(max_length=14, blank=True)
    soort = models.CharField(max_length=40, blank=True)
    categorie = models.CharField(max_length=40, blank=True)
    bedrag_tot = models.BigIntegerField(null=True, blank=True)
    artikel = models.CharField(max_length=200)
    alleen_ambtenaar = models.BooleanField(default=False)
    instemming_op = models.DateField(null=True, blank=True)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    beeindigd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = MandaatQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "besluiten_mandaat"
        ordering = ("betreft", "wet", "rol", "geldig_van", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(gebruiker__isnull=True) ^ Q(rol=""),
                name="een_mandaat_is_van_een_rol_of_van_een_mens",
            ),
            models.CheckConstraint(
                condition=Q(bedrag_tot__isnull=True) | Q(bedrag_tot__gte=0),
                name="een_mandaat_gaat_tot_nul_of_meer",
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_van")),
                name="een_mandaat_eindigt_niet_voor_het_begint",
            ),
        )
        indexes = (models.Index(fields=["betreft", "geldig_van"], name="mandaat_op_dag"),)

    def __str__(self) -> str:
        return f"Mandaat {self.pk}"

    @property
    def bedrag(self) -> Geld | None:
        """The limit as an amount; None when there is none."""
        return None if self.bedrag_tot is None else Geld(self.bedrag_tot)
