"""Who sends the invoices: the supplier itself, in one row."""

from __future__ import annotations

from django.db import models

from keukentafel.tenancy.models import PlatformModel


class Afzender(PlatformModel):
    """The supplier as it stands on an invoice. There is one row; each invoice keeps a copy of its own."""

    enige = models.BooleanField(default=True, editable=False)
    naam = models.CharField(max_length=120)
    straat = models.CharField(max_length=120)
    postcode = models.CharField(max_length=6)
    plaats = models.CharField(max_length=80)
    kvk = models.CharField(max_length=8)
    btw_nummer = models.CharField(max_length=14)
    iban = models.CharField(max_length=34)
    email = models.EmailField()
    telefoon = models.CharField(max_length=20, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "billing_afzender"
        constraints = (
            models.UniqueConstraint(fields=["enige"], name="er_is_een_afzender"),
            models.CheckConstraint(condition=models.Q(enige=True), name="de_afzender_is_de_enige"),
        )

    def __str__(self) -> str:
        return self.naam
