"""`Postbundel`: letters that go into one print file and out of the door together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel

OPSLAG_BUNDEL = "postbundel"
"""The kind under which the store keeps the print files."""


class Bundelstand(models.TextChoices):
    """Where a bundle is."""

    BEZIG = "bezig", _("Wordt gemaakt")
    KLAAR = "klaar", _("Klaar om te printen")
    MISLUKT = "mislukt", _("Niet gelukt")
    GEPOST = "gepost", _("Gepost")
    TERUG = "terug", _("Teruggelegd")


class Postbundel(GemeenteModel):
    """One batch of the post. Its print file goes when it was posted or put back; the letters stay.

    `zelf_bijvoegen`: titles of attachments that cannot be printed with the letters, each with its kenmerk.
    """

    stand = models.CharField(max_length=8, choices=Bundelstand.choices, default=Bundelstand.BEZIG)
    aantal = models.PositiveIntegerField(default=0)
    verwerkt = models.PositiveIntegerField(default=0)
    paginas = models.PositiveIntegerField(default=0)
    zelf_bijvoegen = models.JSONField(default=list, blank=True)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    afgedrukt_op = models.DateTimeField(null=True, blank=True)
    gepost_op = models.DateTimeField(null=True, blank=True)
    gepost_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "brieven_postbundel"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stand="gepost") | Q(gepost_op__isnull=False),
                name="een_geposte_bundel_heeft_een_moment",
            ),
        )

    def __str__(self) -> str:
        return f"Postbundel {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("brieven:bundel", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it may still be put back: nothing of it left the building."""
        return self.stand in (Bundelstand.BEZIG, Bundelstand.KLAAR, Bundelstand.MISLUKT)

    @property
    def procent(self) -> int:
        """Return how far the print file is, in whole per cents."""
        return 100 * self.verwerkt // self.aantal if self.aantal else 0
