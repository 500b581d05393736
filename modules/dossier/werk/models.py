"""What the lists of work remember: filters, columns, who got what and why, and who is away."""

from __future__ import annotations

from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.dossier.werk.rules.vervanging import Afwezig


class Werkfilter(GemeenteModel):
    """A question to the list that somebody gave a name. With a team, everybody in that team has it."""

    naam = models.CharField(_("naam van dit filter"), max_length=60)
    eigenaar = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="werkfilters")
    team = models.ForeignKey(
        "inrichting.Wijkteam", models.CASCADE, null=True, blank=True, related_name="werkfilters"
    )
    vraag = models.JSONField(default=dict)  # the parts of the address, in the words of `Werklijstvraag`
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "werk_filter"
        ordering = ("naam", "id")
        constraints = (models.UniqueConstraint(fields=["eigenaar", "naam"], name="een_naam_is_een_filter"),)

    def __str__(self) -> str:
        return f"Werkfilter {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the list with this filter: an address like any other."""
        delen = {naam: str(waarde) for naam, waarde in self.vraag.items()}
        return f"{reverse('werk:lijst')}?{urlencode({'van': 'mij', **delen})}"


class Werkvoorkeur(GemeenteModel):
    """How one person looks at the list: the columns in order, and the filter it opens with."""

    gebruiker = models.OneToOneField("identity.Gebruiker", models.CASCADE, related_name="werkvoorkeur")
    kolommen = models.JSONField(default=list)
    standaard = models.ForeignKey(
        Werkfilter, models.SET_NULL, null=True, blank=True, related_name="standaard_van"
    )

    class Meta:
        db_table = "werk_voorkeur"

    def __str__(self) -> str:
        return f"Werkvoorkeur {self.pk}"


class Toewijsronde(GemeenteModel):
    """Several households given to one colleague at once, for one reason. It can be taken back as one."""

    naar = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    reden = models.CharField(_("waarom"), max_length=300)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="toewijsrondes")
    op = models.DateTimeField()
    ongedaan_tot = models.DateTimeField()
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "werk_toewijsronde"
        ordering = ("-op", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(reden=""), name="een_toewijzing_heeft_een_reden"),
            models.CheckConstraint(
                condition=Q(teruggedraaid_op=None) | Q(teruggedraaid_op__lte=F("ongedaan_tot")),
                name="ongedaan_binnen_de_tijd",
            ),
        )

    def __str__(self) -> str:
        return f"Toewijsronde {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the report of this round."""
        return reverse("werk:ronde", args=[self.pk])


class Regelstand(models.TextChoices):
    """What became of one household in a round."""

    GEDAAN = "gedaan", _("Toegewezen")
    NIET = "niet", _("Niet toegewezen")
    TERUG = "terug", _("Teruggegeven")
    BLIJFT = "blijft", _("Blijft zo")


class Toewijsregel(GemeenteModel):
    """One household of a round: from whom it came, the reason, and why it could not be done or undone."""

    ronde = models.ForeignKey(Toewijsronde, models.CASCADE, related_name="regels")
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toewijsregels")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="toewijsregels")
    van = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=6, choices=Regelstand.choices)
    reden = models.CharField(_("waarom"), max_length=300)
    waarom_niet = models.CharField(max_length=300, blank=True)
    zoals_het_werd = models.JSONField(default=dict)  # status and version of the casus after it
    termijnen = models.JSONField(default=list)  # the terms that went along

    class Meta:
        db_table = "werk_toewijsregel"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["ronde", "casus"], name="een_huishouden_staat_een_keer_in_een_ronde"
            ),
        )

    def __str__(self) -> str:
        return f"Toewijsregel {self.pk}"


class AfwezigheidQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def op(self, dag: date) -> Self:
        """Who is away on this day."""
        return self.filter(van__lte=dag, tot_en_met__gte=dag)

    def vanaf(self, dag: date) -> Self:
        """Who is away on this day or later."""
        return self.filter(tot_en_met__gte=dag)


class Afwezigheid(GemeenteModel):
    """Somebody is away, and a colleague of the same team sees the work. Nothing moves: it ends by itself."""

    gebruiker = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="afwezigheden")
    vervanger = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="waarnemingen")
    van = models.DateField(_("eerste dag"))
    tot_en_met = models.DateField(_("laatste dag"))
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    begin_verteld_op = models.DateTimeField(null=True, blank=True)
    einde_verteld_op = models.DateTimeField(null=True, blank=True)

    objects = AfwezigheidQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "werk_afwezigheid"
        ordering = ("van", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tot_en_met__gte=F("van")), name="afwezigheid_eindigt_na_haar_begin"
            ),
            models.CheckConstraint(
                condition=~Q(vervanger=F("gebruiker")), name="niemand_neemt_voor_zichzelf_waar"
            ),
        )
        indexes = (models.Index(fields=["tot_en_met", "van"], name="afwezig_op_dag"),)

    def __str__(self) -> str:
        return f"Afwezigheid {self.pk}"

    def als_regel(self) -> Afwezig:
        """Return it as the rules want it."""
        return Afwezig(self.gebruiker_id, self.vervanger_id, self.van, self.tot_en_met)
