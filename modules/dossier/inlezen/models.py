"""What inlezen remembers: the file's way through, its problems, its doubles and what it made."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.inlezen.gelezen import ERNST_IN_WOORDEN, Ernst

ONGEDAAN_BINNEN = timedelta(days=1)


class InleesStand(models.TextChoices):
    """Where a file is on its way in."""

    KOLOMMEN = "kolommen", _("Kolommen kiezen")
    CONTROLE = "controle", _("Wordt gecontroleerd")
    GECONTROLEERD = "gecontroleerd", _("Gecontroleerd")
    BEZIG = "bezig", _("Wordt ingelezen")
    KLAAR = "klaar", _("Ingelezen")
    TERUG = "terug", _("Wordt ongedaan gemaakt")
    ONGEDAAN = "ongedaan", _("Ongedaan gemaakt")
    GESTOPT = "gestopt", _("Gestopt")
    MISLUKT = "mislukt", _("Mislukt")


BIJ_DE_WERKER = frozenset({InleesStand.CONTROLE, InleesStand.BEZIG, InleesStand.TERUG})


class Inlezing(GemeenteModel):
    """One file on its way from upload to report. The file itself is kept encrypted, until it is read in."""

    bestandsnaam = models.CharField(max_length=200)
    grootte = models.PositiveIntegerField()
    soort = models.CharField(max_length=4)  # csv, xlsx
    bladen = models.JSONField(default=list)
    blad = models.CharField(max_length=200)
    bron = models.CharField(_("naam van het andere systeem"), max_length=20)
    kolommen = models.JSONField(default=dict)  # heading → field
    teams = models.JSONField(default=dict)  # team name in the file → id of the team
    team = models.ForeignKey("inrichting.Wijkteam", models.SET_NULL, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=14, choices=InleesStand.choices, default=InleesStand.KOLOMMEN)
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    aantallen = models.JSONField(default=dict)
    fout = models.TextField(blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    gecontroleerd_op = models.DateTimeField(null=True, blank=True)
    ingelezen_op = models.DateTimeField(null=True, blank=True)
    ongedaan_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "inlezen_inlezing"
        ordering = ("-gemaakt_op", "-id")

    def __str__(self) -> str:
        return f"Inlezing {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("inlezen:inlezing", args=[self.pk])

    @property
    def is_bij_de_werker(self) -> bool:
        """Whether the work goes on in the background now."""
        return self.stand in BIJ_DE_WERKER

    @property
    def procent(self) -> int:
        """Return how far the work in the background is."""
        return min(100, self.gedaan * 100 // self.totaal) if self.totaal else 0

    def kan_ongedaan(self, at: datetime) -> bool:
        """Whether the whole of it may still be undone at this moment: within a day."""
        if self.stand != InleesStand.KLAAR or self.ingelezen_op is None:
            return False
        return at - self.ingelezen_op <= ONGEDAAN_BINNEN


class InleesProbleem(GemeenteModel):
    """One thing the matter with a cell, or with a row as a whole."""

    inlezing = models.ForeignKey(Inlezing, models.CASCADE, related_name="problemen")
    rij = models.PositiveIntegerField()
    kolom = models.CharField(max_length=3, blank=True)
    kop = models.CharField(max_length=200, blank=True)
    veld = models.CharField(max_length=30)
    ernst = models.CharField(max_length=8)
    wat = models.CharField(max_length=300)
    doe = models.CharField(max_length=300, blank=True)
    waarde = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "inlezen_probleem"
        ordering = ("rij", "kolom", "id")
        indexes = (models.Index(fields=["inlezing", "ernst", "rij"], name="inleesprobleem_op_ernst"),)

    def __str__(self) -> str:
        return f"Probleem in rij {self.rij}"

    @property
    def ernst_in_woorden(self) -> str:
        """Return how heavy it is, in words."""
        return ERNST_IN_WOORDEN[Ernst(self.ernst)]


class DubbelKeuze(models.TextChoices):
    """What a person says of two who look alike."""

    OPEN = "", _("Nog niet gekozen")
    ZELFDE = "zelfde", _("Dezelfde persoon")
    ANDER = "ander", _("Twee verschillende personen")
    OVERSLAAN = "overslaan", _("Deze persoon niet inlezen")


class Dubbelpaar(GemeenteModel):
    """Two persons who may be one: a row of the file, and another row or somebody we know.

    What stands side by side is kept until the file is read in, undone or stopped; a BSN only as a yes or no.
    """

    inlezing = models.ForeignKey(Inlezing, models.CASCADE, related_name="paren")
    sleutel = models.CharField(max_length=150)  # the household in the file of the person `rij`
    rij = models.PositiveIntegerField()
    nummer = models.PositiveSmallIntegerField(default=0)
    andere_sleutel = models.CharField(max_length=150, blank=True)
    andere_rij = models.PositiveIntegerField(null=True, blank=True)
    andere_nummer = models.PositiveSmallIntegerField(default=0)
    inwoner_id = models.UUIDField(null=True, blank=True)
    links = models.JSONField(default=dict)
    rechts = models.JSONField(default=dict)
    reden = models.CharField(max_length=300)
    is_zeker = models.BooleanField(default=False)
    keuze = models.CharField(max_length=10, choices=DubbelKeuze.choices, default=DubbelKeuze.OPEN, blank=True)

    class Meta:
        db_table = "inlezen_dubbelpaar"
        ordering = ("is_zeker", "rij", "nummer", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(inwoner_id__isnull=False) | Q(andere_rij__isnull=False),
                name="een_paar_heeft_twee_kanten",
            ),
        )

    def __str__(self) -> str:
        return f"Dubbelpaar {self.pk}"

    @property
    def kop(self) -> str:
        """Return what stands above the pair."""
        return f"{self.links['naam']} (rij {self.rij})"

    @property
    def kop_links(self) -> str:
        """Return what stands above the card of the file."""
        return f"Rij {self.rij} in het bestand"

    @property
    def kop_rechts(self) -> str:
        """Return what stands above the other card."""
        return "Al bekend" if self.inwoner_id else f"Rij {self.andere_rij} in het bestand"


class Uitkomst(models.TextChoices):
    """What became of one household of the file."""

    GEMAAKT = "gemaakt", _("Ingelezen")
    AANGEVULD = "aangevuld", _("Lege velden aangevuld")
    ONGEWIJZIGD = "ongewijzigd", _("Was al ingelezen")
    GESTOPT = "gestopt", _("Niet ingelezen: er is een probleem")
    WACHT = "wacht", _("Niet ingelezen: kies eerst wie dubbel is")
    OVERGESLAGEN = "overgeslagen", _("Overgeslagen")
    MISLUKT = "mislukt", _("Niet ingelezen: dit lukte niet")
    WEG = "weg", _("Weer weggehaald")
    BLEEF = "bleef", _("Gebleven bij ongedaan maken")


class IngelezenHuishouden(GemeenteModel):
    """What one household of the file became. Finds it back when the same file comes again.

    `gemaakt` holds the ids of every row made, per table; `aangevuld` which empty fields were filled.
    """

    inlezing = models.ForeignKey(Inlezing, models.CASCADE, related_name="huishoudens")
    sleutel_index = models.BinaryField(max_length=16)
    inhoud_index = models.BinaryField(max_length=16)
    kenmerk = models.CharField(max_length=150, blank=True)
    rijen = models.JSONField(default=list)
    uitkomst = models.CharField(max_length=14, choices=Uitkomst.choices)
    reden = models.CharField(max_length=300, blank=True)
    huishouden_id = models.UUIDField(null=True, blank=True)
    gemaakt = models.JSONField(default=dict)
    aangevuld = models.JSONField(default=list)

    class Meta:
        db_table = "inlezen_huishouden"
        ordering = ("id",)
        indexes = (
            models.Index(fields=["sleutel_index"], name="ingelezen_op_sleutel"),
            models.Index(fields=["inlezing", "uitkomst"], name="ingelezen_op_uitkomst"),
            models.Index(fields=["huishouden_id"], name="ingelezen_op_huishouden"),
        )

    def __str__(self) -> str:
        return f"IngelezenHuishouden {self.pk}"


class Kolomindeling(GemeenteModel):
    """The choice of columns made before for files with these headings."""

    vingerafdruk = models.CharField(max_length=64)
    kolommen = models.JSONField(default=dict)
    bron = models.CharField(max_length=20)
    teams = models.JSONField(default=dict)
    gebruikt_op = models.DateTimeField()

    class Meta:
        db_table = "inlezen_kolomindeling"
        constraints = (
            models.UniqueConstraint(fields=["vingerafdruk"], name="een_vingerafdruk_is_een_indeling"),
        )

    def __str__(self) -> str:
        return f"Kolomindeling {self.pk}"
