"""The house style of a gemeente: versions, of which one is published (P15)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class HuisstijlStatus(models.TextChoices):
    """Where a version is in its life."""

    CONCEPT = "concept", _("Concept")
    GEPUBLICEERD = "gepubliceerd", _("In gebruik")
    VERVALLEN = "vervallen", _("Vervallen")


class Logo(models.TextChoices):
    """A mark of the product, or a picture of the gemeente itself."""

    KEUKENTAFEL = "keukentafel", _("Tafel")
    LINDEWAARD = "lindewaard", _("Blad")
    MOLENVEEN = "molenveen", _("Molen")
    ZANDHORST = "zandhorst", _("Duin")
    EIGEN = "eigen", _("Eigen logo")


class HuisstijlQuerySet(GemeenteQuerySet):
    """The questions people ask about versions."""

    def gepubliceerd(self) -> Self:
        """Keep the version residents and staff see."""
        return self.filter(status=HuisstijlStatus.GEPUBLICEERD)

    def concept(self) -> Self:
        """Keep the concept, if there is one."""
        return self.filter(status=HuisstijlStatus.CONCEPT)


class Huisstijl(GemeenteModel):
    """Two colours, a radius, a font and a logo, with the tokens computed from them."""

    nummer = models.PositiveIntegerField(_("versie"))
    status = models.CharField(
        _("stand"), max_length=12, choices=HuisstijlStatus, default=HuisstijlStatus.CONCEPT
    )
    kleur_merk = models.CharField(_("hoofdkleur"), max_length=7)
    kleur_actie = models.CharField(_("kleur van knoppen en links"), max_length=7)
    radius = models.PositiveSmallIntegerField(_("ronding van hoeken"), default=4)
    lettertype = models.CharField(_("lettertype"), max_length=16, default="source_sans")
    logo = models.CharField(_("logo"), max_length=12, choices=Logo, default=Logo.KEUKENTAFEL)
    logo_png = models.BinaryField(_("eigen logo"), null=True, blank=True)
    tokens = models.JSONField(_("tokens"), default=dict)
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    gewijzigd_op = models.DateTimeField(_("bewaard op"))
    gepubliceerd_op = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    gepubliceerd_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = HuisstijlQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("huisstijl")
        verbose_name_plural = _("huisstijlen")
        ordering: ClassVar = ["-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nummer"], name="een_nummer_hoort_bij_een_huisstijl"),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="gepubliceerd"),
                name="hoogstens_een_huisstijl_is_gepubliceerd",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="concept"),
                name="hoogstens_een_huisstijl_is_concept",
            ),
            models.CheckConstraint(
                condition=Q(kleur_merk__regex=r"^#[0-9a-f]{6}$") & Q(kleur_actie__regex=r"^#[0-9a-f]{6}$"),
                name="een_kleur_is_een_hekje_en_zes_tekens",
            ),
            models.CheckConstraint(
                condition=~Q(logo="eigen") | Q(logo_png__isnull=False),
                name="een_eigen_logo_heeft_een_plaatje",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"

    @property
    def kenmerk(self) -> str:
        """The name of this content: it changes when a token or the logo does."""
        inhoud = json.dumps(self.tokens, sort_keys=True).encode()
        return f"{self.nummer}-{sha256(inhoud).hexdigest()[:12]}"

    @property
    def css_adres(self) -> str:
        """Where browsers fetch the stylesheet; the address changes with the content."""
        return f"/huisstijl/{self.kenmerk}.css"

    @property
    def logo_adres(self) -> str:
        """Where browsers fetch the own logo; empty for a mark of the product."""
        return f"/huisstijl/{self.kenmerk}.png" if self.logo == Logo.EIGEN else ""
