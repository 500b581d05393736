"""`Noodtoegang`: the glass somebody broke, and what a reviewer says of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.dossier.toegang.codelijsten import NoodReden, Oordeel


class NoodtoegangQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def lopend(self, at: datetime) -> Self:
        """Keep what is open at this moment."""
        return self.filter(gestopt_op=None, van__lte=at, tot__gt=at)

    def te_beoordelen(self) -> Self:
        """Keep what nobody reviewed yet."""
        return self.filter(oordeel="")


class Noodtoegang(GemeenteModel):
    """Access without assignment for some hours, to be reviewed by somebody else within five working days."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="noodtoegangen")
    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="noodtoegangen")
    reden = models.CharField(_("reden"), max_length=12, choices=NoodReden)
    toelichting = models.TextField(_("wat er speelt"))
    van = models.DateTimeField()
    tot = models.DateTimeField()
    gestopt_op = models.DateTimeField(null=True, blank=True)
    grond_id = models.UUIDField(null=True, blank=True)
    beoordelen_voor = models.DateField()
    oordeel = models.CharField(max_length=12, choices=Oordeel, blank=True)
    oordeel_toelichting = models.TextField(blank=True)
    beoordeeld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)

    objects = NoodtoegangQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegang_noodtoegang"
        ordering = ("-van", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(tot__gt=F("van")), name="noodtoegang_houdt_op"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gebruiker", "huishouden", "tot"], name="noodtoegang_van_wie"),
            models.Index(fields=["beoordelen_voor"], condition=Q(oordeel=""), name="noodtoegang_open"),
        ]

    def __str__(self) -> str:
        return f"Noodtoegang {self.pk}"

    def loopt(self, at: datetime) -> bool:
        """Tell whether it is open at this moment."""
        return self.gestopt_op is None and self.van <= at < self.tot

    def is_te_laat(self, vandaag: date) -> bool:
        """Tell whether the review should have been there by now."""
        return not self.oordeel and self.beoordelen_voor < vandaag

    @property
    def eindigt_op(self) -> datetime:
        """Return when it ended, or will end."""
        return min(self.gestopt_op, self.tot) if self.gestopt_op else self.tot
