"""`Uitgaand`: written in the transaction of the change, delivered afterwards, never lost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class Stand(models.TextChoices):
    WACHT = "wacht", _("Wacht op verzending")
    VERZONDEN = "verzonden", _("Verzonden")
    OPGEGEVEN = "opgegeven", _("Niet gelukt")


class Uitgaand(GemeenteModel):
    """One thing that leaves. `sleutel` makes it leave once, however often it is asked."""

    soort = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=120)
    lading = VersleuteldTekstField(doel="outbox", null=True)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging_op = models.DateTimeField()
    aangemaakt_op = models.DateTimeField()
    verzonden_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "outbox_uitgaand"
        constraints = (
            models.UniqueConstraint(fields=["soort", "sleutel"], name="iets_gaat_een_keer_de_deur_uit"),
        )
        indexes = (
            models.Index(
                fields=["volgende_poging_op"], condition=Q(stand="wacht"), name="uitgaand_dat_wacht"
            ),
        )

    def __str__(self) -> str:
        return f"{self.soort} {self.stand}"
