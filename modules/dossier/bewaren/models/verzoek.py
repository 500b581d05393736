"""`Verzoek`: what a resident asks about the own data, and what the gemeente answered."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class VerzoekSoort(models.TextChoices):
    """What can be asked (domain 5.4; AVG 15, 16, 17, 21; Jeugdwet 7.3.8 lid 2)."""

    INZAGE = "inzage", _("Inzage of afschrift")
    CORRECTIE = "correctie", _("Correctie")
    VERKLARING = "verklaring", _("Eigen verklaring erbij")
    VERNIETIGING = "vernietiging", _("Vernietiging")
    BEZWAAR = "bezwaar", _("Bezwaar tegen gebruik")


class Aanvrager(models.TextChoices):
    """Who asks."""

    ZELF = "zelf", _("De persoon zelf")
    OUDER = "ouder", _("Ouder of voogd met gezag")
    VERTEGENWOORDIGER = "vertegenwoordiger", _("Curator of mentor")
    GEMACHTIGDE = "gemachtigde", _("Iemand met een machtiging")


class Ontvangst(models.TextChoices):
    """How a request came in."""

    GESPREK = "gesprek", _("In een gesprek")
    BALIE = "balie", _("Aan de balie")
    BRIEF = "brief", _("Brief of formulier")
    MAIL = "mail", _("E-mail")
    TELEFOON = "telefoon", _("Telefoon")


class IdentiteitHoe(models.TextChoices):
    """How somebody knows that this is the person who may ask."""

    BEWIJS = "bewijs", _("Identiteitsbewijs gezien, geen kopie bewaard")
    BEKEND = "bekend", _("Medewerker kent deze persoon")
    TERUGGEBELD = "teruggebeld", _("Teruggebeld op het nummer uit het dossier")
    DIGID = "digid", _("Ingelogd met DigiD")


class VerzoekStand(models.TextChoices):
    """Where a request stands."""

    ONTVANGEN = "ontvangen", _("Ontvangen")
    BEZIG = "bezig", _("In behandeling")
    BESLOTEN = "besloten", _("Besloten, nog niet beantwoord")
    BEANTWOORD = "beantwoord", _("Beantwoord")
    INGETROKKEN = "ingetrokken", _("Ingetrokken")


KLAAR = (VerzoekStand.BEANTWOORD, VerzoekStand.INGETROKKEN)


class Besluit(models.TextChoices):
    """What the gemeente decided."""

    JA = "ja", _("Toegewezen")
    DEELS = "deels", _("Deels toegewezen")
    NEE = "nee", _("Afgewezen")


class Weigergrond(models.TextChoices):
    """Why something may be refused (AVG 12, 15, 17, 23; UAVG 41; Jeugdwet 7.3.9, 7.3.10; Wmo 5.3.3, 5.3.5)."""

    ANDEREN = "anderen", _("Privacy van iemand anders (AVG artikel 15 lid 4)")
    VEILIGHEID = "veiligheid", _("Veiligheid van iemand (UAVG artikel 41)")
    VEILIG_THUIS = "veilig_thuis", _("Het raakt de taak van Veilig Thuis (Wmo artikel 5.3.4)")
    BEWAARPLICHT = "bewaarplicht", _("De wet zegt dat we dit bewaren (AVG artikel 17 lid 3)")
    FEITEN = "feiten", _("Het is een oordeel van een deskundige, geen fout in de feiten (AVG artikel 16)")
    KENNELIJK = "kennelijk", _("Hetzelfde verzoek is kortgeleden al beantwoord (AVG artikel 12 lid 5)")
    NIET_BEVOEGD = "niet_bevoegd", _("Deze persoon mag dit niet vragen")


class Verzoek(GemeenteModel):
    """One request, from the day it came in to its answer.

    A household that is destroyed leaves its requests behind without names and words: what was asked,
    when, and what was decided.
    """

    soort = models.CharField(max_length=14, choices=VerzoekSoort.choices)
    huishouden = models.ForeignKey(
        "dossier.Huishouden", models.SET_NULL, null=True, blank=True, related_name="verzoeken"
    )
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    team = models.ForeignKey("inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="+")
    wet = models.CharField(max_length=14, blank=True)
    aanvrager = models.CharField(max_length=18, choices=Aanvrager.choices, default=Aanvrager.ZELF)
    aanvrager_naam = models.CharField(_("naam van wie het vraagt"), max_length=120, blank=True)
    machtiging = models.CharField(_("welke machtiging of uitspraak"), max_length=200, blank=True)
    ontvangen_op = models.DateField(_("ontvangen op"))
    ontvangst = models.CharField(max_length=10, choices=Ontvangst.choices)
    inhoud = models.TextField(_("wat er wordt gevraagd"), blank=True)
    identiteit = models.CharField(max_length=12, choices=IdentiteitHoe.choices, blank=True)
    identiteit_op = models.DateField(null=True, blank=True)
    identiteit_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    behandelaar = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    norm = models.CharField(max_length=40)
    uiterlijk = models.DateField()
    waarom = models.TextField(blank=True)  # the sum: from which day, what moved it
    verlengd_op = models.DateField(null=True, blank=True)
    verlengd_omdat = models.TextField(blank=True)
    stand = models.CharField(max_length=12, choices=VerzoekStand.choices, default=VerzoekStand.ONTVANGEN)
    besluit = models.CharField(max_length=6, choices=Besluit.choices, blank=True)
    weigergronden = ArrayField(models.CharField(max_length=14), default=list, blank=True)
    motivering = models.TextField(_("waarom"), blank=True)
    wat_gedaan = models.TextField(_("wat we hebben gedaan"), blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    antwoord_op = models.DateField(null=True, blank=True)
    antwoord_hoe = models.CharField(max_length=200, blank=True)
    bezwaar_tot = models.DateField(null=True, blank=True)
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "bewaren_verzoek"
        ordering = ("uiterlijk", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(besluit="") | ~Q(identiteit=""), name="geen_besluit_zonder_identiteit"
            ),
            models.CheckConstraint(
                condition=Q(besluit__in=["", "ja"]) | ~Q(motivering=""), name="een_weigering_heeft_een_reden"
            ),
        )
        indexes = (
            models.Index(
                fields=["uiterlijk", "id"],
                condition=Q(stand__in=["ontvangen", "bezig", "besloten"]),
                name="verzoek_dat_loopt",
            ),
            models.Index(fields=["huishouden", "-ontvangen_op"], name="verzoek_van_huishouden"),
        )

    def __str__(self) -> str:
        return f"Verzoek {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("bewaren:verzoek", args=[self.pk])

    @property
    def is_klaar(self) -> bool:
        """Whether the resident has an answer, or took the request back."""
        return self.stand in KLAAR

    def is_te_laat(self, vandaag: date) -> bool:
        """Whether the last lawful day has passed without an answer."""
        return not self.is_klaar and self.uiterlijk < vandaag

    @property
    def gronden_in_woorden(self) -> list[str]:
        """Return the grounds of a refusal as sentences."""
        return [str(Weigergrond(code).label) for code in self.weigergronden if code in Weigergrond.values]


class Stukkeuze(models.TextChoices):
    """What happens to a guarded piece in a copy."""

    VERVANG = "vervang", _("Meegeven, namen van anderen vervangen")
    HEEL = "heel", _("Meegeven zoals het is")
    WEG = "weg", _("Weglaten")


class Stukbesluit(GemeenteModel):
    """What somebody decided on one guarded piece of a copy, and why."""

    verzoek = models.ForeignKey(Verzoek, models.CASCADE, related_name="stukken")
    stuk = models.CharField(max_length=120)  # dossier.contactnotitie:<id>:tekst
    keuze = models.CharField(max_length=8, choices=Stukkeuze.choices)
    reden = models.CharField(max_length=300, blank=True)
    afdruk = models.CharField(max_length=64)  # of the text that was judged: another text is judged again
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        db_table = "bewaren_stukbesluit"
        constraints = (models.UniqueConstraint(fields=["verzoek", "stuk"], name="een_besluit_per_stuk"),)

    def __str__(self) -> str:
        return f"Stukbesluit {self.pk}"


class Afschriftstand(models.TextChoices):
    """How far a copy is: it is made in the background."""

    WACHT = "wacht", _("Wacht op de computer die het maakt")
    BEZIG = "bezig", _("Wordt gemaakt")
    KLAAR = "klaar", _("Klaar")
    MISLUKT = "mislukt", _("Niet gelukt")


class Afschrift(GemeenteModel):
    """A copy of the data of one person, over every household of this person: one package (ZIP) with what can
    be read (PDF), what a machine can read (JSON) and the files that go along.

    The files are encrypted and gone after a while; each download is in the logboek. `huishoudens` tells
    which categories (letters) of which household are in it.
    """

    verzoek = models.ForeignKey(Verzoek, models.CASCADE, related_name="afschriften")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    verloopt_op = models.DateTimeField()
    stand = models.CharField(max_length=8, choices=Afschriftstand.choices, default=Afschriftstand.KLAAR)
    stap = models.CharField(max_length=60, blank=True)  # what is being done, in words
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    fout = models.CharField(max_length=200, blank=True)
    stukken = models.PositiveIntegerField(default=0)
    weggelaten = models.PositiveIntegerField(default=0)
    documenten = models.PositiveIntegerField(default=0)
    letters = models.CharField(max_length=12, blank=True)  # the categories of data in it
    huishoudens = models.JSONField(default=dict)
    sha256_json = models.CharField(max_length=64, blank=True)
    sha256_pdf = models.CharField(max_length=64, blank=True)
    sha256_zip = models.CharField(max_length=64, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "bewaren_afschrift"
        ordering = ("-gemaakt_op", "-id")

    def __str__(self) -> str:
        return f"Afschrift {self.pk}"

    @property
    def is_onderweg(self) -> bool:
        """Whether it is still being made."""
        return self.stand in (Afschriftstand.WACHT, Afschriftstand.BEZIG)

    def is_op_te_halen(self, at: datetime) -> bool:
        """Whether its files are there."""
        return self.stand == Afschriftstand.KLAAR and self.gewist_op is None and at < self.verloopt_op
