"""`Wachtbericht`: what a household was told about how long it still waits (F067)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.codelijsten import OverschrijdingOorzaak


class Wachtbericht(GemeenteModel):
    """The day a household may expect the next step, why it waits, and how it was told."""

    class Hoe(models.TextChoices):
        TELEFOON = "telefoon", _("Gebeld")
        MAIL = "mail", _("E-mail")
        BRIEF = "brief", _("Brief")
        GESPREK = "gesprek", _("In een gesprek")

    class HulpVoorNu(models.TextChoices):
        GEREGELD = "geregeld", _("Ja, er is iets geregeld")
        NIET_GEWILD = "niet_gewild", _("Aangeboden, maar de inwoner wil het niet")
        NIET_NODIG = "niet_nodig", _("Niet nodig: het lukt tot die tijd")
        KAN_NIET = "kan_niet", _("Nee, er is nu niets beschikbaar")

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="wachtberichten")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="wachtberichten")
    stap = models.CharField(max_length=24)
    verwacht_op = models.DateField()
    oorzaak = models.CharField(max_length=16, choices=OverschrijdingOorzaak.choices)
    hulp_voor_nu = models.CharField(max_length=12, choices=HulpVoorNu.choices, blank=True)
    tijdelijke_hulp = models.CharField(_("hulp voor nu"), max_length=300, blank=True)
    bericht = models.TextField(_("bericht"))
    hoe = models.CharField(max_length=10, choices=Hoe.choices)
    op = models.DateField()
    brief_id = models.UUIDField(null=True, blank=True)  # the letter in which it was told
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_wachtbericht"
        ordering = ("-op", "-gemaakt_op", "-id")
        indexes = (models.Index(fields=["casus", "-op"], name="wachtbericht_van_casus"),)

    def __str__(self) -> str:
        return f"Wachtbericht {self.verwacht_op}"
