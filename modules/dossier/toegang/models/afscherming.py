"""What asks a reason before content: a shielded household, an own address, and the reasons given."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.dossier.toegang.codelijsten import AfschermSoort


class AfschermingQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def lopend(self) -> Self:
        """Keep what holds now."""
        return self.filter(opgeheven_op=None)


class Afscherming(GemeenteModel):
    """Somebody shielded a household; from then on each first look asks a reason."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="afschermingen")
    soort = models.CharField(_("waarom"), max_length=12, choices=AfschermSoort)
    reden = models.CharField(_("toelichting"), max_length=300)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()
    opgeheven_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opheffing = models.CharField(max_length=300, blank=True)

    objects = AfschermingQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegang_afscherming"
        ordering = ("-op", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["huishouden"],
                condition=Q(opgeheven_op=None),
                name="een_huishouden_is_een_keer_afgeschermd",
            ),
        ]

    def __str__(self) -> str:
        return f"Afscherming {self.pk}"


class EigenAdres(GemeenteModel):
    """The address of an employee as a blind index: it can be matched, and read by nobody."""

    gebruiker = models.OneToOneField("identity.Gebruiker", models.CASCADE, related_name="+")
    adres_index = models.BinaryField(max_length=16)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        db_table = "toegang_eigenadres"

    def __str__(self) -> str:
        return f"EigenAdres {self.pk}"


class Onderbreking(GemeenteModel):
    """Somebody was asked why, before the content of a household, and answered in this session."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="onderbrekingen")
    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    sessie_id = models.UUIDField()
    redenen = ArrayField(models.CharField(max_length=12))
    reden = models.CharField(_("waarom je dit huishouden opent"), max_length=300)
    op = models.DateTimeField()

    class Meta:
        db_table = "toegang_onderbreking"
        ordering = ("-op", "-id")
        indexes: ClassVar = [
            models.Index(fields=["gebruiker", "huishouden", "sessie_id"], name="onderbreking_in_sessie"),
        ]

    def __str__(self) -> str:
        return f"Onderbreking {self.pk}"
