"""`Webvraag`: what somebody asked at `/hulp-vragen`, in own words."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class VoorWie(models.TextChoices):
    MIJZELF = "mijzelf", _("Voor mijzelf of mijn gezin")
    ANDER = "ander", _("Voor iemand anders")


class Voorkeur(models.TextChoices):
    BELLEN = "bellen", _("Bel mij")
    MAIL = "mail", _("Stuur mij een e-mail")
    BRIEF = "brief", _("Stuur mij een brief")


class Webstand(models.TextChoices):
    NIEUW = "nieuw", _("Nieuw")
    MELDING = "melding", _("Melding geworden")
    AFGEHANDELD = "afgehandeld", _("Afgehandeld zonder melding")


class Webvraag(GemeenteModel):
    """A request for help by the website. The law's time runs from `ontvangen_op`, not from when it is read."""

    nummer = models.CharField(max_length=12, unique=True)
    voor_wie = models.CharField(max_length=8, choices=VoorWie.choices, default=VoorWie.MIJZELF)
    voornamen = models.CharField(_("voornaam"), max_length=120, blank=True)
    achternaam = models.CharField(_("achternaam"), max_length=140)
    geboortedatum = models.DateField(null=True, blank=True)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.PositiveIntegerField(null=True, blank=True)
    toevoeging = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    plaats = models.CharField(max_length=80, blank=True)
    melder_naam = models.CharField(_("wie het formulier invulde"), max_length=120, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    voorkeur = models.CharField(max_length=8, choices=Voorkeur.choices, default=Voorkeur.BELLEN)
    inhoud = models.TextField(_("wat er wordt gevraagd"))
    is_dringend = models.BooleanField(default=False)
    ontvangen_op = models.DateTimeField()
    team = models.ForeignKey("inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.CharField(max_length=12, choices=Webstand.choices, default=Webstand.NIEUW)
    huishouden = models.ForeignKey(
        "dossier.Huishouden", models.CASCADE, null=True, blank=True, related_name="webvragen"
    )
    melding = models.ForeignKey(
        "dossier.Melding", models.SET_NULL, null=True, blank=True, related_name="webvragen"
    )
    verwerkt_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verwerkt_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(_("waarom het geen melding werd"), max_length=300, blank=True)

    class Meta:
        db_table = "hulpvragen_webvraag"
        ordering = ("ontvangen_op", "id")
        indexes = (models.Index(fields=["stand", "ontvangen_op"], name="webvraag_op_stand"),)

    def __str__(self) -> str:
        return f"Webvraag {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("hulpvragen:webvraag", args=[self.pk])

    @property
    def adres(self) -> str:
        """Return the address in one line."""
        straat = f"{self.straat} {self.huisnummer or ''}{self.toevoeging}".strip()
        return ", ".join(deel for deel in (straat, f"{self.postcode} {self.plaats}".strip()) if deel)

    @property
    def naam(self) -> str:
        """Return the name of whom it is about."""
        return " ".join(deel for deel in (self.voornamen, self.achternaam) if deel)
