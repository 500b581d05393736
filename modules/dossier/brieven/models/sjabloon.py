"""`Briefsjabloon`: one version of the text of one kind of letter, as this gemeente wants it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Sjabloonstand(models.TextChoices):
    """Where a version is in its life."""

    CONCEPT = "concept", _("Concept")
    IN_GEBRUIK = "in_gebruik", _("In gebruik")
    VERVALLEN = "vervallen", _("Eerder")


class Briefsjabloon(GemeenteModel):
    """A version. Without one in use, the text that comes with the product is used, as number 0."""

    soort = models.CharField(_("soort brief"), max_length=40)
    nummer = models.PositiveIntegerField(_("versie"))
    stand = models.CharField(max_length=10, choices=Sjabloonstand.choices, default=Sjabloonstand.CONCEPT)
    onderwerp = models.CharField(_("onderwerp"), max_length=200)
    samenvatting = models.TextField(_("kort samengevat"), blank=True)
    tekst = models.TextField(_("tekst"))
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField()
    gepubliceerd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "brieven_briefsjabloon"
        ordering = ("soort", "-nummer")
        constraints = (
            models.UniqueConstraint(fields=["soort", "nummer"], name="een_nummer_is_een_sjabloon"),
            models.UniqueConstraint(
                fields=["soort"], condition=Q(stand="in_gebruik"), name="een_sjabloon_per_soort_is_in_gebruik"
            ),
            models.UniqueConstraint(
                fields=["soort"], condition=Q(stand="concept"), name="een_sjabloon_per_soort_is_concept"
            ),
        )

    def __str__(self) -> str:
        return f"Sjabloon {self.soort} {self.nummer}"
