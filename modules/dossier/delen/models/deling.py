"""`Deling`: a named part of a plan for one partner, for a period; its links, looks and answers."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.delen.models.toestemming import Toestemming
from modules.dossier.delen.models.weging import Weging
from modules.dossier.delen.woorden import Hoe, Vraag, Wijze


class PartnerLid(GemeenteModel):
    """Somebody with an account who works for an organisation outside the team, from a day until a day."""

    gebruiker = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="partnerleden")
    organisatie = models.ForeignKey("inrichting.Organisatie", models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "delen_partnerlid"
        ordering = ("organisatie__naam", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["gebruiker", "organisatie"],
                condition=Q(tot__isnull=True),
                name="iemand_werkt_een_keer_voor_een_partner",
            ),
        )

    def __str__(self) -> str:
        return f"PartnerLid {self.pk}"


class Overdrachtstekst(GemeenteModel):
    """The story in short, as the resident agrees with it: told once, it travels along (F084)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="overdrachtsteksten")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="+")
    tekst = models.TextField()
    geschreven_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    geschreven_op = models.DateTimeField()
    akkoord_op = models.DateField(null=True, blank=True)
    akkoord_hoe = models.CharField(max_length=10, choices=Hoe.choices, blank=True)
    akkoord_wie = models.CharField(max_length=160, blank=True)
    vervangen_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "delen_overdrachtstekst"
        ordering = ("-geschreven_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["huishouden", "inwoner"],
                condition=Q(vervangen_op__isnull=True),
                name="iemand_heeft_een_verhaal_om_mee_te_geven",
            ),
        )

    def __str__(self) -> str:
        return f"Overdrachtstekst {self.pk}"


class Deling(GemeenteModel):
    """What one partner sees. `doelen` and `acties` are ids of the plan; nothing else of it is open."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="delingen")
    toestemming = models.ForeignKey(
        Toestemming, models.CASCADE, null=True, blank=True, related_name="delingen"
    )
    weging = models.ForeignKey(Weging, models.CASCADE, null=True, blank=True, related_name="delingen")
    organisatie = models.ForeignKey("inrichting.Organisatie", models.PROTECT, related_name="+")
    contactpersoon = models.CharField(max_length=120, blank=True)
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    wijze = models.CharField(max_length=6, choices=Wijze.choices)
    plan = models.ForeignKey("dossier.Plan", models.SET_NULL, null=True, blank=True, related_name="+")
    doelen = ArrayField(models.UUIDField(), default=list, blank=True)
    acties = ArrayField(models.UUIDField(), default=list, blank=True)
    met_afspraken = models.BooleanField(default=False)
    vraag = models.CharField(max_length=20, choices=Vraag.choices, blank=True)
    vraag_antwoord = models.CharField(max_length=3, blank=True)  # ja, nee
    overdracht = models.ForeignKey(Overdrachtstekst, models.SET_NULL, null=True, blank=True, related_name="+")
    bericht = models.CharField(max_length=300, blank=True)
    van = models.DateField()
    tot_en_met = models.DateField()
    gemaakt_op = models.DateTimeField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_omdat = models.CharField(max_length=160, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "delen_deling"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(toestemming__isnull=False, weging__isnull=True)
                | Q(toestemming__isnull=True, weging__isnull=False),
                name="delen_rust_op_toestemming_of_op_een_weging",
            ),
            models.CheckConstraint(condition=Q(tot_en_met__gte=F("van")), name="delen_eindigt_na_het_begin"),
        )
        indexes = (
            models.Index(
                fields=["organisatie", "tot_en_met"],
                condition=Q(ingetrokken_op__isnull=True),
                name="deling_van_organisatie",
            ),
            models.Index(fields=["huishouden"], name="deling_van_huishouden"),
        )

    def __str__(self) -> str:
        return f"Deling {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("delen:deling", args=[self.huishouden_id, self.pk])

    def grond_geldt_op(self, dag: date) -> bool:
        """Whether what it rests on still counts on `dag` (reads the consent or the weighing)."""
        grond = self.toestemming if self.toestemming_id else self.weging
        return grond is not None and grond.geldt_op(dag)

    def is_open_op(self, dag: date) -> bool:
        """Whether the partner may look on `dag`."""
        return self.ingetrokken_op is None and self.van <= dag <= self.tot_en_met and self.grond_geldt_op(dag)


class Deellink(GemeenteModel):
    """A link that opens one part once. Only prints of its secret and its code are kept."""

    deling = models.ForeignKey(Deling, models.CASCADE, related_name="links")
    afdruk = models.CharField(max_length=64, unique=True)
    code_afdruk = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    leest_tot = models.DateTimeField(null=True, blank=True)
    lezer_afdruk = models.CharField(max_length=64, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    dicht_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "delen_deellink"
        ordering = ("-gemaakt_op", "-id")

    def __str__(self) -> str:
        return f"Deellink {self.pk}"

    def kan_open_op(self, at: datetime) -> bool:
        """Whether the link may still be opened at this moment."""
        return self.gebruikt_op is None and self.dicht_op is None and at < self.verloopt_op


class Deelbezoek(GemeenteModel):
    """Somebody of a partner looked: when, how, and which parts stood there."""

    deling = models.ForeignKey(Deling, models.CASCADE, related_name="bezoeken")
    link = models.ForeignKey(Deellink, models.CASCADE, null=True, blank=True, related_name="+")
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField()
    zag = models.JSONField(default=list)  # in words, without content: `2 doelen`, `1 actie`

    class Meta:
        db_table = "delen_deelbezoek"
        ordering = ("-op", "-id")

    def __str__(self) -> str:
        return f"Deelbezoek {self.pk}"


class Deelantwoord(GemeenteModel):
    """What a partner answered; it stands in the case as a note with its source."""

    deling = models.ForeignKey(Deling, models.CASCADE, related_name="antwoorden")
    link = models.OneToOneField(Deellink, models.CASCADE, null=True, blank=True, related_name="+")
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    notitie = models.ForeignKey(
        "dossier.Contactnotitie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actie = models.ForeignKey("dossier.Actie", models.SET_NULL, null=True, blank=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        db_table = "delen_deelantwoord"
        ordering = ("-op", "-id")

    def __str__(self) -> str:
        return f"Deelantwoord {self.pk}"
