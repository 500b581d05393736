"""A question of a gemeente, and what was said about it.

What people write is checked before it is kept (`rules.persoonlijk`), and stands encrypted with the key
of the supplier: a text may hold more than it should, and a dump of this database must not show it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from support.models.incident import Incident


class Soort(models.TextChoices):
    STORING = "storing", _("Iets doet het niet")
    VRAAG = "vraag", _("Ik heb een vraag")
    WENS = "wens", _("Ik heb een wens")


class Prioriteit(models.TextChoices):
    KRITIEK = "kritiek", _("Kritiek")
    HOOG = "hoog", _("Hoog")
    NORMAAL = "normaal", _("Normaal")
    LAAG = "laag", _("Laag")


class Stand(models.TextChoices):
    NIEUW = "nieuw", _("Nieuw")
    BEZIG = "bezig", _("Mee bezig")
    WACHT = "wacht", _("Wacht op de gemeente")
    OPGELOST = "opgelost", _("Opgelost")


class Van(models.TextChoices):
    GEMEENTE = "gemeente", _("Gemeente")
    LEVERANCIER = "leverancier", _("Leverancier")


class TicketQuerySet(GemeenteQuerySet):
    """The questions people ask about tickets."""

    def open(self) -> Self:
        """Keep those that are not solved."""
        return self.exclude(stand=Stand.OPGELOST)

    def op_antwoord(self) -> Self:
        """First what must be answered first; what waits for the gemeente comes after it."""
        return self.order_by(F("antwoord_voor").asc(nulls_last=True), "nummer")

    def te_laat_op(self, moment: datetime) -> Self:
        """Keep what had to be answered before this moment."""
        return self.open().filter(antwoord_voor__lt=moment)


class Ticket(PlatformModel):
    """One question. `antwoord_voor` is the moment before which we answer; empty: nobody waits for us."""

    nummer = models.PositiveIntegerField()
    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, related_name="tickets")
    onderwerp = models.CharField(max_length=120)
    soort = models.CharField(max_length=10, choices=Soort.choices, default=Soort.VRAAG)
    prioriteit = models.CharField(max_length=10, choices=Prioriteit.choices, default=Prioriteit.NORMAAL)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.NIEUW)
    # what travelled along: names of our own, never content
    route = models.CharField(max_length=120, blank=True)
    rollen = models.CharField(max_length=120, blank=True)
    release = models.CharField(max_length=20, blank=True)
    foutcode = models.CharField(max_length=40, blank=True)
    schermfoto = models.BinaryField(null=True)
    # who asks: an account of the gemeente
    indiener_id = models.UUIDField()
    indiener_naam = models.CharField(max_length=120)
    gemaakt_op = models.DateTimeField()
    antwoord_voor = models.DateTimeField(null=True, blank=True)
    toegewezen = models.ForeignKey("tenants.LeverancierAccount", models.SET_NULL, null=True, related_name="+")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="tickets")
    opgelost_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = TicketQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "support_ticket"
        ordering = ("-nummer",)
        constraints = (models.UniqueConstraint(fields=["nummer"], name="een_ticketnummer_is_van_een_ticket"),)
        indexes = (
            models.Index(
                fields=["antwoord_voor", "nummer"],
                condition=~Q(stand="opgelost"),
                name="ticket_dat_open_staat",
            ),
            models.Index(fields=["gemeente", "-nummer"], name="ticket_van_gemeente"),
        )

    def __str__(self) -> str:
        return str(self.nummer)

    @property
    def is_open(self) -> bool:
        """Whether something is still asked of somebody."""
        return self.stand != Stand.OPGELOST


class Ticketbericht(PlatformModel):
    """What one side wrote. `intern`: a note of the supplier for itself."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="berichten")
    van = models.CharField(max_length=12, choices=Van.choices)
    naam = models.CharField(max_length=120)
    tekst = VersleuteldTekstField(doel="ticket")
    intern = models.BooleanField(default=False)
    op = models.DateTimeField()

    class Meta:
        db_table = "support_ticketbericht"
        ordering = ("op", "id")

    def __str__(self) -> str:
        return f"{self.van} {self.op:%Y-%m-%d}"
