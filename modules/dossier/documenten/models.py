"""`Document`: what is known of a file of a household. The bytes stand encrypted in the store of files."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.opslag.soorten import KEUZES, SOORTEN, Bestandssoort
from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.rules.protocol import Categorie

OPSLAG = "document"
"""The kind under which the store keeps these files."""
TERUG_BINNEN = timedelta(days=30)


class Documentsoort(models.TextChoices):
    """What a document is, in words of the work."""

    BRIEF = "brief", _("Brief of e-mail")
    VERSLAG = "verslag", _("Verslag of rapport")
    FORMULIER = "formulier", _("Formulier")
    BESLUIT = "besluit", _("Besluit")
    PLAN = "plan", _("Plan of afspraak")
    TOESTEMMING = "toestemming", _("Toestemming")
    BEWIJS = "bewijs", _("Bewijs van inkomen of schulden")
    FOTO = "foto", _("Foto")
    OPNAME = "opname", _("Geluidsopname")
    OVERIG = "overig", _("Overig")


class Document(GemeenteModel):
    """One version of a document. `reeks` holds its versions together; the newest has no `vervangen_op`.

    The id is also the name of the file in the store. `categorie` is the letter of the
    informatieprotocol that decides who sees it.
    """

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="documenten")
    inwoner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    reeks = models.UUIDField()
    titel = models.CharField(_("titel"), max_length=120)
    soort = models.CharField(_("soort"), max_length=12, choices=Documentsoort.choices)
    categorie = models.CharField(
        _("waar het over gaat"), max_length=1, choices=Categorie.choices, default=Categorie.CONTACT
    )
    bestandsnaam = models.CharField(max_length=140)
    bestandssoort = models.CharField(max_length=5, choices=KEUZES)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    toegevoegd_op = models.DateTimeField()
    versie = models.PositiveSmallIntegerField(default=1)
    vervangen_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "documenten_document"
        ordering = ("-toegevoegd_op", "-id")
        constraints = (
            models.UniqueConstraint(fields=["reeks", "versie"], name="een_versie_is_een_document"),
            models.UniqueConstraint(
                fields=["reeks"], condition=Q(vervangen_op__isnull=True), name="een_versie_is_de_nieuwste"
            ),
        )
        indexes = (
            models.Index(fields=["huishouden", "-toegevoegd_op", "-id"], name="document_van_huishouden"),
        )

    def __str__(self) -> str:
        return f"Document {self.pk}"  # no title: this text ends up in logs

    def get_absolute_url(self) -> str:
        return reverse("documenten:bestand", args=[self.huishouden_id, self.pk])

    @property
    def bestand(self) -> Bestandssoort:
        """Return what kind of file it is."""
        return SOORTEN[self.bestandssoort]

    @property
    def leesbare_grootte(self) -> str:
        """Return the size in words: `84 kB`, `1,2 MB`."""
        if self.grootte < 1_000_000:
            return f"{max(1, round(self.grootte / 1000))} kB"
        return f"{self.grootte / 1_000_000:.1f} MB".replace(".", ",")

    def kan_terug(self, at: datetime) -> bool:
        """Whether a withdrawn document may still be put back: within a month."""
        return self.ingetrokken_op is not None and at - self.ingetrokken_op <= TERUG_BINNEN
