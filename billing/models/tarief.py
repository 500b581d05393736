"""What it costs: a price list per band of inhabitants and module, discounts in steps, and the index."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import PlatformModel


class Module(models.TextChoices):
    """What a gemeente can take. `basis` is the dossier itself, and is always there."""

    BASIS = "basis", _("Keukentafel basis")
    WMO = "wmo", _("Wmo")
    JEUGD = "jeugd", _("Jeugd")
    PARTICIPATIE = "participatie", _("Participatie")


class Tarief(PlatformModel):
    """A price list. Once it is fixed it does not change: a new price is a new list."""

    naam = models.CharField(max_length=80)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)  # the first day on which no contract begins with it
    startkosten_centen = models.BigIntegerField(default=0)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.CharField(max_length=120, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "billing_tarief"
        ordering = ("-geldig_van", "naam")
        constraints = (
            models.UniqueConstraint(fields=["naam"], name="een_naam_is_van_een_tarief"),
            models.CheckConstraint(
                condition=models.Q(geldig_tot=None) | models.Q(geldig_tot__gt=models.F("geldig_van")),
                name="een_tarief_eindigt_na_zijn_begin",
            ),
            models.CheckConstraint(
                condition=models.Q(startkosten_centen__gte=0), name="startkosten_zijn_niet_negatief"
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def is_vastgesteld(self) -> bool:
        """Whether contracts may use it, and nobody may change it."""
        return self.vastgesteld_op is not None


class Tariefregel(PlatformModel):
    """The price of one module for a year, from this number of inhabitants on."""

    tarief = models.ForeignKey(Tarief, models.CASCADE, related_name="regels")
    module = models.CharField(max_length=20, choices=Module.choices)
    vanaf_inwoners = models.PositiveIntegerField()
    jaarbedrag_centen = models.BigIntegerField()

    class Meta:
        db_table = "billing_tariefregel"
        ordering = ("module", "vanaf_inwoners")
        constraints = (
            models.UniqueConstraint(
                fields=["tarief", "module", "vanaf_inwoners"], name="een_band_heeft_een_prijs"
            ),
            models.CheckConstraint(
                condition=models.Q(jaarbedrag_centen__gte=0), name="een_jaarbedrag_is_niet_negatief"
            ),
        )

    def __str__(self) -> str:
        return f"{self.module} vanaf {self.vanaf_inwoners}"


class Kortingsoort(models.TextChoices):
    MODULES = "modules", _("Aantal modules")
    CONTRACTJAAR = "contractjaar", _("Contractjaar")


class Staffelkorting(PlatformModel):
    """A step of the discount: from this number of modules, or from this year of the contract."""

    tarief = models.ForeignKey(Tarief, models.CASCADE, related_name="kortingen")
    soort = models.CharField(max_length=12, choices=Kortingsoort.choices)
    vanaf = models.PositiveSmallIntegerField()
    honderdsten = models.PositiveIntegerField()  # hundredths of a percent: 500 is 5%

    class Meta:
        db_table = "billing_staffelkorting"
        ordering = ("soort", "vanaf")
        constraints = (
            models.UniqueConstraint(fields=["tarief", "soort", "vanaf"], name="een_trap_heeft_een_korting"),
            models.CheckConstraint(
                condition=models.Q(honderdsten__lte=10_000), name="een_korting_is_hoogstens_alles"
            ),
        )

    def __str__(self) -> str:
        return f"{self.soort} vanaf {self.vanaf}"


class Indexering(PlatformModel):
    """By how much prices go up (or down) on 1 January of a year, for contracts that follow the index."""

    jaar = models.PositiveSmallIntegerField()
    honderdsten = models.IntegerField()  # hundredths of a percent
    bron = models.CharField(max_length=200)
    vastgesteld_op = models.DateTimeField()
    vastgesteld_door = models.CharField(max_length=120)

    class Meta:
        db_table = "billing_indexering"
        ordering = ("-jaar",)
        constraints = (
            models.UniqueConstraint(fields=["jaar"], name="een_jaar_heeft_een_index"),
            models.CheckConstraint(
                condition=models.Q(honderdsten__gt=-10_000) & models.Q(honderdsten__lte=10_000),
                name="een_index_is_hoogstens_een_verdubbeling",
            ),
        )

    def __str__(self) -> str:
        return f"{self.jaar}: {self.honderdsten}"
