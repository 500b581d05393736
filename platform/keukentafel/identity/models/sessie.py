"""`Sessie`: one browser signed in at this gemeente."""

from __future__ import annotations

from django.db import models

from keukentafel.identity.models.gebruiker import Gebruiker
from keukentafel.identity.sessie_model import SessieBasis
from keukentafel.tenancy.models import GemeenteModel


class Sessie(SessieBasis, GemeenteModel):
    """A session of this gemeente; the cookie of another gemeente finds nothing here."""

    gebruiker = models.ForeignKey(
        Gebruiker, on_delete=models.CASCADE, null=True, blank=True, related_name="sessies"
    )

    class Meta:
        ordering = ["-laatst_gezien"]
