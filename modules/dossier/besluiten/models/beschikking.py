"""`Beschikking`: one decision about help; `Toewijzing`: each provision in it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.values.geld import Geld
from modules.dossier.besluiten.rules.omvang import in_woorden
from modules.dossier.besluiten.woorden import (
    Eenheid,
    Frequentie,
    Plaats,
    Relatie,
    Stand,
    ToewijzingStand,
    Uitkomst,
    Vorm,
)

_AF = Q(stand__in=["genomen", "bekend"])


class Beschikking(GemeenteModel):
    """A decision of the college about one person (Awb 1:3 lid 2), from draft to bekendmaking.

    From the moment it is taken its content is fixed: `inhoud_hash` is the print of exactly what was
    decided. Another outcome is another decision, which names this one in `vervangt`. To whom and how the
    letter goes (`brief_aan`, `brief_kanaal`) is no part of what was decided.
    """

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="beschikkingen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="beschikkingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="beschikkingen")
    melding = models.ForeignKey(
        "dossier.Melding", models.SET_NULL, null=True, blank=True, related_name="beschikkingen"
    )
    wet = models.CharField(max_length=14)
    soort = models.CharField(max_length=40)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst.choices, blank=True)
    aanvraag_op = models.DateField(null=True, blank=True)
    gevraagd = models.TextField(blank=True)
    grond = models.TextField(blank=True)
    overwegingen = models.JSONField(default=dict, blank=True)
    wat = models.TextField(blank=True)
    hoeveel = models.TextField(blank=True)
    vorm = models.CharField(max_length=4, choices=Vorm.choices, blank=True)
    begin = models.DateField(null=True, blank=True)
    einde = models.DateField(null=True, blank=True)
    gevolgen = models.TextField(blank=True)
    bezwaarclausule = models.TextField(blank=True)
    bedrag_per_jaar = models.BigIntegerField(default=0)
    stand = models.CharField(max_length=16, choices=Stand.choices, default=Stand.CONCEPT)
    plaats = models.CharField(max_length=12, choices=Plaats.choices, default=Plaats.TEAM)
    behandelaar = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="beschikkingen"
    )
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    voorgelegd_aan = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="voorgelegde_besluiten"
    )
    voorgelegd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    voorgelegd_op = models.DateTimeField(null=True, blank=True)
    voorgelegd_omdat = models.CharField(max_length=500, blank=True)
    teruggelegd_omdat = models.TextField(blank=True)
    gezien_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gezien_op = models.DateTimeField(null=True, blank=True)
    gezien_hash = models.CharField(max_length=64, blank=True)
    mandaat = models.ForeignKey(
        "besluiten.Mandaat", models.PROTECT, null=True, blank=True, related_name="beschikkingen"
    )
    mandaat_tekst = models.CharField(max_length=500, blank=True)
    beslist_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)
    inhoud_hash = models.CharField(max_length=64, blank=True)
    bekend_op = models.DateField(null=True, blank=True)
    bekend_hoe = models.CharField(max_length=12, blank=True)
    brief_id = models.UUIDField(null=True, blank=True)
    brief_aan = models.CharField(max_length=60, blank=True)
    brief_kanaal = models.CharField(max_length=12, blank=True)
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangen_door")
    relatie = models.CharField(max_length=10, choices=Relatie.choices, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingetrokken_omdat = models.TextField(blank=True)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "besluiten_beschikking"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~_AF
                | (
                    Q(beslist_door__isnull=False, beslist_op__isnull=False)
                    & ~Q(inhoud_hash="")
                    & ~Q(uitkomst="")
                ),
                name="een_genomen_besluit_zegt_wie_wanneer_en_wat",
            ),
            models.CheckConstraint(
                condition=Q(bekend_op__isnull=False) | ~Q(stand="bekend"),
                name="bekend_gemaakt_op_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=False) | ~Q(stand="ingetrokken"),
                name="ingetrokken_op_een_moment",
            ),
            models.CheckConstraint(
                condition=Q(gezien_door__isnull=True)
                | Q(beslist_door__isnull=True)
                | ~Q(gezien_door=F("beslist_door")),
                name="vier_ogen_zijn_van_twee_mensen",
            ),
            models.CheckConstraint(
                condition=Q(einde__isnull=True) | Q(begin__isnull=True) | Q(einde__gte=F("begin")),
                name="hulp_eindigt_niet_voor_ze_begint",
            ),
            models.UniqueConstraint(
                fields=["vervangt"],
                condition=~Q(stand="ingetrokken"),
                name="een_besluit_heeft_hoogstens_een_opvolger",
            ),
        )
        indexes = (
            models.Index(fields=["huishouden", "-gemaakt_op"], name="beschikking_van_huishouden"),
            models.Index(fields=["stand", "gemaakt_op"], name="beschikking_op_stand"),
        )

    def __str__(self) -> str:
        return f"Beschikking {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this decision."""
        return reverse("besluiten:besluit", args=[self.pk])

    @property
    def bedrag(self) -> Geld:
        """What this decision costs in a year."""
        return Geld(self.bedrag_per_jaar)

    @property
    def is_te_wijzigen(self) -> bool:
        """Whether its words may still change."""
        return self.stand == Stand.CONCEPT

    @property
    def is_genomen(self) -> bool:
        """Whether the decision was taken (and not withdrawn)."""
        return self.stand in (Stand.GENOMEN, Stand.BEKEND)


