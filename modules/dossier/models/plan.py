"""The one plan of a household, in five layers: probleem, doel, resultaat, oplossing, actie."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.rules.betaler import betaler
from modules.inrichting.codelijsten import (
    ActieStatus,
    InstemmingUitkomst,
    Kader,
    PlanStatus,
    Wet,
    Wie,
)
from modules.inrichting.codelijsten import (
    RegieOvername as RegieGrond,
)


class Plan(GemeenteModel):
    """One version of the plan. The database allows one in force and one concept per household (F045)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="plannen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="plannen")
    nummer = models.PositiveSmallIntegerField(_("versie"))
    status = models.CharField(max_length=14, choices=PlanStatus.choices, default=PlanStatus.CONCEPT)
    situatie = models.TextField(_("situatie in eigen woorden"), blank=True)
    afspraken_contact = models.TextField(_("afspraken over contact"), blank=True)
    afspraken_veiligheid = models.TextField(_("afspraken over veiligheid"), blank=True)
    evaluatie_op = models.DateField(_("evaluatie op"), null=True, blank=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    afgesproken_op = models.DateField(null=True, blank=True)
    vervangen_op = models.DateField(null=True, blank=True)
    op_basis_van = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_plan"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["huishouden", "nummer"], name="een_versie_van_een_plan_is_uniek"),
            models.UniqueConstraint(
                fields=["huishouden"],
                condition=Q(status__in=["actief", "in_evaluatie"]),
                name="een_huishouden_heeft_een_plan",
            ),
            models.UniqueConstraint(
                fields=["huishouden"], condition=Q(status="concept"), name="een_huishouden_heeft_een_concept"
            ),
        )

    def __str__(self) -> str:
        return f"Plan versie {self.nummer}"

    @property
    def nummer_tekst(self) -> str:
        """The number as text, for a heading that is put together."""
        return str(self.nummer)


class Probleemstelling(GemeenteModel):
    """What is the matter, in the resident's words, on one leefgebied."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="problemen")
    behoefte = models.ForeignKey("dossier.Behoefte", models.SET_NULL, null=True, blank=True, related_name="+")
    leefgebied = models.CharField(max_length=40, blank=True)
    woorden = models.TextField(_("wat er speelt"))
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "dossier_probleemstelling"
        ordering = ("volgorde", "id")

    def __str__(self) -> str:
        return f"Probleemstelling {self.pk}"


class Doelstelling(GemeenteModel):
    """A goal in the first person: `Vanaf 1 januari betaal ik elke maand de huur op tijd`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="doelen")
    probleem = models.ForeignKey(
        Probleemstelling, models.SET_NULL, null=True, blank=True, related_name="doelen"
    )
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    titel = models.CharField(_("doel"), max_length=200)
    waarom = models.TextField(_("waarom dit belangrijk is"), blank=True)
    leefgebieden = models.JSONField(default=list, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    bereikt_op = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_doelstelling"
        ordering = ("volgorde", "id")

    def __str__(self) -> str:
        return f"Doelstelling {self.pk}"


class Resultaat(GemeenteModel):
    """How the household notices that a goal is reached: concrete, with an indicator and a date."""

    doel = models.ForeignKey(Doelstelling, models.CASCADE, related_name="resultaten")
    omschrijving = models.CharField(_("waaraan merkt u dat het gelukt is?"), max_length=300)
    indicator = models.CharField(_("hoe we dat zien"), max_length=200, blank=True)
    streefdatum = models.DateField(_("wanneer"), null=True, blank=True)
    bereikt_op = models.DateField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_resultaat"
        ordering = ("volgorde", "id")

    def __str__(self) -> str:
        return f"Resultaat {self.pk}"


class PlanOplossing(GemeenteModel):
    """What helps to reach a result, in the lightest fitting frame."""

    resultaat = models.ForeignKey(Resultaat, models.CASCADE, related_name="oplossingen")
    kader = models.CharField(max_length=16, choices=Kader.choices)
    omschrijving = models.CharField(max_length=300)
    door = models.CharField(_("door wie"), max_length=160, blank=True)
    organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wet = models.CharField(max_length=14, choices=Wet.choices, default=Wet.GEEN)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "dossier_planoplossing"
        ordering = ("volgorde", "id")

    def __str__(self) -> str:
        return f"PlanOplossing {self.pk}"

    @property
    def betaler(self) -> str:
        """Who pays for it, in words; empty when nobody has to."""
        return betaler(self.wet)


class Actie(GemeenteModel):
    """Who does what, when. An action without a result is allowed and flagged."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="acties")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="acties")
    doel = models.ForeignKey(Doelstelling, models.SET_NULL, null=True, blank=True, related_name="acties")
    resultaat = models.ForeignKey(Resultaat, models.SET_NULL, null=True, blank=True, related_name="acties")
    oplossing = models.ForeignKey(
        PlanOplossing, models.SET_NULL, null=True, blank=True, related_name="acties"
    )
    wat = models.CharField(_("wat"), max_length=300)
    wie = models.CharField(_("wie"), max_length=12, choices=Wie.choices)
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    netwerklid = models.ForeignKey(
        "dossier.Netwerklid", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="acties"
    )
    organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wie_naam = models.CharField(_("naam"), max_length=120, blank=True)
    wanneer = models.DateField(_("wanneer"), null=True, blank=True)
    waar = models.CharField(max_length=120, blank=True)
    hoe = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=ActieStatus.choices, default=ActieStatus.OPEN)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_actie"
        ordering = ("volgorde", "wanneer", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(gebruiker__isnull=True) | Q(wie="professional"),
                name="een_medewerker_is_een_professional",
            ),
        )
        indexes = (
            models.Index(fields=["gebruiker", "wanneer"], condition=Q(status="open"), name="actie_van_wie"),
            models.Index(fields=["huishouden", "status"], name="actie_van_huishouden"),
        )

    def __str__(self) -> str:
        return f"Actie {self.pk}"


class Instemming(GemeenteModel):
    """What one person says about a plan: agreed, partly, or thinks otherwise, in own words."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="instemmingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="+")
    uitkomst = models.CharField(max_length=14, choices=InstemmingUitkomst.choices)
    tekst = models.TextField(_("hier denk ik anders over"), blank=True)
    hoe = models.CharField(max_length=20, default="gesproken")  # gesproken, ondertekend
    op = models.DateField()
    vastgelegd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")

    class Meta:
        db_table = "dossier_instemming"
        constraints = (models.UniqueConstraint(fields=["plan", "inwoner"], name="iemand_stemt_een_keer_in"),)

    def __str__(self) -> str:
        return f"Instemming {self.pk}"


