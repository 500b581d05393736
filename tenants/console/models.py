"""What the console itself keeps: how it went, what gemeenten counted, and how its people prove who they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import PlatformModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from tenants.console.rules.gezondheid import Dagtelling


class Gezondheidsdag(PlatformModel):
    """How often a part of the platform was measured on a day, and what came of it."""

    onderdeel = models.CharField(max_length=20)
    dag = models.DateField()
    metingen = models.PositiveIntegerField(default=0)
    goed = models.PositiveIntegerField(default=0)
    vertraagd = models.PositiveIntegerField(default=0)
    stuk = models.PositiveIntegerField(default=0)
    som_ms = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "console_gezondheidsdag"
        ordering = ("onderdeel", "dag")
        constraints = (
            models.UniqueConstraint(
                fields=["onderdeel", "dag"], name="een_onderdeel_heeft_een_regel_per_dag"
            ),
            models.CheckConstraint(
                condition=models.Q(metingen=models.F("goed") + models.F("vertraagd") + models.F("stuk")),
                name="elke_meting_telt_een_keer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.onderdeel} {self.dag}"

    @property
    def telling(self) -> Dagtelling:
        """The numbers, for the rules."""
        return Dagtelling(self.metingen, self.goed, self.vertraagd, self.stuk, self.som_ms)


class Gezondheidsstand(PlatformModel):
    """What the last measurement of a part said."""

    onderdeel = models.CharField(max_length=20)
    niveau = models.CharField(max_length=10)
    tekst = models.CharField(max_length=120, blank=True)
    gemeten_op = models.DateTimeField()

    class Meta:
        db_table = "console_gezondheidsstand"
        constraints = (models.UniqueConstraint(fields=["onderdeel"], name="een_onderdeel_heeft_een_stand"),)

    def __str__(self) -> str:
        return f"{self.onderdeel}: {self.niveau}"


class Gemeentecijfer(PlatformModel):
    """A number that a gemeente counted of itself, for the supplier. Never of a person."""

    gemeente = models.ForeignKey("tenants.Gemeente", models.CASCADE, related_name="cijfers")
    sleutel = models.CharField(max_length=30)
    waarde = models.BigIntegerField()
    geteld_op = models.DateTimeField()

    class Meta:
        db_table = "console_gemeentecijfer"
        constraints = (
            models.UniqueConstraint(fields=["gemeente", "sleutel"], name="een_cijfer_staat_er_een_keer"),
        )

    def __str__(self) -> str:
        return f"{self.sleutel}: {self.waarde}"


class Passkey(PlatformModel):
    """A key in somebody's telephone or computer. We hold the public half only."""

    account = models.ForeignKey("tenants.LeverancierAccount", models.CASCADE, related_name="passkeys")
    naam = models.CharField(max_length=60)
    sleutel_id = models.BinaryField(max_length=1023)
    openbaar = models.BinaryField(max_length=4096)  # the attested credential data (WebAuthn § 6.5.2)
    teller = models.PositiveBigIntegerField(default=0)
    gemaakt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "console_passkey"
        ordering = ("gemaakt_op",)
        constraints = (models.UniqueConstraint(fields=["sleutel_id"], name="een_passkey_is_van_een_account"),)

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class Wachtendeapp(PlatformModel):
    """A code app that somebody at the supplier connects, until its first code is right."""

    account = models.OneToOneField("tenants.LeverancierAccount", models.CASCADE, related_name="wachtende_app")
    geheim: Any = VersleuteldTekstField(doel="totp")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "console_wachtendeapp"

    def __str__(self) -> str:
        return f"app {self.pk}"


class Linksoort(models.TextChoices):
    """What a link opens."""

    UITNODIGING = "uitnodiging", _("Uitnodiging")
    HERSTEL = "herstel", _("Nieuwe tweede factor")


class Accountlink(PlatformModel):
    """A link by which somebody at the supplier takes an account into use. Good once, for a day or a week."""

    account = models.ForeignKey("tenants.LeverancierAccount", models.CASCADE, related_name="links")
    soort = models.CharField(max_length=12, choices=Linksoort.choices)
    token_hash = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.CharField(max_length=120)
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "console_accountlink"
        ordering = ("-gemaakt_op",)
        constraints = (models.UniqueConstraint(fields=["token_hash"], name="een_link_is_van_een_account"),)

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"

    def is_open(self, at: datetime) -> bool:
        """Tell whether the link still opens something."""
        return self.gebruikt_op is None and at < self.verloopt_op