class Toewijzing(GemeenteModel):
    """One provision of a decision, ready for message traffic: what, how much, how often, by whom, when.

    `nummer` is the number of the gemeente in messages; it is given when the decision is made known.
    """

    beschikking = models.ForeignKey(
        Beschikking, models.CASCADE, null=True, blank=True, related_name="toewijzingen"
    )
    bron_id = models.UUIDField(null=True, blank=True)  # a referral that needs no decision (Jeugdwet 2.6)
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toewijzingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="toewijzingen")
    wet = models.CharField(max_length=14)
    categorie = models.CharField(max_length=40, blank=True)
    product = models.CharField(max_length=40, blank=True)
    titel = models.CharField(max_length=160)
    aanbieder = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    vorm = models.CharField(max_length=4, choices=Vorm.choices, default=Vorm.ZIN)
    omvang = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    eenheid = models.CharField(max_length=8, choices=Eenheid.choices, blank=True)
    frequentie = models.CharField(max_length=10, choices=Frequentie.choices, blank=True)
    bedrag_per_jaar = models.BigIntegerField(default=0)
    begin = models.DateField()
    einde = models.DateField(null=True, blank=True)
    stand = models.CharField(
        max_length=10, choices=ToewijzingStand.choices, default=ToewijzingStand.VOORBEREID
    )
    gestart_op = models.DateField(null=True, blank=True)  # the day help really began
    nummer = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    gestopt_op = models.DateField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "besluiten_toewijzing"
        ordering = ("beschikking", "volgorde", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(einde__isnull=True) | Q(einde__gte=F("begin")),
                name="een_toewijzing_eindigt_niet_voor_ze_begint",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["voorbereid", "vervallen"]) | Q(nummer__isnull=False),
                name="een_lopende_toewijzing_heeft_een_nummer",
            ),
        )
        indexes = (models.Index(fields=["stand", "begin"], name="toewijzing_op_stand"),)

    def __str__(self) -> str:
        return f"Toewijzing {self.pk}"

    @property
    def bedrag(self) -> Geld:
        """What this provision costs in a year."""
        return Geld(self.bedrag_per_jaar)

    @property
    def hoeveel(self) -> str:
        """How much in plain words: `3 uur per week`."""
        return in_woorden(self.omvang, self.eenheid, self.frequentie)

    def loopt_op(self, dag: date) -> bool:
        """Tell whether help is given under it on this day."""
        if self.stand not in (ToewijzingStand.KLAAR, ToewijzingStand.TOEGEWEZEN):
            return False
        return self.begin <= dag and (self.einde is None or self.einde >= dag)
