"""The organisations that employ members, or that a team works with."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class OrganisatieSoort(models.TextChoices):
    """What kind of organisation it is, in the words people use for it."""

    GEMEENTE = "gemeente", _("Gemeente")
    WELZIJN = "welzijn", _("Welzijn")
    MAATSCHAPPELIJK_WERK = "maatschappelijk_werk", _("Maatschappelijk werk")
    MEE = "mee", _("MEE")
    ZORG = "zorg", _("Zorg aan huis, wijkverpleging")
    JEUGDHULP = "jeugdhulp", _("Jeugdhulp")
    GGZ = "ggz", _("GGZ")
    VERSLAVINGSZORG = "verslavingszorg", _("Verslavingszorg")
    HUISARTS = "huisarts", _("Huisarts")
    JGZ = "jgz", _("Jeugdgezondheidszorg")
    SCHOOL = "school", _("School")
    CORPORATIE = "corporatie", _("Woningcorporatie")
    POLITIE = "politie", _("Politie")
    GI = "gi", _("Gecertificeerde instelling")
    VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
    VRIJWILLIGERS = "vrijwilligers", _("Vrijwilligers")
    OVERIG = "overig", _("Anders")


class OrganisatieQuerySet(GemeenteQuerySet):
    """The questions people ask about organisations."""

    def zoek(self, woord: str) -> Self:
        """Keep organisations whose name holds `woord`; all when it is empty."""
        woord = woord.strip()
        return self.filter(naam__icontains=woord) if woord else self


class Organisatie(GemeenteModel):
    """An organisation people come from: moederorganisatie, partner or aanbieder."""

    naam = models.CharField(_("naam"), max_length=120)
    soort = models.CharField(_("soort"), max_length=24, choices=OrganisatieSoort)
    telefoon = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    is_actief = models.BooleanField(_("in gebruik"), default=True)

    objects = OrganisatieQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("naam"), name="een_naam_hoort_bij_een_organisatie"),
        ]

    def __str__(self) -> str:
        return self.naam
