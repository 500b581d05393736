"""What was agreed with a gemeente: which modules, from when to when, and how it wants its invoices."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.models.tarief import Module, Tarief
from keukentafel.tenancy.models import PlatformModel
from tenants.models import Gemeente


class Factuurperiode(models.TextChoices):
    JAAR = "jaar", _("Per jaar")
    KWARTAAL = "kwartaal", _("Per kwartaal")
    MAAND = "maand", _("Per maand")


class Contract(PlatformModel):
    """The contract of one gemeente, and its address for invoices. `einde` is the first day without it."""

    nummer = models.CharField(max_length=12)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="contracten")
    tarief = models.ForeignKey(Tarief, models.PROTECT, related_name="contracten")
    begin = models.DateField()
    einde = models.DateField(null=True, blank=True)
    factuurperiode = models.CharField(max_length=8, choices=Factuurperiode.choices)
    indexeren = models.BooleanField(default=True)
    inkoopnummer = models.CharField(max_length=60, blank=True)
    betaaltermijn_dagen = models.PositiveSmallIntegerField(default=30)
    afnemer_naam = models.CharField(max_length=120)
    afnemer_straat = models.CharField(max_length=120)
    afnemer_postcode = models.CharField(max_length=6)
    afnemer_plaats = models.CharField(max_length=80)
    afnemer_kvk = models.CharField(max_length=8, blank=True)
    afnemer_oin = models.CharField(max_length=20, blank=True)
    afnemer_btw_nummer = models.CharField(max_length=14, blank=True)
    factuur_email = models.EmailField()
    aangemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "billing_contract"
        ordering = ("gemeente__naam", "begin")
        constraints = (
            models.UniqueConstraint(fields=["nummer"], name="een_contractnummer_is_uniek"),
            models.CheckConstraint(
                condition=models.Q(einde=None) | models.Q(einde__gt=models.F("begin")),
                name="een_contract_eindigt_na_zijn_begin",
            ),
            models.CheckConstraint(
                condition=~models.Q(afnemer_kvk="") | ~models.Q(afnemer_oin=""),
                name="een_afnemer_is_elektronisch_te_vinden",
            ),
            ExclusionConstraint(
                name="een_gemeente_heeft_een_contract_tegelijk",
                expressions=[
                    ("gemeente", RangeOperators.EQUAL),
                    (
                        models.Func("begin", "einde", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return self.nummer


class Contractmodule(PlatformModel):
    """A module that a gemeente takes, from its first day to the first day without it."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="modules")
    module = models.CharField(max_length=20, choices=Module.choices)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "billing_contractmodule"
        ordering = ("van", "module")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(tot=None) | models.Q(tot__gt=models.F("van")),
                name="een_module_eindigt_na_haar_begin",
            ),
            ExclusionConstraint(
                name="een_module_staat_een_keer_tegelijk_in_een_contract",
                expressions=[
                    ("contract", RangeOperators.EQUAL),
                    ("module", RangeOperators.EQUAL),
                    (
                        models.Func("van", "tot", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return self.module


class Inwonertal(PlatformModel):
    """How many people lived in a gemeente on 1 January of a year."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="inwonertallen")
    jaar = models.PositiveSmallIntegerField()
    aantal = models.PositiveIntegerField()
    bron = models.CharField(max_length=200)

    class Meta:
        db_table = "billing_inwonertal"
        ordering = ("-jaar",)
        constraints = (
            models.UniqueConstraint(fields=["gemeente", "jaar"], name="een_jaar_heeft_een_inwonertal"),
            models.CheckConstraint(condition=models.Q(aantal__gt=0), name="een_gemeente_heeft_inwoners"),
        )

    def __str__(self) -> str:
        return f"{self.jaar}: {self.aantal}"
