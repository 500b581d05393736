"""The decision aid and the seven checks (F005, F006; domain 2.5)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.rules.instellingsoort import Variant


class KeuzehulpQuerySet(GemeenteQuerySet):
    """The questions people ask about earlier results."""

    def afgerond(self) -> Self:
        """Keep finished results, newest first."""
        return self.filter(afgerond_op__isnull=False).order_by("-afgerond_op")

    def open(self) -> Self:
        """Keep what somebody began and may go on with."""
        return self.filter(afgerond_op__isnull=True)


class KeuzehulpUitkomst(GemeenteModel):
    """One time through the eight questions: answers, advice, date and author. Advice, no decision."""

    antwoorden = models.JSONField(_("antwoorden"), default=dict)
    adviezen = models.JSONField(_("adviezen"), default=list)
    redenen = models.JSONField(_("redenen"), default=list)
    heeft_conflict = models.BooleanField(_("as en vragen spreken elkaar tegen"), default=False)
    gekozen = models.CharField(_("gekozen model"), max_length=10, blank=True)
    motivatie = models.TextField(_("waarom dit model"), blank=True)
    begonnen_op = models.DateTimeField(_("begonnen op"))
    afgerond_op = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    door = models.ForeignKey("identity.Gebruiker", on_delete=models.PROTECT, related_name="+")

    objects = KeuzehulpQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("uitkomst van de keuzehulp")
        verbose_name_plural = _("uitkomsten van de keuzehulp")
        ordering: ClassVar = ["-begonnen_op"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["door"],
                condition=Q(afgerond_op__isnull=True),
                name="iemand_loopt_een_keuzehulp_tegelijk",
            ),
            models.CheckConstraint(
                condition=Q(heeft_conflict=False) | Q(afgerond_op__isnull=True) | ~Q(motivatie=""),
                name="een_tegenspraak_heeft_een_motivatie",
            ),
        ]

    @property
    def naam_gekozen(self) -> str:
        """The name of the chosen model; empty while the run is open."""
        return str(Variant(self.gekozen).label) if self.gekozen else ""


class Gereedheidscheck(GemeenteModel):
    """One of the seven checks of a team model: yes or no, whose job, by when."""

    sleutel = models.CharField(_("check"), max_length=32)
    geregeld = models.BooleanField(_("geregeld"), null=True)
    eigenaar = models.CharField(_("wie zorgt hiervoor"), max_length=120, blank=True)
    datum = models.DateField(_("wanneer"), null=True, blank=True)
    toelichting = models.TextField(_("toelichting"), blank=True)
    gewijzigd_op = models.DateTimeField(_("bewaard op"))
    gewijzigd_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sleutel"], name="een_check_is_er_een_keer"),
        ]
