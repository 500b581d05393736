"""`Besluittype`: one version of a kind of decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.zgw.catalogus.models.catalogus import Soort, Versie


class Besluittype(Versie):
    """One version. `reactietermijn` and `publicatietermijn` are ISO 8601 durations."""

    omschrijving = models.CharField(_("omschrijving"), max_length=80, blank=True)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    besluitcategorie = models.CharField(max_length=40, blank=True)
    reactietermijn = models.CharField(max_length=40, blank=True)
    is_te_publiceren = models.BooleanField(default=False)
    publicatietekst = models.TextField(blank=True)
    publicatietermijn = models.CharField(max_length=40, blank=True)
    toelichting = models.TextField(blank=True)

    class Meta(Versie.Meta):
        db_table = "catalogus_besluittype"
        ordering = ("omschrijving", "-begin_geldigheid", "id")

    def __str__(self) -> str:
        return self.omschrijving


class BesluittypeInformatieobject(GemeenteModel):
    """Documents of this kind may be kept with decisions of that kind (rule brc-008)."""

    besluitsoort = models.ForeignKey(Soort, on_delete=models.CASCADE, related_name="documentrelaties")
    documentsoort = models.ForeignKey(Soort, on_delete=models.CASCADE, related_name="besluitdocumentrelaties")

    class Meta:
        db_table = "catalogus_besluittypeinformatieobject"
        constraints = (
            models.UniqueConstraint(
                fields=["besluitsoort", "documentsoort"], name="een_document_hoort_een_keer_bij_een_besluit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.besluitsoort_id} {self.documentsoort_id}"
