"""`Logboekregel`: one line for every read, search and change, with the fields of NEN 7513.

`Schakel` is its place in the chain. The database writes it, at the end of the same transaction
(migration 0002); the role of a gemeente may read it and nothing more.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Soort(models.TextChoices):
    MAKEN = "C", _("Gemaakt")
    LEZEN = "R", _("Bekeken")
    WIJZIGEN = "U", _("Gewijzigd")
    VERWIJDEREN = "D", _("Verwijderd")
    UITVOEREN = "E", _("Uitgevoerd")


class Resultaat(models.TextChoices):
    GELUKT = "gelukt", _("Gelukt")
    GEWEIGERD = "geweigerd", _("Geweigerd")
    MISLUKT = "mislukt", _("Mislukt")


class Niveau(models.TextChoices):
    """How much attention a line asks for."""

    INFO = "info", _("Gewoon")
    LET_OP = "let_op", _("Let op")
    ALARM = "alarm", _("Alarm")


class Logboekregel(GemeenteModel):
    """What happened, who did it, on what and why. The database role may insert and select only.

    `detail` holds ids and names of fields, never content. There is no foreign key: a line outlives
    what it is about. Who and where stand here as they were at that moment.
    """

    # the event
    tijdstip = models.DateTimeField()
    gebeurtenis = models.CharField(max_length=80)
    soort = models.CharField(max_length=1, choices=Soort.choices)
    resultaat = models.CharField(max_length=10, choices=Resultaat.choices, default=Resultaat.GELUKT)
    niveau = models.CharField(max_length=10, choices=Niveau.choices, db_default=Niveau.INFO)
    # who
    gebruiker_id = models.UUIDField(null=True)
    gebruiker_naam = models.CharField(max_length=120, blank=True)
    rollen = models.CharField(max_length=200, blank=True)
    team_id = models.UUIDField(null=True)
    team_naam = models.CharField(max_length=120, blank=True, db_default="")
    organisatie = models.CharField(max_length=160, blank=True, db_default="")
    verantwoordelijke_id = models.UUIDField(null=True)
    verantwoordelijke_naam = models.CharField(max_length=120, blank=True, db_default="")
    inlogwijze = models.CharField(max_length=40, blank=True, db_default="")
    # from where
    systeem = models.CharField(max_length=40, blank=True, db_default="")
    werkplek = models.CharField(max_length=60, blank=True)
    bron = models.CharField(max_length=60, blank=True, db_default="")
    verzoek_id = models.CharField(max_length=32, blank=True)
    # on what
    object_soort = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    huishouden_id = models.UUIDField(null=True)
    categorie = models.CharField(max_length=24, blank=True, db_default="")
    getoond = ArrayField(models.UUIDField(), null=True)
    detail = models.JSONField(default=dict)
    # why, and by which right
    doel = models.CharField(max_length=20, blank=True)  # a value of Doel; a new one asks no migration
    reden = models.CharField(max_length=500, blank=True, db_default="")
    grond = models.CharField(max_length=300, blank=True, db_default="")
    protocolversie = models.IntegerField(null=True)
    toestemming_id = models.UUIDField(null=True)
    is_nood = models.BooleanField(db_default=False)

    class Meta:
        db_table = "audit_logboekregel"
        ordering = ("-tijdstip", "-id")
        indexes = (
            models.Index(fields=["huishouden_id", "-tijdstip"], name="logboek_van_huishouden"),
            models.Index(fields=["gebruiker_id", "-tijdstip"], name="logboek_van_gebruiker"),
            models.Index(fields=["-tijdstip", "-id"], name="logboek_op_tijd"),
            models.Index(
                fields=["object_id", "-tijdstip"],
                condition=models.Q(object_soort="Inwoner"),
                name="logboek_van_inwoner",
            ),
            GinIndex(fields=["getoond"], condition=models.Q(getoond__isnull=False), name="logboek_getoond"),
            models.Index(
                fields=["-tijdstip", "-id"], condition=~models.Q(niveau="info"), name="logboek_opvallend"
            ),
            models.Index(
                fields=["-tijdstip", "-id"],
                condition=models.Q(rollen__contains="support"),
                name="logboek_leverancier",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tijdstip:%Y-%m-%d %H:%M} {self.gebeurtenis}"


class Schakel(GemeenteModel):
    """The place of one line in the chain: a number without gaps, and the print of all before it."""

    id = None  # type: ignore[assignment]
    volgnummer = models.BigIntegerField(primary_key=True)
    regel = models.OneToOneField(Logboekregel, models.DO_NOTHING, db_constraint=False, related_name="schakel")
    inhoud = models.BinaryField()
    keten = models.BinaryField()
    formaat = models.SmallIntegerField(db_default=1)

    class Meta:
        db_table = "audit_schakel"
        ordering = ("volgnummer",)

    def __str__(self) -> str:
        return f"{self.volgnummer}"
