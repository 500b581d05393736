"""The conversation: `Gesprek`, `Behoefte` and the four frames; nothing here is a form for the resident."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.codelijsten import Kader


class GesprekSoort(models.TextChoices):
    KEUKENTAFEL = "keukentafel", _("Keukentafelgesprek")
    VERVOLG = "vervolg", _("Vervolggesprek")
    OVERLEG = "overleg", _("Casusoverleg")
    EVALUATIE = "evaluatie", _("Evaluatiegesprek")


class GesprekStand(models.TextChoices):
    VOORBEREID = "voorbereid", _("Voorbereid")
    BEZIG = "bezig", _("Bezig")
    AFGEROND = "afgerond", _("Afgerond")


class Gesprek(GemeenteModel):
    """A talk with (part of) the household: first the story in their own words, then what it asks for."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="gesprekken")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="gesprekken")
    soort = models.CharField(max_length=12, choices=GesprekSoort.choices, default=GesprekSoort.KEUKENTAFEL)
    stand = models.CharField(max_length=10, choices=GesprekStand.choices, default=GesprekStand.BEZIG)
    begonnen_op = models.DateTimeField()
    afgerond_op = models.DateTimeField(null=True, blank=True)
    plaats = models.CharField(_("waar"), max_length=160, blank=True)
    gestart_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    aanwezigen = models.JSONField(
        default=list, blank=True
    )  # [{"soort": "inwoner|netwerk|professional", "id":…, "naam":…}]
    zonder_inwoner_omdat = models.CharField(_("waarom zonder de inwoner"), max_length=300, blank=True)
    wil_geen_verslag = models.BooleanField(_("de inwoner wil geen verslag"), default=False)
    voorbereiding = models.TextField(_("voorbereiding"), blank=True)
    verhaal = models.TextField(_("verhaal"), blank=True)
    gevraagd = models.TextField(_("wat er werd gevraagd"), blank=True)
    verleden = models.TextField(_("hoe het was"), blank=True)
    heden = models.TextField(_("hoe het nu is"), blank=True)
    toekomst = models.TextField(_("hoe het mag worden"), blank=True)
    sterk = models.TextField(_("wat goed gaat"), blank=True)
    wensen = models.TextField(_("wat iemand graag wil"), blank=True)
    belemmering = models.TextField(_("wat in de weg staat"), blank=True)
    leefgebieden = models.JSONField(default=list, blank=True)
    gegevens = models.JSONField(default=dict, blank=True)  # research points and fields of the variant
    verslag = models.TextField(_("verslag"), blank=True)
    verslag_verstuurd_op = models.DateField(null=True, blank=True)
    reactie_inwoner = models.TextField(_("reactie"), blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_gesprek"
        ordering = ("-begonnen_op", "-id")
        indexes = (models.Index(fields=["huishouden", "-begonnen_op"], name="gesprek_van_huishouden"),)

    def __str__(self) -> str:
        return f"Gesprek {self.pk}"


class Behoefte(GemeenteModel):
    """What a person needs, as opposed to the solution asked for."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="behoeften")
    gesprek = models.ForeignKey(Gesprek, models.CASCADE, related_name="behoeften")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    leefgebied = models.CharField(max_length=40, blank=True)
    tekst = models.TextField(_("wat er nodig is"))
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_behoefte"
        ordering = ("volgorde", "id")

    def __str__(self) -> str:
        return f"Behoefte {self.pk}"


class KaderAntwoord(GemeenteModel):
    """What one of the four Kanteling frames offers for a behoefte, or why it was passed over."""

    behoefte = models.ForeignKey(Behoefte, models.CASCADE, related_name="kaders")
    kader = models.CharField(max_length=16, choices=Kader.choices)
    tekst = models.TextField(blank=True)
    overgeslagen_omdat = models.CharField(max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_kaderantwoord"
        constraints = (
            models.UniqueConstraint(fields=["behoefte", "kader"], name="een_kader_per_behoefte"),
            models.CheckConstraint(
                condition=~Q(tekst="") | ~Q(overgeslagen_omdat=""), name="een_kader_zegt_iets"
            ),
        )

    def __str__(self) -> str:
        return f"KaderAntwoord {self.pk}"


class MarkeringSoort(models.TextChoices):
    WENS = "wens", _("Wens")
    ZORG = "zorg", _("Zorg")
    AFSPRAAK = "afspraak", _("Afspraak")


class Markering(GemeenteModel):
    """A quick mark during the talk; becomes a goal or an action with one press."""

    gesprek = models.ForeignKey(Gesprek, models.CASCADE, related_name="markeringen")
    soort = models.CharField(max_length=10, choices=MarkeringSoort.choices)
    tekst = models.CharField(max_length=300)
    is_verwerkt = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "dossier_markering"
        ordering = ("gemaakt_op", "id")

    def __str__(self) -> str:
        return f"Markering {self.pk}"


class Inwonertekst(GemeenteModel):
    """Words of a resident. Never changed by staff: the database refuses it; staff only comment (F037, N10)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="inwonerteksten")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    bij_soort = models.CharField(max_length=30)  # gesprek, doelstelling, plan, verslag, dossier
    bij_id = models.UUIDField(null=True, blank=True)
    tekst = models.TextField()
    herkomst = models.CharField(max_length=12, default="gezegd")  # gezegd, geschreven
    opgeschreven_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "dossier_inwonertekst"
        ordering = ("op", "id")
        indexes = (models.Index(fields=["bij_soort", "bij_id"], name="inwonertekst_bij_wat"),)

    def __str__(self) -> str:
        return f"Inwonertekst {self.pk}"


class Reactie(GemeenteModel):
    """A comment of staff beside the words of a resident."""

    tekst_van = models.ForeignKey(Inwonertekst, models.CASCADE, related_name="reacties")
    tekst = models.TextField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        db_table = "dossier_reactie"
        ordering = ("op", "id")

    def __str__(self) -> str:
        return f"Reactie {self.pk}"
