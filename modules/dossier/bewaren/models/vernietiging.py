"""How long data is kept, what may go, who said so, and the book of what went."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Voorstelstand(models.TextChoices):
    """Where a change of the terms of keeping stands."""

    OPEN = "open", _("Wacht op de privacyfunctionaris")
    GOED = "goed", _("Vastgesteld")
    TERUG = "terug", _("Teruggestuurd")


class Bewaarvoorstel(GemeenteModel):
    """A change of the terms of keeping: made by the beheerder, in force after the FG agreed."""

    waarden = models.JSONField()  # category → {"maanden", "start"}
    toelichting = models.TextField()
    stand = models.CharField(max_length=6, choices=Voorstelstand.choices, default=Voorstelstand.OPEN)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    beoordeeld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    oordeel = models.TextField(blank=True)

    class Meta:
        db_table = "bewaren_bewaarvoorstel"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(beoordeeld_door=None) | ~Q(beoordeeld_door=F("gemaakt_door")),
                name="niemand_keurt_het_eigen_voorstel_goed",
            ),
            models.UniqueConstraint(
                fields=["stand"], condition=Q(stand="open"), name="een_bewaarvoorstel_tegelijk"
            ),
        )

    def __str__(self) -> str:
        return f"Bewaarvoorstel {self.pk}"


class Deelsoort(models.TextChoices):
    """What goes as one whole."""

    HUISHOUDEN = "huishouden", _("Huishouden")
    PERSOON = "persoon", _("Persoon")
    SIGNAAL = "signaal", _("Signaal")


class Uitzondering(GemeenteModel):
    """Something stays longer than its term, with a reason (Wmo 5.3.4: careful execution; a complaint; a claim)."""

    soort = models.CharField(max_length=10, choices=Deelsoort.choices)
    object_id = models.UUIDField()
    reden = models.TextField()
    tot = models.DateField(null=True, blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()
    opgeheven_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "bewaren_uitzondering"
        ordering = ("-op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["soort", "object_id"],
                condition=Q(opgeheven_op=None),
                name="een_uitzondering_tegelijk",
            ),
        )

    def __str__(self) -> str:
        return f"Uitzondering {self.pk}"


class Lijststand(models.TextChoices):
    """Where a list of destruction stands."""

    OPEN = "open", _("Wordt nagekeken")
    EERSTE = "eerste", _("Wacht op de tweede controle")
    BEZIG = "bezig", _("Wordt vernietigd")
    KLAAR = "klaar", _("Vernietigd")


class Vernietigingslijst(GemeenteModel):
    """What may go now. Two different people look at it before anything goes."""

    nummer = models.PositiveIntegerField()
    stand = models.CharField(max_length=6, choices=Lijststand.choices, default=Lijststand.OPEN)
    gemaakt_op = models.DateTimeField()
    eerste_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    eerste_op = models.DateTimeField(null=True, blank=True)
    tweede_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tweede_op = models.DateTimeField(null=True, blank=True)
    teruggestuurd_omdat = models.TextField(blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "bewaren_vernietigingslijst"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["nummer"], name="een_nummer_is_een_lijst"),
            models.UniqueConstraint(
                fields=["stand"], condition=Q(stand="open"), name="een_lijst_wordt_nagekeken"
            ),
            models.CheckConstraint(
                condition=Q(tweede_door=None)
                | (Q(eerste_door__isnull=False) & ~Q(tweede_door=F("eerste_door"))),
                name="twee_mensen_kijken_de_lijst_na",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["open", "eerste"]) | Q(tweede_door__isnull=False),
                name="niets_gaat_weg_zonder_tweede_controle",
            ),
        )

    def __str__(self) -> str:
        return f"Vernietigingslijst {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("bewaren:lijst", args=[self.nummer])


class Regelstand(models.TextChoices):
    """What became of a line."""

    VOORSTEL = "voorstel", _("Op de lijst")
    UITGEZONDERD = "uitgezonderd", _("Blijft bewaard")
    RIJEN_WEG = "rijen_weg", _("Bestanden worden gewist")
    WEG = "weg", _("Vernietigd")
    OVERGESLAGEN = "overgeslagen", _("Niet vernietigd")


class Vernietigingsregel(GemeenteModel):
    """One whole on a list: named by a number, never by a person."""

    lijst = models.ForeignKey(Vernietigingslijst, models.CASCADE, related_name="regels")
    soort = models.CharField(max_length=10, choices=Deelsoort.choices)
    object_id = models.UUIDField()
    categorie = models.CharField(max_length=20)
    aanduiding = models.CharField(max_length=120)
    reden = models.TextField()
    start = models.DateField()
    vernietigen_na = models.DateField()
    verzoek = models.ForeignKey("bewaren.Verzoek", models.SET_NULL, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=12, choices=Regelstand.choices, default=Regelstand.VOORSTEL)
    uitkomst = models.CharField(max_length=300, blank=True)
    aantallen = models.JSONField(default=dict)
    verwerkt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "bewaren_vernietigingsregel"
        ordering = ("vernietigen_na", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["lijst", "soort", "object_id"], name="iets_staat_eens_op_een_lijst"
            ),
        )

    def __str__(self) -> str:
        return f"Vernietigingsregel {self.aanduiding}"


class Boekregel(GemeenteModel):
    """One line of the book of destruction: ids and counts, no content. The database only lets lines be added.

    After a restore the book is replayed: what went before, goes again.
    """

    op = models.DateTimeField()
    soort = models.CharField(max_length=10, choices=Deelsoort.choices)
    object_id = models.UUIDField()
    personen = ArrayField(models.UUIDField(), default=list)
    bestanden = models.JSONField(default=list)  # [[soort, id], …] in the store of files
    categorie = models.CharField(max_length=20)
    grondslag = models.CharField(max_length=200)
    lijst_nummer = models.PositiveIntegerField()
    eerste = models.CharField(max_length=120)
    tweede = models.CharField(max_length=120)
    aantallen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    vorige = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "bewaren_boekregel"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["soort", "object_id"], name="iets_gaat_een_keer_weg"),)

    def __str__(self) -> str:
        return f"Boekregel {self.pk}"
