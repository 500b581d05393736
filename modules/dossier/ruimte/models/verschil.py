"""`Geschilpunt` and `Zienswijze`: disciplines see one point differently; each writes before it reads (F104, N01).

The database keeps what was written: a view, a dissent and a decision never change and never go without the
household (migration 0002).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.ruimte.woorden import Besluitwijze, Discipline, KijkHoe, Verschilsoort, VoorWie


class Geschilpunt(GemeenteModel):
    """One point that people see differently: about a household, and never about a colleague."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="verschillen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="verschillen")
    soort = models.CharField(max_length=12, choices=Verschilsoort.choices)
    voor_wie = models.CharField(max_length=12, choices=VoorWie.choices)
    punt = models.CharField(max_length=300)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    ronde_uiterlijk = models.DateField()
    ronde_dicht_op = models.DateTimeField(null=True, blank=True)
    ronde_dicht_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ronde_dicht_omdat = models.CharField(max_length=300, blank=True)

    kijk = models.TextField(blank=True)
    kijk_van = models.ForeignKey(
        "dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="kijk_op_verschillen"
    )
    kijk_hoe = models.CharField(max_length=12, choices=KijkHoe.choices, blank=True)
    geen_kijk_omdat = models.CharField(max_length=300, blank=True)
    kijk_op = models.DateTimeField(null=True, blank=True)
    kijk_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    gesprek = models.TextField(blank=True)
    wijze = models.CharField(max_length=12, choices=Besluitwijze.choices, blank=True)
    besloten_namens = models.CharField(max_length=160, blank=True)
    gekozen = models.ForeignKey("ruimte.Zienswijze", models.SET_NULL, null=True, blank=True, related_name="+")
    kiest_inwoner = models.BooleanField(default=False)
    besluit = models.TextField(blank=True)
    redenen = models.TextField(blank=True)
    besloten_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    besloten_op = models.DateTimeField(null=True, blank=True)

    terugkijken_op = models.DateField(null=True, blank=True)
    uitkomst = models.TextField(blank=True)
    inwoner_bleek_juist = models.BooleanField(null=True, blank=True)
    teruggekeken_op = models.DateField(null=True, blank=True)
    teruggekeken_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "ruimte_geschilpunt"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(besloten_op__isnull=True)
                | (
                    ~Q(wijze="")
                    & ~Q(besluit="")
                    & ~Q(redenen="")
                    & Q(terugkijken_op__isnull=False)
                    & Q(ronde_dicht_op__isnull=False)
                ),
                name="een_knoop_heeft_redenen_en_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(teruggekeken_op__isnull=True) | (~Q(uitkomst="") & Q(besloten_op__isnull=False)),
                name="wie_terugkijkt_op_een_verschil_schrijft",
            ),
        )
        indexes = (models.Index(fields=["-gemaakt_op", "-id"], name="verschil_nieuwste"),)

    def __str__(self) -> str:
        return f"Geschilpunt {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this difference."""
        return reverse("ruimte:verschil", args=[self.pk])

    @property
    def ronde_is_dicht(self) -> bool:
        """Whether the first round is over: everybody wrote, or it was closed with a reason."""
        return self.ronde_dicht_op is not None

    @property
    def is_besloten(self) -> bool:
        """Whether the knot was cut."""
        return self.besloten_op is not None

    @property
    def weet_kijk(self) -> bool:
        """Whether the view of the resident is there, or why it is not."""
        return bool(self.kijk or self.geen_kijk_omdat)


class Zienswijze(GemeenteModel):
    """How one discipline sees it. Without `geschreven_op` it was only asked for."""

    verschil = models.ForeignKey(Geschilpunt, models.CASCADE, related_name="visies")
    discipline = models.CharField(max_length=12, choices=Discipline.choices)
    van = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op_het_spel = models.TextField(blank=True)
    feiten = models.TextField(blank=True)
    voorstel = models.TextField(blank=True)
    risico = models.TextField(blank=True)
    geschreven_op = models.DateTimeField(null=True, blank=True)
    blijft_anders = models.TextField(blank=True)
    blijft_anders_op = models.DateTimeField(null=True, blank=True)
    bleek_juist = models.BooleanField(null=True, blank=True)

    class Meta:
        db_table = "ruimte_zienswijze"
        ordering = ("discipline", "id")
        constraints = (
            models.UniqueConstraint(fields=["verschil", "van"], name="een_visie_per_persoon"),
            models.CheckConstraint(
                condition=Q(geschreven_op__isnull=True)
                | (~Q(op_het_spel="") & ~Q(feiten="") & ~Q(voorstel="") & ~Q(risico="")),
                name="een_visie_is_heel",
            ),
        )

    def __str__(self) -> str:
        return f"Zienswijze {self.pk}"

    @property
    def is_geschreven(self) -> bool:
        """Whether somebody wrote it."""
        return self.geschreven_op is not None
