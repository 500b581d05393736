"""What the supplier notes about a client: contacts, cooperation, and the task list of the end (schema public)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import PlatformModel


class Contactrol(models.TextChoices):
    """What somebody at a gemeente is called for."""

    CONTRACT = "contract", _("Contract")
    BEHEER = "beheer", _("Functioneel beheer")
    STORING = "storing", _("Storingen, ook buiten kantooruren")
    PRIVACY = "privacy", _("Privacy en beveiliging")
    FACTUUR = "factuur", _("Facturen")


class Contactpersoon(PlatformModel):
    """Somebody at a gemeente whom the supplier may call. Never a resident."""

    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, related_name="contactpersonen")
    rol = models.CharField(max_length=10, choices=Contactrol.choices)
    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        db_table = "tenants_contactpersoon"
        ordering = ("rol", "naam")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(email="") | ~models.Q(telefoon=""),
                name="een_contactpersoon_is_te_bereiken",
            ),
        )

    def __str__(self) -> str:
        return self.naam


class Samenwerking(PlatformModel):
    """Gemeenten that do something together: buying youth care in a region, one team for two gemeenten."""

    naam = models.CharField(max_length=120)
    toelichting = models.CharField(max_length=300, blank=True)
    gemeenten = models.ManyToManyField(
        "tenants.Gemeente", through="tenants.Deelname", related_name="samenwerkingen"
    )

    class Meta:
        db_table = "tenants_samenwerking"
        ordering = ("naam",)
        constraints = (
            models.UniqueConstraint(fields=["naam"], name="een_samenwerking_heeft_een_eigen_naam"),
        )

    def __str__(self) -> str:
        return self.naam


class Deelname(PlatformModel):
    """That a gemeente takes part in a samenwerking. It opens nothing: each gemeente keeps its own data."""

    samenwerking = models.ForeignKey(Samenwerking, models.CASCADE, related_name="deelnames")
    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, related_name="deelnames")

    class Meta:
        db_table = "tenants_deelname"
        constraints = (
            models.UniqueConstraint(
                fields=["samenwerking", "gemeente"], name="een_gemeente_doet_een_keer_mee"
            ),
        )


class Contracteinde(PlatformModel):
    """The end of the contract of one gemeente, as a list of tasks that are done one after the other."""

    WACHTTIJD: ClassVar = timedelta(days=30)

    class Stand(models.TextChoices):
        LOOPT = "loopt", _("Loopt")
        INGETROKKEN = "ingetrokken", _("Ingetrokken")
        VERNIETIGEN = "vernietigen", _("Wordt vernietigd")
        VERNIETIGD = "vernietigd", _("Vernietigd")

    gemeente = models.ForeignKey("tenants.Gemeente", models.PROTECT, related_name="contracteindes")
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.LOOPT)
    kenmerk = models.CharField(max_length=120)
    einddatum = models.DateField()
    aangezegd_op = models.DateTimeField()
    aangezegd_door = models.CharField(max_length=120)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.CharField(max_length=120, blank=True)
    uitvoer_op = models.DateTimeField(null=True, blank=True)
    uitvoer_door = models.CharField(max_length=120, blank=True)
    uitvoer_sha256 = models.CharField(max_length=64, blank=True)
    uitvoer_hoe = models.CharField(max_length=200, blank=True)
    bevestigd_op = models.DateField(null=True, blank=True)
    bevestigd_door = models.CharField(max_length=120, blank=True)
    bevestiging_genoteerd_op = models.DateTimeField(null=True, blank=True)
    toestemming_naam = models.CharField(max_length=120, blank=True)
    toestemming_functie = models.CharField(max_length=120, blank=True)
    toestemming_datum = models.DateField(null=True, blank=True)
    toestemming_sha256 = models.CharField(max_length=64, blank=True)
    toestemming_bestand = models.BinaryField(null=True)
    toestemming_genoteerd_op = models.DateTimeField(null=True, blank=True)
    gevraagd_door = models.ForeignKey(
        "tenants.LeverancierAccount", models.PROTECT, null=True, related_name="+"
    )
    gevraagd_op = models.DateTimeField(null=True, blank=True)
    akkoord_door = models.ForeignKey(
        "tenants.LeverancierAccount", models.PROTECT, null=True, related_name="+"
    )
    akkoord_op = models.DateTimeField(null=True, blank=True)
    stappen = models.JSONField(default=list)
    fout = models.CharField(max_length=500, blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "tenants_contracteinde"
        ordering = ("-aangezegd_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["gemeente"],
                condition=~models.Q(stand="ingetrokken"),
                name="een_contract_eindigt_een_keer_tegelijk",
            ),
            models.CheckConstraint(
                condition=models.Q(akkoord_door=None) | ~models.Q(akkoord_door=models.F("gevraagd_door")),
                name="vernietigen_doen_twee_mensen",
            ),
        )

    def __str__(self) -> str:
        return f"Einde van {self.kenmerk}"

    @property
    def vernietigen_vanaf(self) -> date | None:
        """The first day on which the data may be destroyed: 30 days after the receipt, never before the end."""
        if self.bevestigd_op is None:
            return None
        return max(self.bevestigd_op + self.WACHTTIJD, self.einddatum)

    def is_rijp(self, at: datetime) -> bool:
        """Tell whether everything before the destruction is done and the waiting is over."""
        vanaf = self.vernietigen_vanaf
        return (
            self.stand == self.Stand.LOOPT
            and self.gesloten_op is not None
            and bool(self.toestemming_sha256)
            and vanaf is not None
            and localdate(at) >= vanaf
        )


class Vernietigingsverklaring(PlatformModel):
    """The certificate of a destruction: what was done, when and by whom. Added to and read, never changed."""

    einde = models.OneToOneField(Contracteinde, models.PROTECT, related_name="verklaring")
    nummer = models.CharField(max_length=20)
    opgemaakt_op = models.DateTimeField()
    gegevens = models.JSONField()
    sha256 = models.CharField(max_length=64)
    handtekening = models.CharField(max_length=64)

    class Meta:
        db_table = "tenants_vernietigingsverklaring"
        ordering = ("-opgemaakt_op",)
        constraints = (
            models.UniqueConstraint(fields=["nummer"], name="een_verklaring_heeft_een_eigen_nummer"),
        )

    def __str__(self) -> str:
        return self.nummer