class Evaluatie(GemeenteModel):
    """A review of the plan, preferably with the household: did it help, and what do we learn."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="evaluaties")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="evaluaties")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="evaluaties")
    datum = models.DateField()
    met_inwoner = models.BooleanField(_("samen met het huishouden"), default=True)
    zonder_inwoner_omdat = models.CharField(max_length=300, blank=True)
    antwoorden = models.JSONField(default=dict, blank=True)
    zelfredzaamheid = models.CharField(max_length=10, blank=True)
    participatie = models.CharField(max_length=10, blank=True)
    vervolg = models.CharField(max_length=16, blank=True)  # doorgaan, bijstellen, waakvlam, afsluiten
    volgende_op = models.DateField(null=True, blank=True)
    is_afgerond = models.BooleanField(default=False)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_evaluatie"
        ordering = ("-datum", "-gemaakt_op")

    def __str__(self) -> str:
        return f"Evaluatie {self.pk}"


class Regisseurschap(GemeenteModel):
    """Who coordinates all helpers of a household; the database allows one at a time (F045)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="regisseurs")
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="regisseurschappen"
    )
    naam = models.CharField(max_length=120)
    organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "dossier_regisseurschap"
        ordering = ("-van", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["huishouden"],
                condition=Q(tot__isnull=True),
                name="een_huishouden_heeft_een_regisseur",
            ),
        )

    def __str__(self) -> str:
        return f"Regisseurschap {self.pk}"


class RegieOvername(GemeenteModel):
    """The regie is with the resident, unless: a ground, a scope, an end (F048)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="regie_overnames")
    grond = models.CharField(max_length=20, choices=RegieGrond.choices)
    toelichting = models.TextField(_("waarom"))
    leefgebieden = models.JSONField(default=list)
    van = models.DateField()
    eindigt_op = models.DateField(_("eindigt vanzelf op"))
    teruggegeven_op = models.DateField(null=True, blank=True)
    verlenging_van = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")

    class Meta:
        db_table = "dossier_regieovername"
        ordering = ("-van", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["huishouden"],
                condition=Q(teruggegeven_op__isnull=True),
                name="de_regie_is_een_keer_tegelijk_overgenomen",
            ),
        )

    def __str__(self) -> str:
        return f"RegieOvername {self.pk}"


class Betrokkene(GemeenteModel):
    """Who works around a household: organisation and role, no content (F046)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="betrokkenen")
    gebruiker = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="betrokkenheden"
    )
    naam = models.CharField(max_length=120, blank=True)
    organisatie = models.ForeignKey(
        "inrichting.Organisatie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisatie_naam = models.CharField(max_length=120, blank=True)
    rol = models.CharField(_("rol"), max_length=80)
    telefoon = models.CharField(max_length=20, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "dossier_betrokkene"
        ordering = ("van", "id")
        indexes = (
            models.Index(
                fields=["gebruiker", "huishouden"], condition=Q(tot__isnull=True), name="betrokken_bij"
            ),
        )

    def __str__(self) -> str:
        return f"Betrokkene {self.pk}"
