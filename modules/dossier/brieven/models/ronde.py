"""`Verzendronde`: many letters sent at once in the background, and what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.brieven.models.brief import Kanaal


class Verzendronde(GemeenteModel):
    """One time that somebody sent many letters. Each letter is a transaction of its own."""

    kanaal = models.CharField(max_length=10, choices=Kanaal.choices)
    aantal = models.PositiveIntegerField(default=0)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "brieven_verzendronde"
        ordering = ("-gemaakt_op", "-id")

    def __str__(self) -> str:
        return f"Verzendronde {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("brieven:ronde", args=[self.pk])


class Regelstand(models.TextChoices):
    """What became of one letter."""

    WACHT = "wacht", _("Wacht")
    GELUKT = "gelukt", _("Verstuurd")
    NIET = "niet", _("Niet verstuurd")


class Verzendregel(GemeenteModel):
    """One letter of a round: as it was when it was chosen, whether it went, and if not why."""

    ronde = models.ForeignKey(Verzendronde, models.CASCADE, related_name="regels")
    brief = models.ForeignKey("brieven.Brief", models.CASCADE, related_name="verzendregels")
    volgorde = models.PositiveIntegerField()
    gezien_versie = models.PositiveIntegerField()
    stand = models.CharField(max_length=6, choices=Regelstand.choices, default=Regelstand.WACHT)
    reden = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "brieven_verzendregel"
        ordering = ("ronde", "volgorde")
        constraints = (
            models.UniqueConstraint(fields=["ronde", "brief"], name="een_brief_gaat_een_keer_in_een_ronde"),
            models.UniqueConstraint(
                fields=["brief"], condition=Q(stand="wacht"), name="een_brief_wacht_in_een_ronde"
            ),
            models.CheckConstraint(
                condition=~Q(stand="niet") | ~Q(reden=""), name="niet_verstuurd_heeft_een_reden"
            ),
        )

    def __str__(self) -> str:
        return f"Verzendregel {self.pk}"
