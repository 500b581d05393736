"""Places where residents walk in (domain 2.4: direct access never disappears)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class InlooppuntQuerySet(GemeenteQuerySet):
    """The questions people ask about desks."""

    def open(self) -> Self:
        """Keep the desks residents can go to now."""
        return self.filter(is_actief=True)


class Inlooppunt(GemeenteModel):
    """A walk-in desk that opens the way to the team, with its hours."""

    naam = models.CharField(_("naam"), max_length=80)
    adres = models.CharField(_("adres"), max_length=200)
    openingstijden = models.TextField(_("openingstijden"))
    telefoon = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    is_actief = models.BooleanField(_("open voor inwoners"), default=True)
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = InlooppuntQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("inlooppunt")
        verbose_name_plural = _("inlooppunten")
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("naam"), name="een_naam_hoort_bij_een_inlooppunt"),
        ]

    def __str__(self) -> str:
        return self.naam
