"""`Klacht`: a complaint about how somebody was treated (Awb chapter 9), filed at the team or the gemeente."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.besluiten.woorden import KlachtOordeel, KlachtOver, KlachtStand


class Klacht(GemeenteModel):
    """One complaint. Whom it is about does not handle it (Awb 9:7 lid 1)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="klachten")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, null=True, blank=True, related_name="klachten")
    indiener = models.CharField(max_length=160)
    ontvangen_op = models.DateField()
    over = models.CharField(max_length=12, choices=KlachtOver.choices)
    over_wie = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tekst = models.TextField()
    gewenst = models.TextField(blank=True)
    met_adviseur = models.BooleanField(default=False)
    behandelaar = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="klachten")
    bevestigd_op = models.DateField(null=True, blank=True)
    afhandelen_uiterlijk = models.DateField()
    verdaagd_op = models.DateField(null=True, blank=True)
    verdaagd_tot = models.DateField(null=True, blank=True)
    verdaagd_omdat = models.CharField(max_length=500, blank=True)
    gehoord_op = models.DateField(null=True, blank=True)
    hoorverslag = models.TextField(blank=True)
    niet_gehoord_omdat = models.CharField(max_length=500, blank=True)
    stand = models.CharField(max_length=12, choices=KlachtStand.choices, default=KlachtStand.ONTVANGEN)
    oordeel = models.CharField(max_length=10, choices=KlachtOordeel.choices, blank=True)
    antwoord = models.TextField(blank=True)
    vervolg = models.TextField(blank=True)
    afgehandeld_op = models.DateField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "besluiten_klacht"
        ordering = ("-ontvangen_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(over_wie__isnull=True) | ~Q(over_wie=F("behandelaar")),
                name="een_klacht_over_jezelf_handel_je_niet_af",
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=["opgelost", "beantwoord"]) | Q(afgehandeld_op__isnull=False),
                name="een_klacht_is_op_een_dag_klaar",
            ),
        )
        indexes = (models.Index(fields=["stand", "afhandelen_uiterlijk"], name="klacht_op_stand"),)

    def __str__(self) -> str:
        return f"Klacht {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this complaint."""
        return reverse("besluiten:klacht", args=[self.pk])

    @property
    def loopt(self) -> bool:
        """Whether it still waits for an answer."""
        return self.stand in (KlachtStand.ONTVANGEN, KlachtStand.GEHOORD)
