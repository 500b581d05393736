"""`Uitnodiging`: a link that lets somebody choose a password, for the first time or again."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from keukentafel.identity.models.gebruiker import Gebruiker
from keukentafel.tenancy.models import GemeenteModel


class UitnodigingSoort(models.TextChoices):
    """What the link opens."""

    ACCOUNT = "account", "Account in gebruik nemen"
    WACHTWOORD = "wachtwoord", "Nieuw wachtwoord kiezen"


class Uitnodiging(GemeenteModel):
    """One link, good once and for some days. The link itself is never stored, only its print."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="uitnodigingen")
    soort = models.CharField(max_length=12, choices=UitnodigingSoort, default=UitnodigingSoort.ACCOUNT)
    token_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(
        Gebruiker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-gemaakt_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "soort"],
                condition=models.Q(gebruikt_op__isnull=True, ingetrokken_op__isnull=True),
                name="een_open_uitnodiging_per_soort",
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        """Tell whether the link still works."""
        return self.gebruikt_op is None and self.ingetrokken_op is None and at < self.verloopt_op
