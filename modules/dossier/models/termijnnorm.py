"""What a gemeente made of the norms that are its own, and the counting again that follows from it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Termijnnorm(GemeenteModel):
    """The length of a norm of service from a day on, in place of the one that comes with the product."""

    sleutel = models.CharField(max_length=40)
    duur = models.CharField(max_length=20)
    geldig_van = models.DateField()
    ook_lopend = models.BooleanField(default=False)  # terms that ran already got the new length too
    toelichting = models.CharField(max_length=300, blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_termijnnorm"
        ordering = ("sleutel", "geldig_van")
        constraints = (
            models.UniqueConstraint(fields=["sleutel", "geldig_van"], name="een_norm_per_dag_van_ingang"),
        )

    def __str__(self) -> str:
        return f"{self.sleutel} {self.duur} vanaf {self.geldig_van}"


class HerrekeningStand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    KLAAR = "klaar", _("Klaar")


class Herrekening(GemeenteModel):
    """Counting the running terms of one norm again, in pieces; `na` is the last term that is done."""

    sleutel = models.CharField(max_length=40)
    norm = models.ForeignKey(Termijnnorm, models.SET_NULL, null=True, related_name="herrekeningen")
    stand = models.CharField(max_length=8, choices=HerrekeningStand.choices, default=HerrekeningStand.WACHT)
    na = models.UUIDField(null=True)
    totaal = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    veranderd = models.PositiveIntegerField(default=0)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_herrekening"
        ordering = ("-begonnen_op", "-id")

    def __str__(self) -> str:
        return f"Herrekening {self.sleutel} {self.stand}"
