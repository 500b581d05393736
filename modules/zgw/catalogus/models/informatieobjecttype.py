"""`Informatieobjecttype`: one version of a kind of document, and where it may be used."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.zgw.catalogus.models.catalogus import Soort, Versie
from modules.zgw.catalogus.models.onderdelen import Statustype
from modules.zgw.catalogus.models.zaaktype import Zaaktype
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


class Informatieobjecttype(Versie):
    """One version of a kind of document."""

    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    vertrouwelijkheid = models.PositiveSmallIntegerField(
        _("vertrouwelijkheid"), choices=Vertrouwelijkheid.choices
    )
    categorie = models.CharField(_("categorie"), max_length=80)
    trefwoorden = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    omschrijving_generiek = models.JSONField(null=True, blank=True)

    class Meta(Versie.Meta):
        db_table = "catalogus_informatieobjecttype"
        ordering = ("omschrijving", "-begin_geldigheid", "id")

    def __str__(self) -> str:
        return self.omschrijving


class Richting(models.TextChoices):
    """Which way a document goes."""

    INKOMEND = "inkomend", _("Inkomend")
    INTERN = "intern", _("Intern")
    UITGAAND = "uitgaand", _("Uitgaand")


class ZaaktypeInformatieobjecttype(GemeenteModel):
    """Documents of this kind belong to zaken of this type (rule zrc-017)."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="documentrelaties")
    documentsoort = models.ForeignKey(Soort, on_delete=models.PROTECT, related_name="zaakdocumentrelaties")
    volgnummer = models.PositiveSmallIntegerField()
    richting = models.CharField(max_length=8, choices=Richting.choices)
    statustype = models.ForeignKey(
        Statustype, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "catalogus_zaaktypeinformatieobjecttype"
        ordering = ("zaaktype", "volgnummer", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaaktype", "volgnummer"], name="een_volgnummer_staat_een_keer_bij_een_zaaktype"
            ),
        )

    def __str__(self) -> str:
        return f"{self.volgnummer} {self.richting}"
