"""A request to look along in a gemeente: the supplier's own half of it.

Whether it is allowed is not decided here. The yes of the gemeente stands in the schema of the gemeente
(`modules.ondersteuning.models.Inkijk`), where the role of the console has no right; this row only tells
the console how far it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel
from support.models.ticket import Stand as Ticketstand
from support.models.ticket import Ticket
from tenants.console.rollen import LeverancierRol
from tenants.models import Stand as Gemeentestand

MAX_MINUTEN = 60


class Omvang(models.TextChoices):
    INRICHTING = "inrichting", _("Alleen de inrichting")
    BERICHTEN = "berichten", _("Alleen berichten en koppelingen")
    DOSSIER = "dossier", _("Eén dossier")


class ToegangStand(models.TextChoices):
    GEVRAAGD = "gevraagd", _("Wacht op gemeente")
    TWEEDE = "tweede", _("Wacht op een collega")
    TOEGESTAAN = "toegestaan", _("Toegestaan")
    LOOPT = "loopt", _("Loopt")
    GEWEIGERD = "geweigerd", _("Geweigerd")
    INGETROKKEN = "ingetrokken", _("Ingetrokken door de gemeente")
    GESTOPT = "gestopt", _("Gestopt")
    VOORBIJ = "voorbij", _("Tijd voorbij")


OPEN = (ToegangStand.GEVRAAGD, ToegangStand.TWEEDE, ToegangStand.TOEGESTAAN, ToegangStand.LOOPT)
"""What is asked, or may be used, or is used now."""
MAG_KIJKEN = (ToegangStand.TOEGESTAAN, ToegangStand.LOOPT)
"""What the gemeente said yes to."""
HELPT = (LeverancierRol.SUPPORT.value, LeverancierRol.BEHEERDER.value)
"""Who at the supplier works at the support desk."""


class ToegangQuerySet(GemeenteQuerySet):
    """The questions people ask about looking along."""

    def open(self) -> Self:
        """Keep what is asked, may be used or is used."""
        return self.filter(stand__in=OPEN)

    def te_doen(self, at: datetime) -> Self:
        """Keep what the clock looks at: what waits, what is not ready, what is over, and what was stopped here."""
        return self.filter(
            Q(stand=ToegangStand.GEVRAAGD)
            | Q(stand__in=MAG_KIJKEN, klaar_op=None)
            | Q(stand__in=MAG_KIJKEN, tot__lte=at)
            | Q(stand=ToegangStand.GESTOPT, geeindigd_op=None)  # the gemeente did not close its half yet
        )

    def bruikbaar(self, at: datetime) -> Self:
        """Keep what may be used at this moment."""
        return self.filter(stand__in=MAG_KIJKEN, tot__gt=at)

    def van_wie_helpt(self) -> Self:
        """Keep those of an open ticket, whose asker still works at the support desk."""
        return self.filter(gevraagd_door__is_actief=True, gevraagd_door__rol__in=HELPT).exclude(
            ticket__stand=Ticketstand.OPGELOST
        )

    def in_gesloten_gemeente(self) -> Self:
        """Keep what may be used or is used in a gemeente that is closed: suspended, being put back, or leaving."""
        return self.filter(stand__in=MAG_KIJKEN).exclude(gemeente__stand=Gemeentestand.ACTIEF)


class Toegang(PlatformModel):
    """One request. `klaar_op`: the role of the database has its rights; `tot`: the end, whatever happens."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="toegangen")
    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, related_name="toegangen")
    omvang = models.CharField(max_length=12, choices=Omvang.choices)
    reden = models.CharField(max_length=500)
    minuten = models.PositiveSmallIntegerField()
    is_nood = models.BooleanField(default=False)
    stand = models.CharField(max_length=12, choices=ToegangStand.choices, default=ToegangStand.GEVRAAGD)
    gevraagd_door = models.ForeignKey("tenants.LeverancierAccount", models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    tweede = models.ForeignKey("tenants.LeverancierAccount", models.PROTECT, null=True, related_name="+")
    tweede_op = models.DateTimeField(null=True, blank=True)
    is_gemaskeerd = models.BooleanField(default=True)
    beslist_door = models.CharField(max_length=120, blank=True)
    beslist_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.CharField(max_length=300, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    tot = models.DateTimeField(null=True, blank=True)
    geeindigd_op = models.DateTimeField(null=True, blank=True)
    code_afdruk = models.CharField(max_length=64, blank=True)
    code_tot = models.DateTimeField(null=True, blank=True)
    bekeken = models.PositiveIntegerField(default=0)

    objects = ToegangQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "support_toegang"
        ordering = ("-gevraagd_op",)
        constraints = (
            models.CheckConstraint(
                condition=Q(minuten__gte=1) & Q(minuten__lte=MAX_MINUTEN),
                name="meekijken_duurt_hooguit_een_uur",
            ),
            models.CheckConstraint(
                condition=Q(tweede=None) | ~Q(tweede=models.F("gevraagd_door")),
                name="een_ander_is_de_tweede",
            ),
        )
        indexes = (
            models.Index(fields=["gemeente", "-gevraagd_op"], name="toegang_van_gemeente"),
            models.Index(
                fields=["gevraagd_op"],
                condition=Q(stand__in=["gevraagd", "tweede", "toegestaan", "loopt"]),
                name="toegang_die_open_staat",
            ),
        )

    def __str__(self) -> str:
        return f"{self.omvang} {self.stand}"

    @property
    def is_open(self) -> bool:
        """Whether it is asked, or may be used, or is used."""
        return self.stand in OPEN

    @property
    def kan_beginnen(self) -> bool:
        """Whether the database is ready for it."""
        return self.stand in MAG_KIJKEN and self.klaar_op is not None
