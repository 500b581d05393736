"""`Product`: one kind of help with its category and code, and what it costs from a day on."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.values.geld import Geld
from modules.dossier.voorzieningen.codelijsten import (
    CATEGORIEEN,
    CATEGORIENAAM,
    Eenheid,
    Frequentie,
    ProductWet,
)


class ProductQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def op(self, dag: date) -> Self:
        """Keep what may be decided on, on this day."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=dag), geldig_van__lte=dag)

    def van_wet(self, wet: str) -> Self:
        """Keep what belongs to this law."""
        return self.filter(wet=wet)

    def zoek(self, woord: str) -> Self:
        """Keep what has this word in its name, code or explanation; all when it is empty."""
        woord = woord.strip()
        if not woord:
            return self
        return self.filter(
            Q(naam__icontains=woord) | Q(code__iexact=woord) | Q(omschrijving__icontains=woord)
        )


class Product(GemeenteModel):
    """A kind of help in the catalogue. `geldig_tot` is the first day it can no longer be decided on."""

    wet = models.CharField(_("wet"), max_length=8, choices=ProductWet.choices)
    categorie = models.CharField(_("categorie"), max_length=2, choices=CATEGORIEEN)
    code = models.CharField(_("code"), max_length=5, blank=True)
    naam = models.CharField(_("naam"), max_length=120)
    omschrijving = models.CharField(_("uitleg"), max_length=300, blank=True)
    eenheid = models.CharField(_("geteld in"), max_length=2, choices=Eenheid.choices)
    frequentie = models.CharField(_("hoe vaak"), max_length=1, choices=Frequentie.choices, blank=True)
    is_bijdrageplichtig = models.BooleanField(_("eigen bijdrage"), default=True)
    mag_pgb = models.BooleanField(_("kan ook als pgb"), default=True)
    geldig_van = models.DateField(_("te kiezen vanaf"))
    geldig_tot = models.DateField(_("tot"), null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = ProductQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "voorzieningen_product"
        ordering = ("wet", "categorie", "code", "naam", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["wet", "categorie", "code", "geldig_van"],
                condition=~Q(code=""),
                name="een_code_begint_een_keer_op_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")),
                name="een_product_eindigt_niet_voor_het_begint",
            ),
        )

    def __str__(self) -> str:
        return f"{self.naam} ({self.categorie}{f' {self.code}' if self.code else ''})"

    def get_absolute_url(self) -> str:
        return reverse("voorzieningen:product", args=[self.pk])

    @property
    def categorienaam(self) -> str:
        """Return the category in words."""
        return CATEGORIENAAM[self.categorie]

    def geldt_op(self, dag: date) -> bool:
        """Tell whether it may be decided on, on this day."""
        return self.geldig_van <= dag and (self.geldig_tot is None or dag < self.geldig_tot)


class Tarief(GemeenteModel):
    """What one unit costs, from a day on; of one aanbieder, or without one of all. A pgb has its own."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="tarieven")
    aanbieder = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_pgb = models.BooleanField(default=False)
    centen = models.PositiveIntegerField(_("tarief"))
    geldig_van = models.DateField(_("vanaf"))

    class Meta:
        db_table = "voorzieningen_tarief"
        ordering = ("-geldig_van", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["product", "aanbieder", "is_pgb", "geldig_van"],
                nulls_distinct=False,
                name="een_tarief_per_dag_van_ingang",
            ),
        )

    def __str__(self) -> str:
        return f"Tarief {self.pk}"

    @property
    def bedrag(self) -> Geld:
        """Return what one unit costs."""
        return Geld(self.centen)
