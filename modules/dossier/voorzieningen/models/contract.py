"""`Contract`: which aanbieder gives a product, from when until when, and how long people wait there."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Contract(GemeenteModel):
    """An aanbieder gives this product in a period; `tot_en_met` is the last day, empty when none is agreed."""

    product = models.ForeignKey("voorzieningen.Product", models.CASCADE, related_name="contracten")
    aanbieder = models.ForeignKey("inrichting.Organisatie", models.PROTECT, related_name="+")
    van = models.DateField(_("vanaf"))
    tot_en_met = models.DateField(_("tot en met"), null=True, blank=True)
    bijzonder = models.CharField(_("geloof, cultuur en taal"), max_length=200, blank=True)

    class Meta:
        db_table = "voorzieningen_contract"
        ordering = ("aanbieder__naam", "van", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["product", "aanbieder", "van"], name="een_contract_begint_een_keer"
            ),
            models.CheckConstraint(
                condition=Q(tot_en_met=None) | Q(tot_en_met__gte=F("van")),
                name="een_contract_eindigt_niet_voor_het_begint",
            ),
        )

    def __str__(self) -> str:
        return f"Contract {self.pk}"

    def geldt_op(self, dag: date) -> bool:
        """Tell whether help may begin under it, on this day."""
        return self.van <= dag and (self.tot_en_met is None or dag <= self.tot_en_met)


class Wachttijd(GemeenteModel):
    """How many weeks people wait with this aanbieder, as it was on a day."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="wachttijden")
    weken = models.PositiveSmallIntegerField(_("wachttijd in weken"))
    gemeten_op = models.DateField(_("gemeten op"))

    class Meta:
        db_table = "voorzieningen_wachttijd"
        ordering = ("-gemeten_op", "-id")
        constraints = (
            models.UniqueConstraint(fields=["contract", "gemeten_op"], name="een_wachttijd_per_dag"),
        )

    def __str__(self) -> str:
        return f"Wachttijd {self.pk}"
