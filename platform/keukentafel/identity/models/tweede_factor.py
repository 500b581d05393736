"""The second factor of a Gebruiker: the code app and the codes on paper."""

from __future__ import annotations

from django.db import models

from keukentafel.identity.account_model import HerstelcodeBasis, TotpBasis
from keukentafel.identity.models.gebruiker import Gebruiker
from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class TotpApparaat(TotpBasis, GemeenteModel):
    """The code app of a Gebruiker. At most one counts; another may wait to be confirmed."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="totp_apparaten")
    geheim = VersleuteldTekstField(doel="totp")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=models.Q(bevestigd_op__isnull=False),
                name="een_bevestigde_code_app_per_gebruiker",
            ),
        ]


class Herstelcode(HerstelcodeBasis, GemeenteModel):
    """One of the ten codes on paper of a Gebruiker."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="herstelcodes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "code_hash"], name="herstelcode_komt_een_keer_voor"),
        ]
