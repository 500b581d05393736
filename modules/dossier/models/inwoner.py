"""People: `Inwoner`, and how they belong to a household and to each other."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import BlindeIndexField, VersleuteldTekstField
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort


class Geslacht(models.TextChoices):
    VROUW = "vrouw", _("Vrouw")
    MAN = "man", _("Man")
    ANDERS = "anders", _("Anders")
    ONBEKEND = "onbekend", _("Onbekend")


class Inwoner(GemeenteModel):
    """A person. The BSN is kept encrypted; `bsn_index` finds it again within this gemeente only."""

    geslachtsnaam = models.CharField(_("achternaam"), max_length=120)
    voorvoegsel = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    voornamen = models.CharField(_("voornamen"), max_length=120, blank=True)
    voorletters = models.CharField(_("voorletters"), max_length=20, blank=True)
    geslacht = models.CharField(max_length=8, choices=Geslacht.choices, default=Geslacht.ONBEKEND)
    geboortedatum = models.DateField(_("geboortedatum"), null=True, blank=True)
    overleden_op = models.DateField(null=True, blank=True)
    bsn = VersleuteldTekstField(doel="bsn", null=True, blank=True)
    bsn_index = BlindeIndexField(bron="bsn", doel="bsn", null=True, editable=False)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    bijzonderheid = models.CharField(_("bijzonderheid"), max_length=120, blank=True)  # `3 havo`, `groep 6`
    aangemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_inwoner"
        ordering = ("geslachtsnaam", "voornamen", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["bsn_index"], condition=Q(bsn_index__isnull=False), name="een_bsn_is_een_inwoner"
            ),
            models.CheckConstraint(
                condition=Q(overleden_op__isnull=True)
                | Q(geboortedatum__isnull=True)
                | Q(overleden_op__gte=F("geboortedatum")),
                name="niemand_overlijdt_voor_de_geboorte",
            ),
        )
        indexes = (models.Index(fields=["geboortedatum"], name="inwoner_op_geboortedatum"),)

    def __str__(self) -> str:
        return f"Inwoner {self.pk}"  # no name: this text ends up in logs

    @property
    def naam(self) -> str:
        """Return the name as it is said: `Marieke van Dijk`; initials where no first name is known."""
        delen = (self.voornamen or self.voorletters, self.voorvoegsel, self.geslachtsnaam)
        return " ".join(deel for deel in delen if deel)

    @property
    def roepnaam(self) -> str:
        """Return the first name alone, or the whole name where it is not known."""
        return self.voornamen.split()[0] if self.voornamen else self.naam

    @property
    def initialen(self) -> str:
        """Return the two letters of the avatar."""
        return f"{(self.voornamen or self.voorletters or self.geslachtsnaam)[:1]}{self.geslachtsnaam[:1]}".upper()

    def leeftijd_op(self, dag: date) -> int | None:
        """Return the age in whole years on `dag`, or None when the birth date is not known."""
        if self.geboortedatum is None:
            return None
        jarig = (dag.month, dag.day) >= (self.geboortedatum.month, self.geboortedatum.day)
        return dag.year - self.geboortedatum.year - (0 if jarig else 1)


class RolInHuishouden(models.TextChoices):
    VOLWASSENE = "volwassene", _("Volwassene")
    PARTNER = "partner", _("Partner")
    OUDER = "ouder", _("Ouder")
    KIND = "kind", _("Kind")
    ANDERS = "anders", _("Anders")


class Huishoudlid(GemeenteModel):
    """Somebody belongs to a household from a day until a day (not including it)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="leden")
    inwoner = models.ForeignKey(Inwoner, models.CASCADE, related_name="lidmaatschappen")
    rol = models.CharField(max_length=12, choices=RolInHuishouden.choices, default=RolInHuishouden.VOLWASSENE)
    van = models.DateField(_("hoort erbij vanaf"))
    tot = models.DateField(_("tot"), null=True, blank=True)
    ander_adres = models.CharField(_("ander adres"), max_length=160, blank=True)

    class Meta:
        db_table = "dossier_huishoudlid"
        ordering = ("rol", "van", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="een_lid_gaat_niet_voor_het_komt"
            ),
            models.UniqueConstraint(
                fields=["huishouden", "inwoner"],
                condition=Q(tot__isnull=True),
                name="niemand_hoort_dubbel_bij_een_huishouden",
            ),
        )

    def __str__(self) -> str:
        return f"Huishoudlid {self.pk}"


class Gezagsrelatie(GemeenteModel):
    """Who has parental authority over a minor; decides who consents (domain.md 5.4)."""

    kind = models.ForeignKey(Inwoner, models.CASCADE, related_name="gezag_door")
    houder = models.ForeignKey(Inwoner, models.CASCADE, null=True, blank=True, related_name="gezag_over")
    houder_naam = models.CharField(max_length=120, blank=True)
    soort = models.CharField(max_length=20, choices=GezagSoort.choices)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    toelichting = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "dossier_gezagsrelatie"
        constraints = (
            models.CheckConstraint(
                condition=Q(houder__isnull=False) | ~Q(houder_naam=""), name="gezag_heeft_een_houder"
            ),
        )

    def __str__(self) -> str:
        return f"Gezagsrelatie {self.pk}"


class Vertegenwoordiger(GemeenteModel):
    """Who acts for a person: curator, mentor, bewindvoerder, gemachtigde, voogd."""

    inwoner = models.ForeignKey(Inwoner, models.CASCADE, related_name="vertegenwoordigers")
    naam = models.CharField(_("naam"), max_length=120)
    soort = models.CharField(max_length=20, choices=VertegenwoordigerSoort.choices)
    organisatie = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "dossier_vertegenwoordiger"

    def __str__(self) -> str:
        return f"Vertegenwoordiger {self.pk}"


class Netwerklid(GemeenteModel):
    """Somebody around the household who helps, or whose relation is under strain. Least data, no BSN."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="netwerk")
    naam = models.CharField(_("naam"), max_length=120)
    relatie = models.CharField(_("relatie"), max_length=80, blank=True)
    wat = models.CharField(_("wat hij of zij doet"), max_length=200, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    sterkte = models.PositiveSmallIntegerField(_("hoe sterk"), default=3)
    is_gespannen = models.BooleanField(_("gespannen"), default=False)
    is_verborgen = models.BooleanField(_("door de inwoner verborgen"), default=False)
    bekeken_op = models.DateField(_("zoals het was op"), null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_netwerklid"
        ordering = ("-sterkte", "naam", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(sterkte__gte=1, sterkte__lte=5), name="sterkte_loopt_van_1_tot_5"
            ),
        )

    def __str__(self) -> str:
        return f"Netwerklid {self.pk}"
