"""`BrpAntwoord`: the last that the BRP told about a person, so that work goes on when it is away."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class BrpAntwoord(GemeenteModel):
    """One answer a person; a new one takes its place. Without `inhoud` the BRP knew nobody with this BSN.

    `groepen` is what was asked (`Veldgroep`): who may see less is shown less.
    """

    inwoner = models.OneToOneField("dossier.Inwoner", models.CASCADE, related_name="brp_antwoord")
    opgehaald_op = models.DateTimeField()
    opgehaald_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    wet = models.CharField(max_length=20)
    doelbinding = models.CharField(max_length=242)
    groepen = ArrayField(models.CharField(max_length=20))
    inhoud = VersleuteldTekstField(doel="brp", null=True)
    is_proef = models.BooleanField(default=False)

    class Meta:
        db_table = "koppelingen_brpantwoord"
        indexes = (models.Index(fields=["opgehaald_op"], name="brpantwoord_op_dag"),)

    def __str__(self) -> str:
        return f"BrpAntwoord {self.pk}"
