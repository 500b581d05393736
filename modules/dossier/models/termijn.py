"""`Termijn` and what happened to it: standing still, more time, word of delay, ingebrekestelling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.codelijsten import OpschortingGrond, OverschrijdingOorzaak, TermijnStatus, Wet

LOPEND = (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
OP_TIJD = ("einde", F("einde_tijd").asc(nulls_last=True), "id")  # the first to end first, to the minute


def einde_voorbij(nu: date | datetime) -> Q:
    """Return the filter for terms whose end has passed: by the day, and by the minute for those in hours.

    With a date instead of a moment, a term in hours is late from the day after.
    """
    if isinstance(nu, datetime):
        return Q(einde__lt=localdate(nu)) | Q(einde_tijd__lt=nu)
    return Q(einde__lt=nu)


class TermijnQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def lopend(self) -> Self:
        """Running or standing still: not met and still needed."""
        return self.filter(status__in=LOPEND)


class Termijn(GemeenteModel):
    """A term that runs: from an event to its lawful end, with its reason in words."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="termijnen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, null=True, related_name="termijnen")
    melding = models.ForeignKey("dossier.Melding", models.CASCADE, null=True, related_name="termijnen")
    sleutel = models.CharField(max_length=40)
    titel = models.CharField(max_length=120)
    uitleg = models.CharField(max_length=300, blank=True)  # the rule: `6 weken na de melding`
    waarom = models.TextField(blank=True)  # the sum: from which day, what moved it
    wet = models.CharField(max_length=14, choices=Wet.choices, blank=True)
    duur = models.CharField(max_length=20, blank=True)  # the norm it began with: `6 weken`
    is_afgesproken = models.BooleanField(default=False)  # a day people chose; no norm counts it
    begin = models.DateField()
    begin_tijd = models.DateTimeField(null=True, blank=True)
    ruw_einde = models.DateField()
    einde = models.DateField()
    einde_tijd = models.DateTimeField(null=True, blank=True)  # a term in hours ends on a moment
    dagen_stil = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=TermijnStatus.choices, default=TermijnStatus.LOOPT)
    eigenaar = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="termijnen"
    )
    gehaald_op = models.DateField(null=True, blank=True)
    gehaald_tijd = models.DateTimeField(null=True, blank=True)  # where the term is in hours
    oorzaak = models.CharField(max_length=16, choices=OverschrijdingOorzaak.choices, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)
    vervallen_reden = models.CharField(max_length=300, blank=True)
    beschikking_id = models.UUIDField(null=True, blank=True)
    bron_id = models.UUIDField(null=True, blank=True)  # what else it belongs to: a bezwaar, a klacht
    versie = models.PositiveIntegerField(default=1)

    objects = TermijnQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "dossier_termijn"
        ordering = ("einde", "id")
        indexes = (
            models.Index(fields=["eigenaar", "einde"], condition=Q(status="loopt"), name="termijn_van_wie"),
            models.Index(fields=["casus", "status"], name="termijn_van_casus"),
            models.Index(fields=["einde", "id"], condition=Q(status="loopt"), name="termijn_op_tijd"),
            models.Index(
                fields=["sleutel", "id"],
                condition=Q(status__in=["loopt", "opgeschort"]),
                name="termijn_van_norm",
            ),
        )

    def __str__(self) -> str:
        return f"Termijn {self.sleutel} {self.einde}"

    @property
    def uiterlijk(self) -> date | datetime:
        """When it ends: a day, or the moment of a term in hours."""
        return self.einde_tijd or self.einde

    @property
    def is_te_laat_klaar(self) -> bool:
        """Whether it was met, and late."""
        return self.gehaald_op is not None and self.status == TermijnStatus.OVERSCHREDEN

    @property
    def is_lopend(self) -> bool:
        """Running or standing still."""
        return self.status in LOPEND

    @property
    def staat_stil(self) -> bool:
        """Whether the clock stands still now."""
        return self.status == TermijnStatus.OPGESCHORT


class Opschorting(GemeenteModel):
    """A stretch in which the time to decide stands still, with its ground (Awb 4:15) and why."""

    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="opschortingen")
    grond = models.CharField(max_length=12, choices=OpschortingGrond.choices)
    reden = models.TextField(_("waarom"))
    van = models.DateField()
    uiterlijk = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)  # the day it ended
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    beeindigd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "dossier_opschorting"
        ordering = ("van", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")), name="opschorting_eindigt_na_haar_begin"
            ),
            models.CheckConstraint(
                condition=Q(uiterlijk=None) | Q(uiterlijk__gte=F("van")),
                name="opschorting_geeft_tijd_na_haar_begin",
            ),
            models.UniqueConstraint(
                fields=["termijn"], condition=Q(tot=None), name="een_termijn_staat_een_keer_stil"
            ),
        )

    def __str__(self) -> str:
        return f"Opschorting {self.van}"


class VerlengGrond(models.TextChoices):
    """Why a term got more time."""

    VERDAGEN = "verdagen", _("De wet geeft één keer extra tijd")
    AFGESPROKEN = "afgesproken", _("Afgesproken met de inwoner")
    UITSTEL = "uitstel", _("Uitstel gemeld aan de aanvrager")


class Verlenging(GemeenteModel):
    """More time: a length the law gives, or a day that was agreed on."""

    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="verlengingen")
    grond = models.CharField(max_length=12, choices=VerlengGrond.choices)
    reden = models.TextField(_("waarom"))
    duur = models.CharField(max_length=20, blank=True)
    tot = models.DateField(null=True, blank=True)
    op = models.DateField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_verlenging"
        ordering = ("op", "gemaakt_op", "id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(duur="") & Q(tot__isnull=False)) | (~Q(duur="") & Q(tot=None)),
                name="verlenging_heeft_een_duur_of_een_dag",
            ),
            models.UniqueConstraint(
                fields=["termijn"], condition=Q(grond="verdagen"), name="een_termijn_verdaagt_een_keer"
            ),
        )

    def __str__(self) -> str:
        return f"Verlenging {self.op}"


class Uitstelbericht(GemeenteModel):
    """Word to the applicant that the decision will be late, with the day it is expected (Awb 4:14)."""

    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="uitstelberichten")
    nieuw = models.DateField()
    reden = models.TextField(_("waarom"), blank=True)
    op = models.DateField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_uitstelbericht"
        ordering = ("op", "gemaakt_op", "id")

    def __str__(self) -> str:
        return f"Uitstelbericht {self.nieuw}"


class GeenDwangsom(models.TextChoices):
    """Why nothing is due although the decision is late (Awb 4:17 lid 6)."""

    ONREDELIJK_LAAT = "onredelijk_laat", _("De brief kwam onredelijk laat")
    GEEN_BELANG = "geen_belang", _("De schrijver is geen belanghebbende")
    KENNELIJK = "kennelijk", _("De aanvraag kan kennelijk niet slagen")


class Ingebrekestelling(GemeenteModel):
    """A letter that says the gemeente is too late (Awb 4:17): after two weeks each day costs money."""

    termijn = models.OneToOneField(Termijn, models.CASCADE, related_name="ingebrekestelling")
    ontvangen_op = models.DateField()
    uiterlijk = models.DateField()
    eerste_dag = models.DateField()
    laatste_dag = models.DateField()
    geen_dwangsom = models.CharField(max_length=16, choices=GeenDwangsom.choices, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    bedrag = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_ingebrekestelling"
        ordering = ("ontvangen_op", "id")

    def __str__(self) -> str:
        return f"Ingebrekestelling {self.ontvangen_op}"
