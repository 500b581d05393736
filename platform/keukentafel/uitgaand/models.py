"""Which addresses a gemeente may ask, and what is on its way to somebody else.

A `Bericht` is written in the transaction of the change it tells of, with a `Bezorging` for each
`Bestemming`. Nothing is lost: what nobody takes in stays, on screen, until it is sent again.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class ToegestaanAdres(GemeenteModel):
    """The begin of the addresses that this gemeente may ask. Only the supplier writes here."""

    begin = models.CharField(max_length=1000, unique=True)
    toegevoegd_op = models.DateTimeField()

    class Meta:
        db_table = "uitgaand_toegestaan"
        ordering = ("begin",)

    def __str__(self) -> str:
        return self.begin


class Bestemming(GemeenteModel):
    """Somebody who is told things, and how that goes. Its id is that of the abonnement or webhook."""

    soort = models.CharField(max_length=20)
    mislukt_op_rij = models.PositiveIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True)
    laatst_gelukt_op = models.DateTimeField(null=True)
    laatst_mislukt_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)
    bezig_tot = models.DateTimeField(null=True)

    class Meta:
        db_table = "uitgaand_bestemming"

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"


class UitgaandBericht(GemeenteModel):
    """What is told, once, whoever hears it."""

    lading = VersleuteldTekstField(doel="uitgaand")
    geschreven_op = models.DateTimeField()

    class Meta:
        db_table = "uitgaand_bericht"
        indexes = (models.Index(fields=["geschreven_op"], name="uitgaand_bericht_op_dag"),)

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class Bezorgstand(models.TextChoices):
    WACHT = "wacht", _("Wacht op verzending")
    BEZORGD = "bezorgd", _("Bezorgd")
    OPGEGEVEN = "opgegeven", _("Niet gelukt")
    VERVALLEN = "vervallen", _("Wordt niet meer gestuurd")


class Bezorging(GemeenteModel):
    """One message for one who hears it. Within a `stroom` (a zaak) they go in the order of writing."""

    bericht = models.ForeignKey(UitgaandBericht, on_delete=models.CASCADE, related_name="bezorgingen")
    bestemming = models.ForeignKey(Bestemming, on_delete=models.CASCADE, related_name="bezorgingen")
    stroom = models.CharField(max_length=64)
    stand = models.CharField(max_length=10, choices=Bezorgstand.choices, default=Bezorgstand.WACHT)
    volgorde_op = models.DateTimeField(db_default=Now())  # one clock for all: that of the database
    sinds = models.DateTimeField()  # written, sent again or let go: from here we count how long it waits
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True)
    bezorgd_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "uitgaand_bezorging"
        ordering = ("volgorde_op", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["bericht", "bestemming"], name="een_bericht_gaat_een_keer_naar_een_bestemming"
            ),
            models.CheckConstraint(
                condition=Q(stand="bezorgd", bezorgd_op__isnull=False)
                | (~Q(stand="bezorgd") & Q(bezorgd_op__isnull=True)),
                name="wat_bezorgd_is_heeft_een_moment",
            ),
        )
        indexes = (
            models.Index(
                fields=["bestemming", "volgorde_op", "id"],
                condition=Q(stand="wacht"),
                name="bezorging_die_wacht",
            ),
            models.Index(
                fields=["bestemming", "stroom"],
                condition=Q(stand="wacht", volgende_poging_op__isnull=False),
                name="bezorging_die_later_mag",
            ),
            models.Index(
                fields=["bestemming", "-sinds"],
                condition=Q(stand__in=["opgegeven", "vervallen"]),
                name="bezorging_die_bleef_liggen",
            ),
            models.Index(fields=["bezorgd_op"], condition=Q(stand="bezorgd"), name="bezorging_die_weg_mag"),
        )

    def __str__(self) -> str:
        return f"bezorging {self.stand}"
