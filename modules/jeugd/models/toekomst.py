"""`Toekomstplan`: what a young person needs when turning eighteen (domain.md 4.3, F069)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.jeugd.woorden import Toekomstpunt


class Toekomstplan(GemeenteModel):
    """One plan per young person. `punten`: per subject {stand, tekst, op}; the seven of `Toekomstpunt`."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toekomstplannen")
    inwoner = models.OneToOneField("dossier.Inwoner", models.CASCADE, related_name="toekomstplan")
    wens = models.TextField(_("wat de jongere zelf wil"), blank=True)
    wie_helpt = models.TextField(_("wie er blijft, ook na 18"), blank=True)
    punten = models.JSONField(default=dict, blank=True)
    begonnen_op = models.DateField()
    begonnen_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    besproken_op = models.DateField(_("besproken met de jongere op"), null=True, blank=True)
    wil_verlengd = models.BooleanField(_("jeugdhulp gaat door na 18"), default=False)
    verlengd_reden = models.CharField(max_length=300, blank=True)
    verlengd_tot = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "jeugd_toekomstplan"

    def __str__(self) -> str:
        return f"Toekomstplan {self.pk}"

    @property
    def standen(self) -> dict[str, str]:
        """Return per subject what was found."""
        return {punt: self.punten.get(punt, {}).get("stand", "") for punt in Toekomstpunt.values}
