"""`Rol`: who has to do with a zaak. Who it is stays closed in the database; only a blind index can be searched."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import RolGeneriek, Roltype
from modules.zgw.zaken.models.zaak import Zaak


class BetrokkeneType(models.TextChoices):
    """What kind of somebody."""

    NATUURLIJK_PERSOON = "natuurlijk_persoon", _("Natuurlijk persoon")
    NIET_NATUURLIJK_PERSOON = "niet_natuurlijk_persoon", _("Niet-natuurlijk persoon")
    VESTIGING = "vestiging", _("Vestiging")
    ORGANISATORISCHE_EENHEID = "organisatorische_eenheid", _("Organisatorische eenheid")
    MEDEWERKER = "medewerker", _("Medewerker")


class Rol(GemeenteModel):
    """A role. `wie` is betrokkeneIdentificatie as JSON, closed; `sleutels` are blind indexes of its numbers."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="rollen")
    roltype = models.ForeignKey(Roltype, on_delete=models.PROTECT, related_name="+")
    omschrijving = models.CharField(max_length=100)
    omschrijving_generiek = models.CharField(max_length=20, choices=RolGeneriek.choices)
    betrokkene_type = models.CharField(max_length=24, choices=BetrokkeneType.choices)
    betrokkene = models.CharField(max_length=1000, blank=True)
    wie = VersleuteldTekstField(doel="zgw", null=True)
    sleutels = ArrayField(models.BinaryField(), default=list, blank=True)
    afwijkende_naam = VersleuteldTekstField(doel="zgw", null=True)
    contactpersoon = VersleuteldTekstField(doel="zgw", null=True)
    roltoelichting = models.CharField(max_length=1000)
    indicatie_machtiging = models.CharField(max_length=20, blank=True)
    geregistreerd_op = models.DateTimeField()

    class Meta:
        db_table = "zaken_rol"
        ordering = ("geregistreerd_op", "id")
        indexes = (
            GinIndex(fields=["sleutels"], name="rol_per_sleutel"),
            models.Index(fields=["zaak", "omschrijving_generiek"], name="rol_per_zaak"),
        )

    def __str__(self) -> str:
        return self.omschrijving
