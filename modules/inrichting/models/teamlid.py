"""Who works in a team: position, employer, secondment, registration and expertise (F008, F009)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.rules.protocol.woorden import VAN_EEN_TEAMLID


class Positie(models.TextChoices):
    """Permanent core, or the ring that is asked when needed."""

    KERN = "kern", _("Kernteam")
    SCHIL = "schil", _("Schil")


class Profieltype(models.TextChoices):
    """Broad, deep, or broad with one deep field."""

    GENERALIST = "generalist", _("Generalist")
    SPECIALIST = "specialist", _("Specialist")
    T_SHAPED = "t_shaped", _("Breed met één specialisme")


class Eenheid(models.TextChoices):
    """How the size of a secondment is counted."""

    FTE = "fte", _("fte")
    UREN_PER_WEEK = "uren_per_week", _("uur per week")


class Register(models.TextChoices):
    """Professional registers with an expiry date."""

    SKJ = "SKJ", _("SKJ (jeugd)")
    BIG = "BIG", _("BIG (gezondheidszorg)")


class ExpertiseNiveau(models.IntegerChoices):
    """How much somebody knows of a leefgebied. Only an owner closes a gap in the matrix."""

    BASIS = 1, _("Basis")
    GOED = 2, _("Goed")
    EIGENAAR = 3, _("Vraagbaak")


class TeamlidQuerySet(GemeenteQuerySet):
    """The questions people ask about members."""

    def op(self, dag: date) -> Self:
        """Keep who is a member on `dag`."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag)


class Teamlid(GemeenteModel):
    """Somebody's place in a team, with dates. One person may work in several teams."""

    gebruiker = models.ForeignKey("identity.Gebruiker", on_delete=models.PROTECT, related_name="teamleden")
    team = models.ForeignKey("inrichting.Wijkteam", on_delete=models.PROTECT, related_name="teamleden")
    positie = models.CharField(_("plek in het team"), max_length=5, choices=Positie, default=Positie.KERN)
    functie = models.CharField(_("functie"), max_length=80, blank=True)
    protocolfunctie = models.CharField(
        _("functie in het informatieprotocol"),
        max_length=20,
        choices=[(f.value, f.label) for f in VAN_EEN_TEAMLID],
        blank=True,
        db_default="",
    )
    profieltype = models.CharField(
        _("profiel"), max_length=10, choices=Profieltype, default=Profieltype.GENERALIST
    )
    ambtelijke_status = models.BooleanField(_("is ambtenaar"), default=False)
    geheimhouding = models.BooleanField(_("heeft beroepsgeheim"), default=False)
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot"), null=True, blank=True)
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = TeamlidQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("teamlid")
        verbose_name_plural = _("teamleden")
        ordering: ClassVar = ["van", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gebruiker", "team"],
                condition=Q(tot__isnull=True),
                name="iemand_is_een_keer_lid_van_een_team",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="een_lidmaatschap_eindigt_na_het_begin",
            ),
        ]

    def is_lid_op(self, dag: date) -> bool:
        """Whether this place in the team exists on `dag`."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


class Detachering(GemeenteModel):
    """A secondment to a team: from which employer, how much and until when."""

    teamlid = models.ForeignKey(Teamlid, on_delete=models.CASCADE, related_name="detacheringen")
    organisatie = models.ForeignKey(
        "inrichting.Organisatie", on_delete=models.PROTECT, related_name="detacheringen"
    )
    omvang = models.DecimalField(_("omvang"), max_digits=5, decimal_places=2)
    eenheid = models.CharField(_("eenheid"), max_length=13, choices=Eenheid)
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("detachering")
        verbose_name_plural = _("detacheringen")
        ordering: ClassVar = ["-van", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(omvang__gt=0)
                & (Q(eenheid="fte", omvang__lte=2) | Q(eenheid="uren_per_week", omvang__lte=60)),
                name="een_detachering_past_in_een_week",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="een_detachering_eindigt_na_het_begin",
            ),
        ]

    @property
    def omvang_tekst(self) -> str:
        """The size in words: `0,8 fte` or `24 uur per week`."""
        getal = f"{self.omvang.normalize():f}".replace(".", ",")
        return f"{getal} {Eenheid(self.eenheid).label}"

    def loopt_op(self, dag: date) -> bool:
        """Whether the secondment counts on `dag` (the last day is included)."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)


class Registratie(GemeenteModel):
    """An entry in a professional register, with the day it expires."""

    teamlid = models.ForeignKey(Teamlid, on_delete=models.CASCADE, related_name="registraties")
    register = models.CharField(_("register"), max_length=3, choices=Register)
    nummer = models.CharField(_("nummer"), max_length=20)
    geldig_tot = models.DateField(_("geldig tot en met"))

    class Meta:
        verbose_name = _("registratie")
        verbose_name_plural = _("registraties")
        ordering: ClassVar = ["register"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["teamlid", "register"], name="een_teamlid_staat_een_keer_in_een_register"
            ),
        ]


class Expertise(GemeenteModel):
    """How much a member knows of one leefgebied."""

    teamlid = models.ForeignKey(Teamlid, on_delete=models.CASCADE, related_name="expertises")
    leefgebied = models.CharField(_("leefgebied"), max_length=32)
    niveau = models.PositiveSmallIntegerField(_("niveau"), choices=ExpertiseNiveau)

    class Meta:
        verbose_name = _("expertise")
        verbose_name_plural = _("expertises")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["teamlid", "leefgebied"], name="een_teamlid_kent_een_leefgebied_een_keer"
            ),
            models.CheckConstraint(
                condition=Q(niveau__gte=1, niveau__lte=3), name="een_niveau_is_een_twee_of_drie"
            ),
        ]
