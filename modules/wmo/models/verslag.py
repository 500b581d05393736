"""`Verslag`: the written result of the onderzoek, as it went to the resident (art. 2.3.2 lid 8)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Wijze(models.TextChoices):
    POST = "post", _("Met de post")
    DIGITAAL = "digitaal", _("Digitaal")
    MEEGEGEVEN = "meegegeven", _("Meegegeven")


class Oordeel(models.TextChoices):
    AKKOORD = "akkoord", _("Eens met het verslag")
    OPMERKINGEN = "opmerkingen", _("Eens, met opmerkingen")
    NIET_EENS = "niet_eens", _("Niet eens met het verslag")


class Verslag(GemeenteModel):
    """One version of the verslag. Its text is what was sent and never changes; a change is a new version."""

    zaak = models.ForeignKey("wmo.Zaak", models.CASCADE, related_name="verslagen")
    nummer = models.PositiveSmallIntegerField()
    inhoud = models.JSONField(default=list)  # [{"letter":…, "titel":…, "tekst":…}] as it was sent
    verstuurd_op = models.DateField()
    wijze = models.CharField(max_length=10, choices=Wijze.choices, default=Wijze.POST)
    verstuurd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    brief_id = models.UUIDField(null=True, blank=True)
    retour_op = models.DateField(_("terug op"), null=True, blank=True)
    oordeel = models.CharField(max_length=12, choices=Oordeel.choices, blank=True)
    reactie = models.TextField(_("reactie van de inwoner"), blank=True)
    vervangen_omdat = models.CharField(max_length=300, blank=True)
    is_vervangen = models.BooleanField(default=False)

    class Meta:
        db_table = "wmo_verslag"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["zaak", "nummer"], name="een_nummer_is_een_verslag"),
            models.UniqueConstraint(
                fields=["zaak"], condition=Q(is_vervangen=False), name="een_zaak_heeft_een_verslag"
            ),
            models.CheckConstraint(
                condition=Q(retour_op=None) | Q(retour_op__gte=F("verstuurd_op")),
                name="een_verslag_komt_niet_terug_voor_het_weg_is",
            ),
        )

    def __str__(self) -> str:
        return f"Verslag {self.pk}"
