"""`Aanbiedersignaal`: what somebody saw of a provider; `Signaalweger`: who was appointed to weigh it (F073)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.aanbiedersignalen.woorden import Bron, Ernst, Ontvanger, Soort, Stand, Uitkomst


class Aanbiedersignaal(GemeenteModel):
    """One signal about one provider. It names no resident and hangs on no household."""

    aanbieder = models.ForeignKey("inrichting.Organisatie", models.PROTECT, related_name="+")
    soort = models.CharField(max_length=12, choices=Soort.choices)
    waarneming = models.TextField(_("wat is gezien of gehoord"))
    gezien_op = models.DateField(_("gezien op"))
    bron = models.CharField(max_length=12, choices=Bron.choices)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.NIEUW)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    ernst = models.CharField(max_length=8, choices=Ernst.choices, blank=True)
    weging = models.TextField(_("wat weegt mee"), blank=True)
    gewogen_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gewogen_op = models.DateTimeField(null=True, blank=True)
    overgedragen_aan = models.CharField(max_length=10, choices=Ontvanger.choices, blank=True)
    overgedragen_op = models.DateField(null=True, blank=True)
    overgedragen_wat = models.TextField(_("wat is overgedragen"), blank=True)
    kenmerk = models.CharField(_("kenmerk van de ontvanger"), max_length=60, blank=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst.choices, blank=True)
    gesloten_omdat = models.TextField(blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "aanbiedersignalen_signaal"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(stand="nieuw") | (Q(gewogen_op__isnull=False) & ~Q(ernst="") & ~Q(weging="")),
                name="een_aanbiedersignaal_gaat_verder_na_wegen",
            ),
            models.CheckConstraint(
                condition=~Q(stand="overgedragen")
                | (Q(overgedragen_op__isnull=False) & ~Q(overgedragen_aan="")),
                name="een_overgedragen_signaal_heeft_een_ontvanger",
            ),
            models.CheckConstraint(
                condition=~Q(stand="gesloten") | (Q(gesloten_op__isnull=False) & ~Q(gesloten_omdat="")),
                name="een_gesloten_signaal_zegt_waarom",
            ),
        )
        indexes = (
            models.Index(fields=["gemaakt_door", "-gemaakt_op"], name="aanbiedersignaal_van"),
            models.Index(fields=["stand", "-gemaakt_op"], name="aanbiedersignaal_stand"),
        )

    def __str__(self) -> str:
        return f"Aanbiedersignaal {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this signal."""
        return reverse("aanbiedersignalen:signaal", args=[self.pk])


class Signaalweger(GemeenteModel):
    """Somebody who was appointed to read and weigh the signals, from and until when."""

    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    sinds = models.DateTimeField()
    aangewezen_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    tot = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "aanbiedersignalen_weger"
        ordering = ("sinds", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["gebruiker"], condition=Q(tot__isnull=True), name="iemand_is_een_keer_signaalweger"
            ),
        )

    def __str__(self) -> str:
        return f"Signaalweger {self.pk}"
