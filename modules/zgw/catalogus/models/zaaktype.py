"""`Zaaktype`: one version of a kind of zaak."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.zgw.catalogus.models.catalogus import Soort, Versie
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


class Zaaktype(Versie):
    """One version. Durations are ISO 8601 text (`P56D`), as the standard exchanges them."""

    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    omschrijving_generiek = models.CharField(max_length=80, blank=True)
    vertrouwelijkheid = models.PositiveSmallIntegerField(
        _("vertrouwelijkheid"), choices=Vertrouwelijkheid.choices
    )
    doel = models.TextField(_("doel"))
    aanleiding = models.TextField(_("aanleiding"))
    toelichting = models.TextField(_("toelichting"), blank=True)
    intern_of_extern = models.CharField(
        max_length=6, choices=(("intern", _("Intern")), ("extern", _("Extern")))
    )
    handeling_initiator = models.CharField(max_length=20)
    onderwerp = models.CharField(max_length=80)
    handeling_behandelaar = models.CharField(max_length=20)
    doorlooptijd = models.CharField(max_length=40)
    servicenorm = models.CharField(max_length=40, blank=True)
    is_op_te_schorten = models.BooleanField(default=False)
    is_te_verlengen = models.BooleanField(default=False)
    verlengingstermijn = models.CharField(max_length=40, blank=True)
    trefwoorden = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    is_te_publiceren = models.BooleanField(default=False)
    publicatietekst = models.TextField(blank=True)
    verantwoordingsrelatie = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    producten_of_diensten = ArrayField(models.URLField(max_length=1000), default=list, blank=True)
    selectielijst_procestype = models.URLField(max_length=200, blank=True)
    referentieproces_naam = models.CharField(max_length=80)
    referentieproces_link = models.URLField(max_length=200, blank=True)
    verantwoordelijke = models.CharField(max_length=50)
    broncatalogus = models.JSONField(null=True, blank=True)
    bronzaaktype = models.JSONField(null=True, blank=True)
    deelzaaksoorten = ArrayField(models.UUIDField(), default=list, blank=True)
    gerelateerde_zaaktypen = models.JSONField(default=list, blank=True)
    versiedatum = models.DateField(_("versie van"))

    class Meta(Versie.Meta):
        db_table = "catalogus_zaaktype"
        ordering = ("-versiedatum", "-id")
        indexes = (models.Index(fields=["soort", "begin_geldigheid"], name="zaaktype_per_soort"),)

    def __str__(self) -> str:
        return f"{self.omschrijving} ({self.versiedatum})"


class ZaaktypeBesluit(GemeenteModel):
    """Decisions of this kind may be taken in zaken of that kind, whatever their versions."""

    zaaksoort = models.ForeignKey(Soort, on_delete=models.CASCADE, related_name="besluitrelaties")
    besluitsoort = models.ForeignKey(Soort, on_delete=models.CASCADE, related_name="zaakrelaties")

    class Meta:
        db_table = "catalogus_zaaktypebesluit"
        constraints = (
            models.UniqueConstraint(
                fields=["zaaksoort", "besluitsoort"], name="een_besluit_hoort_een_keer_bij_een_zaak"
            ),
        )

    def __str__(self) -> str:
        return f"{self.zaaksoort_id} {self.besluitsoort_id}"
