"""`Casus`: one trajectory of a household with a team, under the team model it began with."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.codelijsten import (
    Afsluitreden,
    CasusStatus,
    SignaalBron,
    Urgentie,
    Wet,
)

LOPEND = ~Q(status__in=["afgesloten", "overgedragen"])


class CasusQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def lopend(self) -> Self:
        """Neither closed nor handed over."""
        return self.filter(LOPEND)


class Casus(GemeenteModel):
    """A household with a team, from melding or signaal to closing. Keeps its version of the team model."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="casussen")
    team = models.ForeignKey("inrichting.Wijkteam", models.PROTECT, related_name="casussen")
    teammodel = models.ForeignKey("inrichting.Teammodel", models.PROTECT, related_name="casussen")
    behandelaar = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="casussen"
    )
    status = models.CharField(max_length=14, choices=CasusStatus.choices, default=CasusStatus.NIEUW)
    fase_sinds = models.DateField()
    begonnen_op = models.DateField()
    afgesloten_op = models.DateField(null=True, blank=True)
    fasen = models.JSONField(default=list, blank=True)  # [{"status":…, "van": iso}] in order
    versie = models.PositiveIntegerField(default=1)

    objects = CasusQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "dossier_casus"
        ordering = ("-begonnen_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["huishouden", "team"], condition=LOPEND, name="een_team_heeft_een_lopende_casus"
            ),
        )
        indexes = (
            models.Index(fields=["team", "status"], name="casus_van_team"),
            models.Index(fields=["behandelaar", "status"], name="casus_van_behandelaar"),
        )

    def __str__(self) -> str:
        return f"Casus {self.pk}"

    @property
    def is_afgesloten(self) -> bool:
        """Closed or handed over: nothing new may be added."""
        return self.status in (CasusStatus.AFGESLOTEN, CasusStatus.OVERGEDRAGEN)


class MeldingSoort(models.TextChoices):
    MELDING = "melding", _("Melding")
    HULPVRAAG = "hulpvraag", _("Hulpvraag")
    AANVRAAG = "aanvraag", _("Aanvraag")
    VRAAG = "vraag", _("Vraag")


class Kanaal(models.TextChoices):
    TELEFOON = "telefoon", _("Telefoon")
    BALIE = "balie", _("Balie")
    BRIEF = "brief", _("Brief of formulier")
    WEB = "web", _("Website")
    MAIL = "mail", _("E-mail")
    HUISBEZOEK = "huisbezoek", _("Huisbezoek")
    INGELEZEN = "ingelezen", _("Uit een ander systeem")


