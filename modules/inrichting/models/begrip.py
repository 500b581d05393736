"""The words of a gemeente (F014)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Lidwoord(models.TextChoices):
    """Dutch has two."""

    DE = "de", "de"
    HET = "het", "het"


class Begrip(GemeenteModel):
    """A word this gemeente chose itself. No row means: the word of the product."""

    sleutel = models.CharField(_("begrip"), max_length=32)
    enkelvoud = models.CharField(_("woord"), max_length=40)
    meervoud = models.CharField(_("meervoud"), max_length=40)
    lidwoord = models.CharField(_("lidwoord"), max_length=3, choices=Lidwoord)
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering: ClassVar = ["sleutel"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sleutel"], name="een_begrip_heeft_een_woord"),
            models.CheckConstraint(
                condition=~Q(enkelvoud="") & ~Q(meervoud=""), name="een_begrip_is_niet_leeg"
            ),
        ]

    def __str__(self) -> str:
        return self.enkelvoud
