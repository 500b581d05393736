"""Our zaak in the register of the gemeente itself: which of ours is which of theirs, and what waits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Spiegelstand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    GELIJK = "gelijk", _("Bijgewerkt")
    GESTOPT = "gestopt", _("Niet gelukt")


class Spiegelzaak(GemeenteModel):
    """One zaak of ours. It waits from the moment that something of it changed, until theirs says the same."""

    zaak_id = models.UUIDField(unique=True)
    huishouden_id = models.UUIDField(null=True)
    adres = models.CharField(max_length=1000, blank=True)
    stand = models.CharField(max_length=8, choices=Spiegelstand.choices, default=Spiegelstand.WACHT)
    gewijzigd_op = models.DateTimeField()
    gelijk_op = models.DateTimeField(null=True)
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "koppelingen_spiegelzaak"
        ordering = ("gewijzigd_op", "id")
        indexes = (
            models.Index(
                fields=["volgende_poging_op"], condition=Q(stand="wacht"), name="spiegelzaak_die_wacht"
            ),
        )

    def __str__(self) -> str:
        return f"Spiegelzaak {self.pk}"


class Spiegeldeel(GemeenteModel):
    """A part of it (status, resultaat, rol, besluit, document) that theirs has too."""

    spiegelzaak = models.ForeignKey(Spiegelzaak, models.CASCADE, related_name="delen")
    soort = models.CharField(max_length=20)
    eigen_id = models.UUIDField()
    adres = models.CharField(max_length=1000)
    afdruk = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "koppelingen_spiegeldeel"
        constraints = (
            models.UniqueConstraint(
                fields=["spiegelzaak", "soort", "eigen_id"], name="een_deel_is_een_keer_gespiegeld"
            ),
        )

    def __str__(self) -> str:
        return f"Spiegeldeel {self.pk}"
