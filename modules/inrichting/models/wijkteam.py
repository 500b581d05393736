"""The teams that do the work."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class WijkteamQuerySet(GemeenteQuerySet):
    """The questions people ask about teams."""

    def actief(self) -> Self:
        """Keep the teams that work now."""
        return self.filter(is_actief=True)

    def zoek(self, woord: str) -> Self:
        """Keep teams whose name or place holds `woord`; all when it is empty."""
        woord = woord.strip()
        if not woord:
            return self
        return self.filter(Q(naam__icontains=woord) | Q(locatie__icontains=woord))


class Wijkteam(GemeenteModel):
    """A sociaal wijkteam: multidisciplinary, close to residents. Retired, never deleted once used."""

    naam = models.CharField(_("naam"), max_length=80)
    telefoon = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    locatie = models.CharField(_("locatie"), max_length=200, blank=True)
    is_actief = models.BooleanField(_("werkt nu"), default=True)
    vanaf = models.DateField(_("werkt sinds"))
    tot = models.DateField(_("gestopt op"), null=True, blank=True)
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = WijkteamQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("wijkteam")
        verbose_name_plural = _("wijkteams")
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("naam"), name="een_naam_hoort_bij_een_wijkteam"),
            models.CheckConstraint(
                condition=Q(tot__isnull=True, is_actief=True) | Q(tot__isnull=False, is_actief=False),
                name="een_gestopt_wijkteam_heeft_een_einddatum",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def works_on(self, dag: date) -> bool:
        """Whether the team works on `dag`."""
        return self.vanaf <= dag and (self.tot is None or dag < self.tot)