class Melding(GemeenteModel):
    """A vraag om ondersteuning: what was asked, by whom, how it came in. Starts its terms."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="meldingen")
    casus = models.ForeignKey(Casus, models.CASCADE, related_name="meldingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    soort = models.CharField(max_length=12, choices=MeldingSoort.choices, default=MeldingSoort.MELDING)
    wet = models.CharField(max_length=14, choices=Wet.choices, default=Wet.WMO)
    kanaal = models.CharField(max_length=12, choices=Kanaal.choices, default=Kanaal.TELEFOON)
    bron = models.CharField(max_length=20, choices=SignaalBron.choices, default=SignaalBron.INWONER)
    melder_naam = models.CharField(_("naam van de melder"), max_length=120, blank=True)
    melder_telefoon = models.CharField(max_length=20, blank=True)
    inhoud = models.TextField(_("wat er wordt gevraagd"))
    is_spoed = models.BooleanField(_("spoed"), default=False)
    ontvangen_op = models.DateTimeField()
    bevestigd_op = models.DateField(null=True, blank=True)
    clientondersteuning_aangeboden_op = models.DateField(null=True, blank=True)
    eigen_plan_ontvangen_op = models.DateField(null=True, blank=True)
    gegevens = models.JSONField(default=dict, blank=True)  # mandatory fields of the step, per variant
    is_afgehandeld = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_melding"
        ordering = ("-ontvangen_op", "-id")
        indexes = (
            models.Index(fields=["is_afgehandeld", "-ontvangen_op"], name="melding_open_op_tijd"),
            models.Index(fields=["-ontvangen_op", "-id"], name="melding_op_tijd"),
        )

    def __str__(self) -> str:
        return f"Melding {self.pk}"


class SignaalStand(models.TextChoices):
    NIEUW = "nieuw", _("Nieuw")
    OPGEPAKT = "opgepakt", _("Wordt opgepakt")
    TERUGGEKOPPELD = "teruggekoppeld", _("Teruggekoppeld")
    GEEN_ACTIE = "geen_actie", _("Geen actie")


class Signaal(GemeenteModel):
    """Information that somebody may need help; not yet a request."""

    bron = models.CharField(max_length=20, choices=SignaalBron.choices)
    bron_naam = models.CharField(_("van wie"), max_length=120, blank=True)
    over_wie = models.CharField(_("over wie"), max_length=160)
    adres = models.CharField(_("adres"), max_length=160, blank=True)
    leefgebied = models.CharField(max_length=40, blank=True)
    urgentie = models.CharField(max_length=10, choices=Urgentie.choices, default=Urgentie.LICHT)
    waarneming = models.TextField(_("wat er is gezien of gehoord"))
    persoon_weet_ervan = models.BooleanField(_("de persoon weet van dit signaal"), default=False)
    ontvangen_op = models.DateTimeField()
    stand = models.CharField(max_length=16, choices=SignaalStand.choices, default=SignaalStand.NIEUW)
    team = models.ForeignKey("inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="+")
    huishouden = models.ForeignKey(
        "dossier.Huishouden", models.SET_NULL, null=True, blank=True, related_name="signalen"
    )
    opgepakt_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgepakt_op = models.DateTimeField(null=True, blank=True)
    eerste_bezoek_uiterlijk = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=300, blank=True)
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_signaal"
        ordering = ("-ontvangen_op", "-id")
        indexes = (models.Index(fields=["team", "stand", "-ontvangen_op"], name="signaal_van_team"),)

    def __str__(self) -> str:
        return f"Signaal {self.pk}"


class Afsluiting(GemeenteModel):
    """Why and how a casus ended (F058: `afgezien` tells what was tried and who looked again)."""

    casus = models.OneToOneField(Casus, models.CASCADE, related_name="afsluiting")
    reden = models.CharField(max_length=16, choices=Afsluitreden.choices)
    toelichting = models.TextField(blank=True)
    geprobeerd = models.TextField(_("wat is geprobeerd"), blank=True)
    tweede_blik_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tweede_blik = models.TextField(blank=True)
    waarom_toch = models.TextField(_("waarom de hulp toch stopt"), blank=True)
    zonder_blik_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    zonder_blik_omdat = models.TextField(_("waarom zonder tweede blik"), blank=True)
    inwoner_geinformeerd_op = models.DateField(null=True, blank=True)
    hoe_geinformeerd = models.CharField(max_length=200, blank=True)
    op = models.DateField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")

    class Meta:
        db_table = "dossier_afsluiting"

    def __str__(self) -> str:
        return f"Afsluiting {self.pk}"


class Waakvlam(GemeenteModel):
    """Following at low intensity after the help ended."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="waakvlammen")
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="waakvlammen")
    van = models.DateField()
    tot = models.DateField()
    ritme_weken = models.PositiveSmallIntegerField(default=6)
    volgend_contact_op = models.DateField()
    wie = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="waakvlammen")
    tekenen = models.TextField(_("waaraan we merken dat het weer minder gaat"), blank=True)
    gestopt_op = models.DateField(null=True, blank=True)
    heropend_op = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "dossier_waakvlam"
        ordering = ("volgend_contact_op", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["casus"], condition=Q(gestopt_op__isnull=True), name="een_waakvlam_tegelijk"
            ),
        )

    def __str__(self) -> str:
        return f"Waakvlam {self.pk}"
