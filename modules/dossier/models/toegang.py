"""`Toegangsgrond`: why somebody sees more of one household than function and involvement alone give."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.rules.protocol.woorden import Functie, Mate


class Grondslag(models.TextChoices):
    """The four recorded grounds (domain 5.2, 5.3, 5.6)."""

    TOESTEMMING = "toestemming", _("Toestemming")
    GEVAAR = "gevaar", _("Gedeeld zonder toestemming, na een afweging")
    VERZOEK = "verzoek", _("Toegang op verzoek")
    NOOD = "nood", _("Noodtoegang")


class ToegangsgrondQuerySet(GemeenteQuerySet):
    """The questions people ask about grounds."""

    def geldig(self, op: datetime) -> Self:
        """Keep what gives access at this moment: begun, not over, not withdrawn."""
        return self.filter(Q(tot=None) | Q(tot__gt=op), van__lte=op, ingetrokken_op=None)


class Toegangsgrond(GemeenteModel):
    """One ground, for a person or for a function. Withdrawn means closed at the next request."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toegangsgronden")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="toegangsgronden"
    )
    functie = models.CharField(max_length=20, choices=Functie.choices, blank=True)
    soort = models.CharField(max_length=12, choices=Grondslag.choices)
    categorieen = ArrayField(models.CharField(max_length=1), default=list)
    mate = models.PositiveSmallIntegerField(choices=Mate.choices, default=Mate.ALLES)
    schrijft = models.BooleanField(default=False)
    tekst = models.CharField(_("grond"), max_length=300)
    bron_id = models.UUIDField(null=True, blank=True)
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    gegeven_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ToegangsgrondQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "dossier_toegangsgrond"
        ordering = ("-van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(gebruiker__isnull=False, functie="")
                | (Q(gebruiker__isnull=True) & ~Q(functie="")),
                name="een_grond_is_voor_iemand_of_voor_een_functie",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="een_grond_eindigt_na_het_begin"
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=["verzoek", "nood"]) | Q(gebruiker__isnull=False, tot__isnull=False),
                name="een_verzoek_is_van_iemand_en_eindigt",
            ),
        )
        indexes = (
            models.Index(
                fields=["huishouden"], condition=Q(ingetrokken_op__isnull=True), name="grond_van_huishouden"
            ),
            models.Index(
                fields=["gebruiker", "huishouden"],
                condition=Q(ingetrokken_op__isnull=True),
                name="grond_van_wie",
            ),
        )

    def __str__(self) -> str:
        return f"Toegangsgrond {self.pk}"
