"""`Regel` and `Beleidssignaal`: a rule that people depart from, and the question to policy. No residents here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.ruimte.woorden import SignaalAntwoord, SignaalStand, VoorstelUitkomst


class Regel(GemeenteModel):
    """One rule, as people name it. `sleutel` is the same for each way of writing it."""

    titel = models.CharField(max_length=160)
    sleutel = models.CharField(max_length=160, unique=True)

    class Meta:
        db_table = "ruimte_regel"
        ordering = ("titel", "id")

    def __str__(self) -> str:
        return self.titel


class Beleidssignaal(GemeenteModel):
    """Three deviations of one rule: policy answers, and the answer may be a proposal for another rule (N02)."""

    regel = models.ForeignKey(Regel, models.PROTECT, related_name="signalen")
    stand = models.CharField(max_length=12, choices=SignaalStand.choices, default=SignaalStand.OPEN)
    geopend_op = models.DateTimeField()
    begin = models.DateField()
    uiterlijk = models.DateField()
    waarom_deze_dag = models.CharField(max_length=300)
    soort_antwoord = models.CharField(max_length=12, choices=SignaalAntwoord.choices, blank=True)
    antwoord = models.TextField(blank=True)
    voorstel = models.TextField(blank=True)
    beantwoord_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    uitkomst = models.CharField(max_length=12, choices=VoorstelUitkomst.choices, blank=True)
    uitkomst_omdat = models.CharField(max_length=500, blank=True)
    uitkomst_op = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "ruimte_beleidssignaal"
        ordering = ("uiterlijk", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["regel"], condition=Q(stand="open"), name="een_open_signaal_per_regel"
            ),
            models.CheckConstraint(
                condition=Q(stand="open") | (Q(beantwoord_op__isnull=False) & ~Q(antwoord="")),
                name="een_beantwoord_signaal_heeft_een_antwoord",
            ),
            models.CheckConstraint(
                condition=~Q(soort_antwoord="wijzigen") | ~Q(voorstel=""), name="wie_wijzigt_stelt_iets_voor"
            ),
        )

    def __str__(self) -> str:
        return f"Beleidssignaal {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this signal."""
        return reverse("ruimte:signaal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether policy still owes an answer."""
        return self.stand == SignaalStand.OPEN
