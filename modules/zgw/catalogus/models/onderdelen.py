"""The parts of a zaaktype: its statussen, roles, properties and objects."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.zgw.catalogus.models.zaaktype import Zaaktype


class Onderdeel(GemeenteModel):
    """What every part has: the version of the zaaktype that it belongs to, and its own days."""

    begin_geldigheid = models.DateField(null=True, blank=True)
    einde_geldigheid = models.DateField(null=True, blank=True)
    begin_object = models.DateField(null=True, blank=True)
    einde_object = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Statustype(Onderdeel):
    """A phase. The one with the highest volgnummer ends the zaak."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="statustypen")
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    statustekst = models.CharField(max_length=1000, blank=True)
    volgnummer = models.PositiveSmallIntegerField()
    is_te_melden = models.BooleanField(default=False)
    doorlooptijd = models.CharField(max_length=40, blank=True)
    toelichting = models.CharField(max_length=1000, blank=True)
    controlelijst = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "catalogus_statustype"
        ordering = ("zaaktype", "volgnummer", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaaktype", "volgnummer"], name="een_statustype_heeft_een_eigen_volgnummer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.volgnummer} {self.omschrijving}"


class RolGeneriek(models.TextChoices):
    """The general name of a role, the same in every gemeente."""

    ADVISEUR = "adviseur", _("Adviseur")
    BEHANDELAAR = "behandelaar", _("Behandelaar")
    BELANGHEBBENDE = "belanghebbende", _("Belanghebbende")
    BESLISSER = "beslisser", _("Beslisser")
    INITIATOR = "initiator", _("Initiator")
    KLANTCONTACTER = "klantcontacter", _("Klantcontacter")
    ZAAKCOORDINATOR = "zaakcoordinator", _("Zaakcoördinator")
    MEDE_INITIATOR = "mede_initiator", _("Mede-initiator")


class Roltype(Onderdeel):
    """A role that somebody may have in a zaak of this type."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="roltypen")
    omschrijving = models.CharField(_("omschrijving"), max_length=100)
    omschrijving_generiek = models.CharField(max_length=20, choices=RolGeneriek.choices)

    class Meta:
        db_table = "catalogus_roltype"
        ordering = ("zaaktype", "omschrijving", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaaktype", "omschrijving"], name="een_roltype_heeft_een_eigen_omschrijving"
            ),
        )

    def __str__(self) -> str:
        return self.omschrijving


class Formaat(models.TextChoices):
    """How the value of a property is written."""

    TEKST = "tekst", _("Tekst")
    GETAL = "getal", _("Getal")
    DATUM = "datum", _("Datum")
    DATUM_TIJD = "datum_tijd", _("Datum en tijd")


class Eigenschap(Onderdeel):
    """A fact that a zaak of this type may carry; dates are written YYYYMMDD (rule ztc-015)."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="eigenschappen")
    statustype = models.ForeignKey(
        Statustype, on_delete=models.SET_NULL, null=True, blank=True, related_name="eigenschappen"
    )
    naam = models.CharField(_("naam"), max_length=20)
    definitie = models.CharField(max_length=255)
    toelichting = models.CharField(max_length=1000, blank=True)
    groep = models.CharField(max_length=32, blank=True)
    formaat = models.CharField(max_length=10, choices=Formaat.choices)
    lengte = models.CharField(max_length=14)
    kardinaliteit = models.CharField(max_length=3)
    waarden = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        db_table = "catalogus_eigenschap"
        ordering = ("zaaktype", "naam", "id")
        constraints = (
            models.UniqueConstraint(fields=["zaaktype", "naam"], name="een_eigenschap_heeft_een_eigen_naam"),
        )

    def __str__(self) -> str:
        return self.naam


class Zaakobjecttype(Onderdeel):
    """A kind of object that a zaak of this type may be about."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="zaakobjecttypen")
    is_ander_objecttype = models.BooleanField(default=False)
    objecttype = models.URLField(max_length=200)
    relatie_omschrijving = models.CharField(max_length=80)
    trefwoorden = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    class Meta:
        db_table = "catalogus_zaakobjecttype"
        ordering = ("zaaktype", "objecttype", "id")

    def __str__(self) -> str:
        return self.objecttype
