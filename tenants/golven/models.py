"""Upgrades in rows: which release, in which rings, which run, and what became of every schema."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteQuerySet, PlatformModel
from tenants.models import Gemeente


class Ring(models.IntegerChoices):
    """In which order gemeenten get a release."""

    KANARIE = 1, _("Kanarie")
    VROEG = 2, _("Vroege ring")
    GEWOON = 3, _("Gewone ring")
    LAAT = 4, _("Late ring")


class Uitgave(PlatformModel):
    """A release: its number, what is new in plain words, and what a schema has after it."""

    nummer = models.CharField(max_length=20)
    titel = models.CharField(max_length=120)
    nieuws = models.JSONField(default=list)  # sentences
    schema_versie = models.JSONField(default=dict)  # see tenancy.versie; empty: announced, not here yet
    wijziging = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "golven_uitgave"
        constraints = (models.UniqueConstraint(fields=["nummer"], name="een_uitgave_heeft_een_eigen_nummer"),)

    @property
    def is_hier(self) -> bool:
        """Tell whether code of this release ever ran here; before that it is only announced."""
        return bool(self.schema_versie)


class Ringdatum(PlatformModel):
    """The day on which a ring gets a release."""

    uitgave = models.ForeignKey(Uitgave, models.CASCADE, related_name="ringdata")
    ring = models.PositiveSmallIntegerField(choices=Ring.choices)
    gepland_op = models.DateField()

    class Meta:
        db_table = "golven_ringdatum"
        ordering = ("ring",)
        constraints = (
            models.UniqueConstraint(fields=["uitgave", "ring"], name="een_ring_krijgt_een_uitgave_een_keer"),
        )


class Ringplaats(PlatformModel):
    """The ring of a gemeente. No row: the ordinary one."""

    gemeente = models.OneToOneField(Gemeente, models.CASCADE, related_name="ringplaats")
    ring = models.PositiveSmallIntegerField(choices=Ring.choices, default=Ring.GEWOON)

    class Meta:
        db_table = "golven_ringplaats"


class RondeStand(models.TextChoices):
    GEVRAAGD = "gevraagd", _("Wordt gepland")
    LOOPT = "loopt", _("Loopt")
    GEPAUZEERD = "gepauzeerd", _("Staat stil")
    KLAAR = "klaar", _("Klaar")
    GESTOPT = "gestopt", _("Gestopt")


OPEN = (RondeStand.GEVRAAGD, RondeStand.LOOPT, RondeStand.GEPAUZEERD)


class RondeQuerySet(GemeenteQuerySet):
    """The questions people ask about runs."""

    def open(self) -> Self:
        """Keep the one that is not over."""
        return self.filter(stand__in=OPEN)


class Bijwerkronde(PlatformModel):
    """One run over every schema. It lives in these rows: whoever works on it may be killed at any moment."""

    uitgave = models.ForeignKey(Uitgave, models.PROTECT, related_name="rondes")
    doel = models.CharField(max_length=16)  # fingerprint of the migrations: other code keeps off
    stand = models.CharField(max_length=10, choices=RondeStand.choices, default=RondeStand.GEVRAAGD)
    reden = models.CharField(max_length=300, blank=True)  # why it stands still
    door = models.CharField(max_length=120, blank=True)
    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    kanarie = models.ForeignKey(Gemeente, models.SET_NULL, null=True, blank=True, related_name="+")
    parallel = models.PositiveSmallIntegerField(default=2)
    slot_ms = models.PositiveIntegerField(default=500)
    duur_ms = models.PositiveIntegerField(default=1500)
    stop_bij = models.PositiveSmallIntegerField(default=5)  # failures that stop the run; 0: none
    aanvaard = models.PositiveSmallIntegerField(default=0)  # failures that somebody saw before going on
    wacht_na_golf = models.BooleanField(default=False)
    op_datum = models.BooleanField(default=False)  # a wave waits for the day of its ring

    objects = RondeQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "golven_bijwerkronde"
        ordering = ("-begonnen_op",)
        constraints = (
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(stand__in=OPEN), name="er_loopt_een_bijwerkronde_tegelijk"
            ),
        )

    @property
    def duur_seconden(self) -> float:
        """Return how long one gemeente may keep people waiting; 0 is no bound."""
        return self.duur_ms / 1000

    @property
    def is_open(self) -> bool:
        return self.stand in OPEN


class GolfStand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    LOOPT = "loopt", _("Loopt")
    KLAAR = "klaar", _("Klaar")


class Golf(PlatformModel):
    """A wave of a run: the template first, then the canary, then ring after ring."""

    ronde = models.ForeignKey(Bijwerkronde, models.CASCADE, related_name="golven")
    nummer = models.PositiveSmallIntegerField()
    ring = models.PositiveSmallIntegerField(choices=Ring.choices, null=True)  # none: the template
    niet_voor = models.DateField(null=True)
    stand = models.CharField(max_length=6, choices=GolfStand.choices, default=GolfStand.WACHT)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "golven_golf"
        ordering = ("nummer",)
        constraints = (
            models.UniqueConstraint(fields=["ronde", "nummer"], name="een_golf_komt_een_keer_in_een_ronde"),
        )

    @property
    def gaat_voorop(self) -> bool:
        """Tell whether nobody else is touched when this one fails."""
        return self.ring in (None, Ring.KANARIE)

    @property
    def naam(self) -> str:
        """Return what stands on the page."""
        return "Sjabloon" if self.ring is None else str(Ring(self.ring).label)


class RegelStand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    BIJGEWERKT = "bijgewerkt", _("Bijgewerkt")
    WAS_AL_BIJ = "was_al_bij", _("Was al bij")
    MISLUKT = "mislukt", _("Mislukt")


class Bijwerkregel(PlatformModel):
    """One schema in a run. Who works on it holds a lock that dies with the process."""

    ronde = models.ForeignKey(Bijwerkronde, models.CASCADE, related_name="regels")
    golf = models.ForeignKey(Golf, models.CASCADE, related_name="regels")
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, null=True, related_name="bijwerkregels")
    schema = models.CharField(max_length=63)
    label = models.CharField(max_length=120)
    cluster = models.CharField(max_length=30, blank=True)
    stand = models.CharField(max_length=10, choices=RegelStand.choices, default=RegelStand.WACHT)
    migraties = models.PositiveSmallIntegerField(default=0)  # how many it needed when the plan was made
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField(null=True)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    seconden = models.FloatField(null=True)
    fout = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "golven_bijwerkregel"
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(
                fields=["ronde", "schema", "cluster"], name="een_schema_staat_een_keer_in_een_ronde"
            ),
        )
        indexes = (models.Index(fields=["golf", "stand"], name="regels_van_een_golf"),)
