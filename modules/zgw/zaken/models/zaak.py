"""`Zaak`: the thin case. What stands in the dossier stays there."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import Archiefnominatie, Soort, Zaaktype
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


class Betalingsindicatie(models.TextChoices):
    """Whether the costs of a zaak were paid."""

    NVT = "nvt", _("Er is geen sprake van te betalen kosten")
    NOG_NIET = "nog_niet", _("De kosten zijn nog niet betaald")
    GEDEELTELIJK = "gedeeltelijk", _("Een deel van de kosten is betaald")
    GEHEEL = "geheel", _("De kosten zijn betaald")


class Archiefstatus(models.TextChoices):
    """How far archiving is (rule zrc-022)."""

    NOG_TE_ARCHIVEREN = "nog_te_archiveren", _("Nog te archiveren")
    GEARCHIVEERD = "gearchiveerd", _("Gearchiveerd")
    GEARCHIVEERD_ONBEKEND = "gearchiveerd_procestermijn_onbekend", _("Gearchiveerd, procestermijn onbekend")
    OVERGEDRAGEN = "overgedragen", _("Overgedragen")


class ZaakQuerySet(GemeenteQuerySet):
    """Filters people have a word for."""

    def lopend(self) -> Self:
        """Keep what is not closed."""
        return self.filter(einddatum=None)


class Zaak(GemeenteModel):
    """A zaak. `soort` is that of its zaaktype, kept here so that rights are one comparison.

    `casus_id`, `huishouden_id` and `inwoner_id` lead to the dossier; they never leave by the API. The four `geo_`
    columns are the box around its place, so that a search by place does not read every zaak.
    """

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.PROTECT, related_name="zaken")
    soort = models.ForeignKey(Soort, on_delete=models.PROTECT, related_name="zaken")
    vertrouwelijkheid = models.PositiveSmallIntegerField(choices=Vertrouwelijkheid.choices)
    identificatie = models.CharField(_("identificatie"), max_length=40)
    bronorganisatie = models.CharField(max_length=9)
    verantwoordelijke_organisatie = models.CharField(max_length=9)
    opdrachtgevende_organisatie = models.CharField(max_length=9, blank=True)
    omschrijving = models.CharField(max_length=80, blank=True)
    toelichting = VersleuteldTekstField(doel="zgw", null=True)
    registratiedatum = models.DateField()
    startdatum = models.DateField()
    einddatum = models.DateField(null=True, blank=True)
    einddatum_gepland = models.DateField(null=True, blank=True)
    uiterlijke_einddatum = models.DateField(null=True, blank=True)
    publicatiedatum = models.DateField(null=True, blank=True)
    communicatiekanaal = models.CharField(max_length=1000, blank=True)
    producten_of_diensten = ArrayField(models.CharField(max_length=1000), default=list, blank=True)
    betalingsindicatie = models.CharField(max_length=20, choices=Betalingsindicatie.choices, blank=True)
    laatste_betaaldatum = models.DateTimeField(null=True, blank=True)
    zaakgeometrie = models.JSONField(null=True, blank=True)
    geo_west = models.FloatField(null=True, blank=True, editable=False)
    geo_zuid = models.FloatField(null=True, blank=True, editable=False)
    geo_oost = models.FloatField(null=True, blank=True, editable=False)
    geo_noord = models.FloatField(null=True, blank=True, editable=False)
    verlenging_reden = models.CharField(max_length=200, blank=True)
    verlenging_duur = models.CharField(max_length=40, blank=True)
    is_opgeschort = models.BooleanField(default=False)
    opschorting_reden = models.CharField(max_length=200, blank=True)
    selectielijstklasse = models.CharField(max_length=1000, blank=True)
    hoofdzaak = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="deelzaken"
    )
    relevante_zaken = models.JSONField(default=list, blank=True)
    kenmerken = models.JSONField(default=list, blank=True)
    archiefnominatie = models.CharField(max_length=16, choices=Archiefnominatie.choices, blank=True)
    archiefstatus = models.CharField(
        max_length=40, choices=Archiefstatus.choices, default=Archiefstatus.NOG_TE_ARCHIVEREN
    )
    archiefactiedatum = models.DateField(null=True, blank=True)
    startdatum_bewaartermijn = models.DateField(null=True, blank=True)
    processobjectaard = models.CharField(max_length=200, blank=True)
    processobject = models.JSONField(null=True, blank=True)
    status = models.ForeignKey(
        "zaken.Status", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    casus_id = models.UUIDField(null=True, blank=True)
    huishouden_id = models.UUIDField(null=True, blank=True)
    inwoner_id = models.UUIDField(null=True, blank=True)

    objects = ZaakQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "zaken_zaak"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["bronorganisatie", "identificatie"], name="een_zaak_heeft_een_eigen_identificatie"
            ),
            models.CheckConstraint(
                condition=Q(hoofdzaak=None) | ~Q(hoofdzaak=F("id")), name="een_zaak_is_geen_deel_van_zichzelf"
            ),
        )
        indexes = (
            models.Index(fields=["soort", "vertrouwelijkheid", "-id"], name="zaak_per_soort"),
            models.Index(fields=["identificatie"], name="zaak_per_identificatie"),
            models.Index(fields=["casus_id"], condition=Q(casus_id__isnull=False), name="zaak_per_casus"),
            models.Index(fields=["startdatum"], name="zaak_per_startdatum"),
            models.Index(
                fields=["hoofdzaak"], condition=Q(hoofdzaak__isnull=False), name="zaak_per_hoofdzaak"
            ),
            models.Index(
                fields=["geo_west", "geo_oost"],
                condition=Q(geo_west__isnull=False),
                name="zaak_per_plaats",
            ),
        )

    def __str__(self) -> str:
        return self.identificatie

    @property
    def is_gesloten(self) -> bool:
        """Whether the zaak has ended."""
        return self.einddatum is not None
