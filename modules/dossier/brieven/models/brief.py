"""`Brief`: one letter to a resident. Once sent it never changes; a later change is a new letter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.rules.protocol import Categorie

OPSLAG = "brief"
"""The kind under which the store keeps the PDF of a letter; the id of the letter is its name."""


class Briefstand(models.TextChoices):
    """Where a letter is."""

    CONCEPT = "concept", _("Concept")
    VERZONDEN = "verzonden", _("Verzonden")
    VERVALLEN = "vervallen", _("Weggelegd")


class Kanaal(models.TextChoices):
    """How a letter reaches somebody."""

    POST = "post", _("Per post")
    DIGITAAL = "digitaal", _("Digitaal")
    MEEGEGEVEN = "meegegeven", _("Meegegeven")


class Brief(GemeenteModel):
    """A letter. `tekst` is the filled text as it was made and changed; `gegevens` what it was filled with.

    `aan_wie` is the key of the addressee (`rules.geadresseerde`), `aan_reden` why it goes to that one, and
    `aan_elders` the address of somebody who does not live in the household. `kanaal` of a concept is how
    it is meant to go.

    The database refuses any change of what was said, to whom and when, once it was sent
    (`een_verzonden_brief_blijft_gelijk` in the first migration).
    """

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="brieven")
    casus = models.ForeignKey("dossier.Casus", models.SET_NULL, null=True, blank=True, related_name="+")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    soort = models.CharField(_("soort brief"), max_length=40)
    categorie = models.CharField(max_length=1, choices=Categorie.choices)
    stand = models.CharField(max_length=10, choices=Briefstand.choices, default=Briefstand.CONCEPT)
    sjabloon = models.ForeignKey(
        "brieven.Briefsjabloon", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sjabloon_nummer = models.PositiveIntegerField(default=0)
    onderwerp = models.CharField(_("onderwerp"), max_length=200)
    samenvatting = models.TextField(_("kort samengevat"), blank=True)
    tekst = models.TextField(_("tekst"))
    gegevens = models.JSONField(default=dict, blank=True)
    bijlagen = models.JSONField(default=list, blank=True)
    aan_naam = models.CharField(_("aan"), max_length=200)
    aan_adres = models.JSONField(default=list, blank=True)
    aan_wie = models.CharField(max_length=60, blank=True)
    aan_reden = models.CharField(_("waarom aan deze persoon"), max_length=300, blank=True)
    aan_elders = models.JSONField(default=list, blank=True)
    kanaal = models.CharField(_("hoe"), max_length=10, choices=Kanaal.choices, blank=True)
    ondertekenaar_naam = models.CharField(_("wie tekent"), max_length=120, blank=True)
    ondertekenaar_functie = models.CharField(_("functie"), max_length=120, blank=True)
    bron_soort = models.CharField(max_length=60, blank=True)
    bron_id = models.UUIDField(null=True, blank=True)
    vervangt = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="opvolgers")
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField()
    verzonden_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verzonden_op = models.DateTimeField(null=True, blank=True)
    dagtekening = models.DateField(null=True, blank=True)
    grootte = models.PositiveIntegerField(default=0)
    paginas = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    bundel = models.ForeignKey(
        "brieven.Postbundel", models.SET_NULL, null=True, blank=True, related_name="brieven"
    )
    gepost_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "brieven_brief"
        ordering = ("-gemaakt_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(categorie=Categorie.WERKAANTEKENINGEN),
                name="een_brief_gaat_nooit_over_werk_alleen",
            ),
            models.CheckConstraint(
                condition=~Q(stand="verzonden")
                | (
                    Q(verzonden_op__isnull=False)
                    & Q(dagtekening__isnull=False)
                    & ~Q(kanaal="")
                    & ~Q(sha256="")
                ),
                name="een_verzonden_brief_heeft_alles",
            ),
            models.CheckConstraint(
                condition=Q(bundel__isnull=True) | Q(stand="verzonden", kanaal="post"),
                name="alleen_verzonden_post_gaat_in_een_bundel",
            ),
        )
        indexes = (
            models.Index(fields=["huishouden", "-gemaakt_op", "-id"], name="brief_van_huishouden"),
            models.Index(
                fields=["verzonden_op", "id"],
                condition=Q(stand="verzonden", kanaal="post", gepost_op__isnull=True),
                name="brief_wacht_op_de_post",
            ),
            models.Index(fields=["bron_id"], condition=Q(bron_id__isnull=False), name="brief_bij_bron"),
        )

    def __str__(self) -> str:
        return f"Brief {self.pk}"  # no name and no subject: this text ends up in logs

    def get_absolute_url(self) -> str:
        return reverse("brieven:brief", args=[self.pk])

    @property
    def kenmerk(self) -> str:
        """Return the short number on the letter: the last ten signs of its id."""
        return self.pk.hex[-10:].upper()

    @property
    def aan_straat(self) -> str:
        """Return the street of an addressee who lives elsewhere."""
        return str(self.aan_elders[0]) if self.aan_elders else ""

    @property
    def aan_postcode(self) -> str:
        """Return the postcode of an addressee who lives elsewhere: `1234 AB`."""
        return str(self.aan_elders[1])[:7].strip() if len(self.aan_elders) > 1 else ""

    @property
    def aan_plaats(self) -> str:
        """Return the town of an addressee who lives elsewhere."""
        return str(self.aan_elders[1])[7:].strip() if len(self.aan_elders) > 1 else ""

    @property
    def is_concept(self) -> bool:
        """Whether it may still be changed."""
        return self.stand == Briefstand.CONCEPT

    @property
    def is_verzonden(self) -> bool:
        """Whether it went out, and so never changes again."""
        return self.stand == Briefstand.VERZONDEN

    @property
    def wacht_op_post(self) -> bool:
        """Whether it lies in the Postuitgang."""
        return self.is_verzonden and self.kanaal == Kanaal.POST and self.gepost_op is None
