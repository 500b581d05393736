"""`Afsluitvoorstel`: somebody wants to end the help because it is turned down, and asks a colleague to look (F058)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.models.casus import Casus


class TweedeOordeel(TextChoices):
    """What the colleague who looked along says."""

    EENS = "eens", "De hulp kan stoppen"
    ANDERS = "anders", "Probeer eerst nog iets anders"


class Voorstelstand(TextChoices):
    """Where a proposal stands."""

    OPEN = "open", "Open"
    GESLOTEN = "gesloten", "De hulp is gestopt"
    INGETROKKEN = "ingetrokken", "De hulp gaat door"
    VERVALLEN = "vervallen", "Niet meer nodig"


class Afsluitvoorstel(GemeenteModel):
    """What was tried, who was asked to look again, and what that colleague says. No term waits for it."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="afsluitvoorstellen")
    stand = models.CharField(max_length=12, choices=Voorstelstand.choices, default=Voorstelstand.OPEN)
    geprobeerd = models.TextField()
    toelichting = models.TextField(blank=True)
    gevraagd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    gevraagd_aan = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    oordeel = models.CharField(max_length=8, choices=TweedeOordeel.choices, blank=True)
    tweede_blik = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgerond_omdat = models.TextField(blank=True)

    class Meta:
        db_table = "dossier_afsluitvoorstel"
        ordering = ("-gevraagd_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["casus"], condition=Q(stand="open"), name="een_afsluitvoorstel_tegelijk"
            ),
            models.CheckConstraint(
                condition=Q(gevraagd_aan__isnull=True) | ~Q(gevraagd_aan=F("gevraagd_door")),
                name="wie_wil_stoppen_kijkt_niet_zelf_mee",
            ),
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True)
                | (~Q(tweede_blik="") & ~Q(oordeel="") & Q(gevraagd_aan__isnull=False)),
                name="een_tweede_blik_is_van_iemand_en_heeft_woorden",
            ),
        )

    def __str__(self) -> str:
        return f"Afsluitvoorstel {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this proposal."""
        return reverse("dossier:afsluitvoorstel", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it was neither carried out nor taken back."""
        return self.stand == Voorstelstand.OPEN

    @property
    def is_beantwoord(self) -> bool:
        """Whether the colleague looked."""
        return self.beantwoord_op is not None
