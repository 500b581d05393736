"""The gemeente's own half of support: its yes or no to looking along, and what its standing wish is.

These tables stand in the schema of the gemeente. The role of the console has no right on them, so nobody
at the supplier can say yes to itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from support.models import Omvang


class Stand(models.TextChoices):
    TOEGESTAAN = "toegestaan", _("Toegestaan")
    LOOPT = "loopt", _("Loopt nu")
    GEWEIGERD = "geweigerd", _("Geweigerd")
    INGETROKKEN = "ingetrokken", _("Door jullie ingetrokken")
    GESTOPT = "gestopt", _("Gestopt door de leverancier")
    VOORBIJ = "voorbij", _("Tijd voorbij")


class InkijkQuerySet(GemeenteQuerySet):
    """The questions people ask about looking along."""

    def geldig(self, at: datetime) -> Self:
        """Keep what may be used at this moment."""
        return self.filter(stand__in=(Stand.TOEGESTAAN, Stand.LOOPT), tot__gt=at)

    def over_tijd(self, at: datetime) -> Self:
        """Keep what is over, and was not closed yet."""
        return self.filter(stand__in=(Stand.TOEGESTAAN, Stand.LOOPT), tot__lte=at)


class Inkijk(GemeenteModel):
    """The answer of the gemeente to one request; its id is that of the request at the supplier.

    `ogen`: with whose rights the supplier looks; never more than this person may see. `huishouden_id`: the
    one dossier. `sleutel_afdruk`: the print of the cookie of the one session that is possible.
    """

    ticket_nummer = models.PositiveIntegerField()
    onderwerp = models.CharField(max_length=120)
    omvang = models.CharField(max_length=12, choices=Omvang.choices)
    reden = models.CharField(max_length=500)
    minuten = models.PositiveSmallIntegerField()
    is_nood = models.BooleanField(default=False)
    gevraagd_door_id = models.UUIDField()
    gevraagd_door = models.CharField(max_length=120)
    tweede = models.CharField(max_length=120, blank=True)
    gevraagd_op = models.DateTimeField()
    stand = models.CharField(max_length=12, choices=Stand.choices)
    is_gemaskeerd = models.BooleanField(default=True)
    ogen = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    huishouden_id = models.UUIDField(null=True, blank=True)
    beslist_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    beslist_op = models.DateTimeField()
    antwoord = models.CharField(max_length=300, blank=True)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    tot = models.DateTimeField(null=True, blank=True)
    geeindigd_op = models.DateTimeField(null=True, blank=True)
    geeindigd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    sleutel_afdruk = models.CharField(max_length=64, blank=True)
    bekeken = models.PositiveIntegerField(default=0)

    objects = InkijkQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "ondersteuning_inkijk"
        ordering = ("-gevraagd_op",)
        constraints = (
            models.CheckConstraint(
                condition=Q(minuten__gte=1) & Q(minuten__lte=60), name="een_inkijk_duurt_hooguit_een_uur"
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=["toegestaan", "loopt"])
                | Q(is_nood=True)
                | (Q(beslist_door__isnull=False) & Q(ogen__isnull=False)),
                name="een_inkijk_heeft_iemand_die_hem_toestond",
            ),
            models.CheckConstraint(
                condition=Q(is_nood=False) | Q(is_gemaskeerd=True), name="in_nood_blijft_alles_gemaskeerd"
            ),
        )
        indexes = (
            models.Index(
                fields=["tot"], condition=Q(stand__in=["toegestaan", "loopt"]), name="inkijk_die_loopt"
            ),
        )

    def __str__(self) -> str:
        return f"{self.omvang} {self.stand}"

    @property
    def is_open(self) -> bool:
        """Whether it may be used, as far as this row tells."""
        return self.stand in (Stand.TOEGESTAAN, Stand.LOOPT)


class Toegangskeuze(GemeenteModel):
    """The standing wish of the gemeente. There is one row at most; without it requests may be made."""

    enige = models.BooleanField(default=True, editable=False)
    geen_toegang = models.BooleanField(default=False)
    reden = models.CharField(max_length=300, blank=True)
    gekozen_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gekozen_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "ondersteuning_toegangskeuze"
        constraints = (
            models.UniqueConstraint(fields=["enige"], name="er_is_een_keuze_over_toegang"),
            models.CheckConstraint(condition=Q(enige=True), name="er_is_niet_meer_dan_een_keuze"),
        )

    def __str__(self) -> str:
        return "geen toegang" if self.geen_toegang else "toegang op verzoek"


class Ticketplek(GemeenteModel):
    """From which household somebody asked for help. It stays in the gemeente; the ticket does not know it."""

    ticket_id = models.UUIDField(unique=True)
    huishouden_id = models.UUIDField()

    class Meta:
        db_table = "ondersteuning_ticketplek"

    def __str__(self) -> str:
        return str(self.ticket_id)
