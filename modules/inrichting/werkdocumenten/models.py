"""The working documents of a gemeente, each with all its versions."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet

LANGSTE_TEKST = 20_000  # some eight pages; what is longer is no working document


class Werkdocumentsoort(models.TextChoices):
    """What kind of document it is."""

    QUICKSCAN = "quickscan", _("Quickscan")
    WERKPROTOCOL = "werkprotocol", _("Werkprotocol")
    FUNCTIEBESCHRIJVING = "functiebeschrijving", _("Functiebeschrijving")
    HANDREIKING = "handreiking", _("Handreiking")


class WerkdocumentQuerySet(GemeenteQuerySet):
    """The questions people ask about documents."""

    def in_gebruik(self) -> Self:
        """Keep what everybody reads now."""
        return self.filter(ingetrokken_op=None)

    def zoek(self, tekst: str) -> Self:
        """Keep the documents with these words in the title or the text."""
        return self.filter(Q(titel__icontains=tekst) | Q(tekst__icontains=tekst)) if tekst else self


class Werkdocument(GemeenteModel):
    """How people here work, for all teams alike. It is about the work, never about a resident.

    `sleutel` names the document in the configuration file and in the library, and never changes.
    """

    sleutel = models.SlugField(max_length=80, unique=True)
    soort = models.CharField(_("soort"), max_length=20, choices=Werkdocumentsoort.choices)
    titel = models.CharField(_("titel"), max_length=120)
    tekst = models.TextField(_("tekst"))
    versie = models.PositiveIntegerField(_("versie"), default=1)
    bijgewerkt_op = models.DateTimeField()
    bijgewerkt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    ingetrokken_op = models.DateTimeField(_("ingetrokken"), null=True, blank=True)

    objects = WerkdocumentQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "werkdocumenten_werkdocument"
        verbose_name = _("werkdocument")
        verbose_name_plural = _("werkdocumenten")
        ordering: ClassVar = ["titel", "sleutel"]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_in_gebruik(self) -> bool:
        """Whether everybody reads it now."""
        return self.ingetrokken_op is None


class Werkdocumentversie(GemeenteModel):
    """What a document said at one time. A version never changes."""

    document = models.ForeignKey(Werkdocument, models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    soort = models.CharField(max_length=20, choices=Werkdocumentsoort.choices)
    titel = models.CharField(max_length=120)
    tekst = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "werkdocumenten_versie"
        ordering: ClassVar = ["document", "-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "nummer"], name="een_nummer_is_een_werkdocumentversie"
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"
