"""Keys to the API. A key opens nothing by itself: it acts for an account, and that account decides.

A `Programma` has an account of its own (without a password), with roles for teams like a person; so the
rights table, the protocol and the logboek treat it as they treat people. Of secrets only a print is kept,
made with a key of this gemeente: what opens here is not even recognised elsewhere (hazards 22).
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.tenancy.velden import VersleuteldTekstField

_GEBRUIKER = "identity.Gebruiker"


class Programma(GemeenteModel):
    """A program that works with the API by itself. What it sees is what its roles see."""

    gebruiker = models.OneToOneField(_GEBRUIKER, on_delete=models.CASCADE, related_name="programma")
    client_id = models.CharField(_("client-id"), max_length=50, unique=True)
    toelichting = models.CharField(_("waarvoor"), max_length=300, blank=True)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("waarvoor het mag komen"))
    aangemaakt_op = models.DateTimeField()
    laatst_gezien_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "toegangsleutels_programma"
        ordering = ("client_id",)

    def __str__(self) -> str:
        return self.client_id


class GeldigQuerySet(GemeenteQuerySet):
    """Filters over what begins and ends."""

    def geldig(self, nu: datetime) -> Self:
        """Keep what holds at this moment."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=nu), geldig_van__lte=nu)


class Programmageheim(GemeenteModel):
    """A secret of a program. Two may hold at once, so that it can change over without stopping."""

    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="geheimen")
    afdruk = models.CharField(max_length=64)
    geldig_van = models.DateTimeField()
    geldig_tot = models.DateTimeField(null=True, blank=True)
    door_naam = models.CharField(max_length=200, blank=True)

    objects = GeldigQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegangsleutels_programmageheim"
        ordering = ("-geldig_van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")),
                name="een_programmageheim_eindigt_niet_voor_het_begint",
            ),
        )

    def __str__(self) -> str:
        return f"geheim van {self.programma_id}"


class Toegangsleutel(GemeenteModel):
    """A token. With `programma` it was given out by the token address, else a person made it."""

    gebruiker = models.ForeignKey(_GEBRUIKER, on_delete=models.CASCADE, related_name="toegangsleutels")
    programma = models.ForeignKey(
        Programma, on_delete=models.CASCADE, null=True, blank=True, related_name="toegangsleutels"
    )
    naam = models.CharField(_("naam"), max_length=80, blank=True)
    afdruk = models.CharField(max_length=64, unique=True)
    account_afdruk = models.CharField(max_length=64, blank=True)  # ends with the password, as sessions do
    scopes = ArrayField(models.CharField(max_length=40))
    geldig_van = models.DateTimeField()
    geldig_tot = models.DateTimeField()
    laatst_gezien_op = models.DateTimeField(null=True, blank=True)

    objects = GeldigQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegangsleutels_toegangsleutel"
        ordering = ("-geldig_van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(geldig_tot__gte=F("geldig_van")),
                name="een_toegangsleutel_eindigt_niet_voor_hij_begint",
            ),
        )
        indexes = (models.Index(fields=["geldig_tot"], name="toegangsleutel_op_einde"),)

    def __str__(self) -> str:
        return f"toegangsleutel {self.pk}"


class EerderAntwoord(GemeenteModel):
    """What came of a request with an `Idempotency-Key`: which row, never what is in it. Kept for a day."""

    gebruiker = models.ForeignKey(_GEBRUIKER, on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=200)
    vraag = models.CharField(max_length=64)  # print of method, address and body
    stand = models.PositiveSmallIntegerField()
    rij_id = models.UUIDField()
    bewaard_op = models.DateTimeField()

    class Meta:
        db_table = "toegangsleutels_eerderantwoord"
        constraints = (
            models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="een_sleutel_geeft_een_antwoord"),
        )
        indexes = (models.Index(fields=["bewaard_op"], name="eerderantwoord_op_tijd"),)

    def __str__(self) -> str:
        return f"antwoord {self.pk}"


class Haak(GemeenteModel):
    """A webhook: an address that is told what happened to what its account may see.

    `verteld_tot` is the place in the chain of the logboek up to which it was told: the logboek is written
    with every change, so nothing that was done is ever skipped.
    """

    gebruiker = models.ForeignKey(_GEBRUIKER, on_delete=models.CASCADE, related_name="haken")
    naam = models.CharField(_("naam"), max_length=80)
    url = models.URLField(_("adres"), max_length=500)
    geheim = VersleuteldTekstField(doel="api")
    bronnen = ArrayField(models.CharField(max_length=40), verbose_name=_("waarover"))
    gestopt_op = models.DateTimeField(null=True, blank=True)
    verteld_tot = models.BigIntegerField(default=0)
    aangemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "toegangsleutels_haak"
        ordering = ("naam", "id")

    def __str__(self) -> str:
        return f"webhook {self.pk}"
