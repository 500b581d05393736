"""`Applicatie`: a program, the names and secrets it comes with, and what it may."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import Soort
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


class Component(models.TextChoices):
    """The six registers."""

    AC = "ac", _("Autorisaties")
    NRC = "nrc", _("Notificaties")
    ZRC = "zrc", _("Zaken")
    ZTC = "ztc", _("Catalogi")
    DRC = "drc", _("Documenten")
    BRC = "brc", _("Besluiten")


class Applicatie(GemeenteModel):
    """A program of somebody else that may come in. `heeft_alle_autorisaties` includes the forced scopes."""

    label = models.CharField(_("naam"), max_length=100)
    heeft_alle_autorisaties = models.BooleanField(_("mag alles"), default=False)
    aangemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "autorisaties_applicatie"
        ordering = ("label", "id")

    def __str__(self) -> str:
        return self.label


class Client(GemeenteModel):
    """A client_id. Without an applicatie it is known and may nothing yet."""

    client_id = models.CharField(_("client-id"), max_length=50, unique=True)
    applicatie = models.ForeignKey(
        Applicatie, on_delete=models.CASCADE, null=True, blank=True, related_name="clients"
    )
    volgnummer = models.PositiveSmallIntegerField(default=0)
    laatst_gezien_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "autorisaties_client"
        ordering = ("volgnummer", "client_id")

    def __str__(self) -> str:
        return self.client_id


class GeheimQuerySet(GemeenteQuerySet):
    """Filters over secrets."""

    def geldig(self, nu: datetime) -> Self:
        """Keep the secrets that hold at this moment."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=nu), geldig_van__lte=nu)


class Geheim(GemeenteModel):
    """A secret of a client. Two may hold at once, so that a program can change over without stopping."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="geheimen")
    geheim = VersleuteldTekstField(doel="zgw")
    geldig_van = models.DateTimeField()
    geldig_tot = models.DateTimeField(null=True, blank=True)
    door_naam = models.CharField(max_length=200, blank=True)

    objects = GeheimQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "autorisaties_geheim"
        ordering = ("-geldig_van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")),
                name="een_geheim_eindigt_niet_voor_het_begint",
            ),
        )

    def __str__(self) -> str:
        return f"geheim van {self.client_id}"


class Autorisatie(GemeenteModel):
    """What an applicatie may in one component, for one soort (all its versions) where the component has types."""

    applicatie = models.ForeignKey(Applicatie, on_delete=models.CASCADE, related_name="autorisaties")
    component = models.CharField(max_length=3, choices=Component.choices)
    scopes = ArrayField(models.CharField(max_length=100))
    soort = models.ForeignKey(
        Soort, on_delete=models.CASCADE, null=True, blank=True, related_name="autorisaties"
    )
    maximum = models.PositiveSmallIntegerField(choices=Vertrouwelijkheid.choices, null=True, blank=True)
    volgnummer = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "autorisaties_autorisatie"
        ordering = ("volgnummer", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(component__in=["zrc", "drc", "brc"], soort__isnull=False)
                | Q(component__in=["ac", "nrc", "ztc"], soort__isnull=True),
                name="een_soort_hoort_bij_zaken_documenten_en_besluiten",
            ),
            models.CheckConstraint(
                condition=Q(component__in=["zrc", "drc"], maximum__isnull=False)
                | (~Q(component__in=["zrc", "drc"]) & Q(maximum__isnull=True)),
                name="een_maximum_hoort_bij_zaken_en_documenten",
            ),
        )

    def __str__(self) -> str:
        return f"{self.component} {','.join(self.scopes)}"
