"""`Attendering`: one sentence that somebody should read, with the page where it plays."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class AttenderingQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def ongelezen(self) -> Self:
        """Keep what was not read yet."""
        return self.filter(gelezen_op=None)


class Attendering(GemeenteModel):
    """A notice to one person. The text holds no name of a resident: it may be read over a shoulder."""

    voor = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="attenderingen")
    soort = models.CharField(max_length=24)
    tekst = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)

    objects = AttenderingQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegang_attendering"
        ordering = ("-op", "-id")
        indexes: ClassVar = [
            models.Index(fields=["voor", "-op"], condition=Q(gelezen_op=None), name="attendering_ongelezen")
        ]

    def __str__(self) -> str:
        return f"Attendering {self.soort}"
