"""`Resultaattype`: how a zaak may end, and how long it is kept after that."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from modules.zgw.catalogus.models.onderdelen import Onderdeel
from modules.zgw.catalogus.models.zaaktype import Zaaktype


class Archiefnominatie(models.TextChoices):
    """What happens when the term to keep it has passed."""

    BLIJVEND_BEWAREN = "blijvend_bewaren", _("Blijvend bewaren")
    VERNIETIGEN = "vernietigen", _("Vernietigen")


class Afleidingswijze(models.TextChoices):
    """From which day the term to keep a zaak counts (rule zrc-021)."""

    AFGEHANDELD = "afgehandeld", _("Afgehandeld")
    ANDER_DATUMKENMERK = "ander_datumkenmerk", _("Ander datumkenmerk")
    EIGENSCHAP = "eigenschap", _("Eigenschap")
    GERELATEERDE_ZAAK = "gerelateerde_zaak", _("Gerelateerde zaak")
    HOOFDZAAK = "hoofdzaak", _("Hoofdzaak")
    INGANGSDATUM_BESLUIT = "ingangsdatum_besluit", _("Ingangsdatum besluit")
    TERMIJN = "termijn", _("Termijn")
    VERVALDATUM_BESLUIT = "vervaldatum_besluit", _("Vervaldatum besluit")
    ZAAKOBJECT = "zaakobject", _("Zaakobject")


class Resultaattype(Onderdeel):
    """An end. `archieftermijn` and `procestermijn` are ISO 8601 durations."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="resultaattypen")
    omschrijving = models.CharField(_("omschrijving"), max_length=30)
    resultaattypeomschrijving = models.URLField(max_length=1000)
    omschrijving_generiek = models.CharField(max_length=20, blank=True)
    selectielijstklasse = models.URLField(max_length=1000)
    toelichting = models.TextField(blank=True)
    archiefnominatie = models.CharField(max_length=16, choices=Archiefnominatie.choices, blank=True)
    archieftermijn = models.CharField(max_length=40, blank=True)
    afleidingswijze = models.CharField(max_length=20, choices=Afleidingswijze.choices, blank=True)
    datumkenmerk = models.CharField(max_length=80, blank=True)
    is_einddatum_bekend = models.BooleanField(default=False)
    objecttype = models.CharField(max_length=40, blank=True)
    registratie = models.CharField(max_length=80, blank=True)
    brontermijn = models.CharField(max_length=40, blank=True)
    procesobjectaard = models.CharField(max_length=200, blank=True)
    is_specifiek = models.BooleanField(null=True, blank=True)
    procestermijn = models.CharField(max_length=40, blank=True)
    besluitsoorten = ArrayField(models.UUIDField(), default=list, blank=True)
    documentsoorten = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        db_table = "catalogus_resultaattype"
        ordering = ("zaaktype", "omschrijving", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaaktype", "omschrijving"], name="een_resultaattype_heeft_een_eigen_omschrijving"
            ),
        )

    def __str__(self) -> str:
        return self.omschrijving
