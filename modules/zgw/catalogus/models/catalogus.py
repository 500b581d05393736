"""`Catalogus`, and `Soort`: what all versions of one type have in common."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class Catalogus(GemeenteModel):
    """A set of types that belong together; `domein` and `rsin` name it."""

    domein = models.CharField(_("domein"), max_length=5)
    rsin = models.CharField(_("RSIN"), max_length=9)
    naam = models.CharField(_("naam"), max_length=200, blank=True)
    versie = models.CharField(_("versie"), max_length=20, blank=True)
    begindatum_versie = models.DateField(_("versie vanaf"), null=True, blank=True)
    contactpersoon_naam = models.CharField(_("contactpersoon"), max_length=40)
    contactpersoon_telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    contactpersoon_email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        db_table = "catalogus_catalogus"
        ordering = ("domein", "rsin")
        constraints = (
            models.UniqueConstraint(fields=["domein", "rsin"], name="een_catalogus_heeft_een_eigen_domein"),
        )

    def __str__(self) -> str:
        return f"{self.domein} {self.rsin}"


class Typesoort(models.TextChoices):
    """Which of the three kinds of types has versions."""

    ZAAKTYPE = "zaaktype", _("Zaaktype")
    INFORMATIEOBJECTTYPE = "informatieobjecttype", _("Informatieobjecttype")
    BESLUITTYPE = "besluittype", _("Besluittype")


class Soort(GemeenteModel):
    """A type over all its versions. Rights and relations hang here, so that a new version keeps them.

    `identificatie` is the zaaktype's identificatie, or the omschrijving of the other two.
    """

    catalogus = models.ForeignKey(Catalogus, on_delete=models.PROTECT, related_name="soorten")
    typesoort = models.CharField(max_length=20, choices=Typesoort.choices)
    identificatie = models.CharField(max_length=80)

    class Meta:
        db_table = "catalogus_soort"
        constraints = (
            models.UniqueConstraint(
                fields=["catalogus", "typesoort", "identificatie"],
                name="een_soort_staat_een_keer_in_de_catalogus",
            ),
        )

    def __str__(self) -> str:
        return f"{self.typesoort} {self.identificatie}"


class VersieQuerySet(GemeenteQuerySet):
    """Filters over the versions of a type."""

    def geldig_op(self, dag: date) -> Self:
        """Keep the versions that hold on a day; `einde_geldigheid` is the first day that they do not."""
        return self.filter(Q(einde_geldigheid=None) | Q(einde_geldigheid__gt=dag), begin_geldigheid__lte=dag)

    def gepubliceerd(self) -> Self:
        """Keep what is no concept."""
        return self.filter(is_concept=False)


class Versie(GemeenteModel):
    """What every version of a type has: its soort, whether it is a concept, and when it holds."""

    soort = models.ForeignKey(Soort, on_delete=models.PROTECT, related_name="+")
    is_concept = models.BooleanField(_("concept"), default=True)
    begin_geldigheid = models.DateField(_("geldig vanaf"))
    einde_geldigheid = models.DateField(_("geldig tot"), null=True, blank=True)
    begin_object = models.DateField(null=True, blank=True)
    einde_object = models.DateField(null=True, blank=True)

    objects = VersieQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(einde_geldigheid=None) | Q(einde_geldigheid__gte=F("begin_geldigheid")),
                name="%(class)s_eindigt_niet_voor_het_begint",
            ),
        )

    def geldt_op(self, dag: date) -> bool:
        """Tell whether this version holds on a day."""
        return geldt(self.begin_geldigheid, self.einde_geldigheid, dag)


def geldt(begin: date, einde: date | None, dag: date) -> bool:
    """Tell whether a version that begins and ends so holds on a day; it does not on its last."""
    return begin <= dag and (einde is None or dag < einde)
