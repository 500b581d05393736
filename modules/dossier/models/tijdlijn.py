"""What happened, in order: contact notes, the timeline, appointments and drafts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldJsonField
from modules.inrichting.rules.protocol.woorden import Categorie


class NotitieSoort(models.TextChoices):
    NOTITIE = "notitie", _("Notitie")
    TELEFOON = "telefoon", _("Gebeld")
    HUISBEZOEK = "huisbezoek", _("Huisbezoek")
    BERICHT = "bericht", _("Mail of bericht")
    OVERLEG = "overleg", _("Overleg")
    CRISIS = "crisis", _("Crisis")


class Contactnotitie(GemeenteModel):
    """A short note of a contact. Corrected by withdrawing, never silently changed."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="notities")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, null=True, related_name="notities")
    soort = models.CharField(max_length=12, choices=NotitieSoort.choices, default=NotitieSoort.NOTITIE)
    met_wie = models.CharField(_("met wie"), max_length=160, blank=True)
    tekst = models.TextField(_("notitie"))
    gebeurd_op = models.DateTimeField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    categorie = models.CharField(
        _("waar het over gaat"),
        max_length=1,
        choices=Categorie.choices,
        default=Categorie.CONTACT,
        db_default=Categorie.CONTACT,
    )
    gemaakt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_contactnotitie"
        ordering = ("-gebeurd_op", "-id")

    def __str__(self) -> str:
        return f"Contactnotitie {self.pk}"


class TijdlijnGroep(models.TextChoices):
    CONTACT = "contact", _("Contact")
    AFSPRAAK = "afspraak", _("Afspraken")
    BESLUIT = "besluit", _("Besluiten")
    STAP = "stap", _("Stappen")


class Tijdlijnregel(GemeenteModel):
    """One event of a household, written by the action that made it; the list is one query."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="tijdlijn")
    groep = models.CharField(max_length=10, choices=TijdlijnGroep.choices)
    icoon = models.CharField(max_length=30)
    titel = models.CharField(max_length=200)
    tekst = models.TextField(blank=True)
    gebeurd_op = models.DateTimeField()
    door_naam = models.CharField(max_length=160, blank=True)
    categorie = models.CharField(
        max_length=1, choices=Categorie.choices, default=Categorie.CONTACT, db_default=Categorie.CONTACT
    )
    eigenaar_id = models.UUIDField(null=True, blank=True)  # whose own words these are; nobody else reads an L
    object_soort = models.CharField(max_length=30, blank=True)
    object_id = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "dossier_tijdlijnregel"
        ordering = ("-gebeurd_op", "-id")
        indexes = (
            models.Index(fields=["huishouden", "-gebeurd_op", "-id"], name="tijdlijn_van_huishouden"),
            models.Index(fields=["object_soort", "object_id"], name="tijdlijn_van_object"),
        )

    def __str__(self) -> str:
        return f"Tijdlijnregel {self.pk}"


class Afspraak(GemeenteModel):
    """An appointment in somebody's day."""

    huishouden = models.ForeignKey(
        "dossier.Huishouden", models.CASCADE, null=True, blank=True, related_name="afspraken"
    )
    gebruiker = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="afspraken")
    titel = models.CharField(max_length=160)
    soort = models.CharField(max_length=14, default="gesprek")  # gesprek, bellen, evaluatie, overleg
    begin = models.DateTimeField()
    einde = models.DateTimeField(null=True, blank=True)
    plaats = models.CharField(max_length=160, blank=True)
    samen_met = models.CharField(max_length=160, blank=True)
    gesprek = models.ForeignKey("dossier.Gesprek", models.SET_NULL, null=True, blank=True, related_name="+")
    vervallen_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_afspraak"
        ordering = ("begin", "id")
        indexes = (models.Index(fields=["gebruiker", "begin"], name="afspraak_van_wie"),)

    def __str__(self) -> str:
        return f"Afspraak {self.pk}"


class Concept(GemeenteModel):
    """Text somebody is still typing, kept on the server so that it cannot be lost."""

    gebruiker = models.ForeignKey("identity.Gebruiker", models.CASCADE, related_name="concepten")
    sleutel = models.CharField(max_length=120)
    inhoud = VersleuteldJsonField(doel="concept", default=dict)
    bewaard_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dossier_concept"
        constraints = (models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="een_concept_per_plek"),)

    def __str__(self) -> str:
        return f"Concept {self.pk}"
