"""Something that is wrong for more than one gemeente, and what we tell about it to everybody."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel


class Onderdeel(models.TextChoices):
    SITE = "site", _("Site en inloggen")
    BERICHTEN = "berichten", _("Berichten en koppelingen")
    TAKEN = "taken", _("Achtergrondtaken")
    BACKUPS = "backups", _("Back-ups")


class IncidentQuerySet(GemeenteQuerySet):
    """The questions people ask about incidents."""

    def lopend(self) -> Self:
        """Keep what is not over."""
        return self.filter(voorbij_op=None)


class Incident(PlatformModel):
    """One incident. Its texts are public: they name no gemeente and no person."""

    titel = models.CharField(max_length=120)
    onderdeel = models.CharField(max_length=12, choices=Onderdeel.choices)
    is_storing = models.BooleanField(default=True)
    begonnen_op = models.DateTimeField()
    voorbij_op = models.DateTimeField(null=True, blank=True)
    gemaakt_door = models.CharField(max_length=120)
    versie = models.PositiveIntegerField(default=1)

    objects = IncidentQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "support_incident"
        ordering = ("-begonnen_op",)

    def __str__(self) -> str:
        return self.titel


class Incidentbericht(PlatformModel):
    """What we told at one moment."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="berichten")
    tekst = models.TextField()
    door = models.CharField(max_length=120)
    op = models.DateTimeField()

    class Meta:
        db_table = "support_incidentbericht"
        ordering = ("-op", "-id")

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M}"
