"""One question with its answer. No column of it can point at a resident."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from keukentafel.tenancy.models import GemeenteModel


class Domein(TextChoices):
    """What a question was about."""

    GELD = "geld", "Geld en schulden"
    WERK = "werk", "Werk en dagbesteding"
    WONEN = "wonen", "Wonen"
    ZORG = "zorg", "Zorg en gezondheid"
    HULP_THUIS = "thuis", "Hulp in huis en hulpmiddelen"
    OPGROEIEN = "opgroeien", "Opgroeien en opvoeden"
    MANTELZORG = "mantelzorg", "Mantelzorg en netwerk"
    TAAL = "taal", "Taal, formulieren en computer"
    RELATIES = "relaties", "Relaties en veiligheid"
    ANDERS = "anders", "Iets anders"


class Waar(TextChoices):
    """Where somebody asked."""

    INLOOP = "inloop", "Inloop of balie"
    TELEFOON = "telefoon", "Telefoon"
    BERICHT = "bericht", "Mail of bericht"
    WIJK = "wijk", "Onderweg in de wijk"


class KorteHulp(GemeenteModel):
    """A question, its answer, what it was about and how long it took. Who asked is not known here."""

    team = models.ForeignKey(
        "inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="korte_hulp"
    )
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()
    waar = models.CharField(max_length=12, choices=Waar.choices)
    domein = models.CharField(max_length=12, choices=Domein.choices)
    vraag = models.CharField(max_length=500)
    antwoord = models.TextField()
    minuten = models.PositiveSmallIntegerField()
    dossier_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "kortehulp_kortehulp"
        ordering = ("-op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(vraag="") & ~Q(antwoord=""), name="korte_hulp_heeft_vraag_en_antwoord"
            ),
            models.CheckConstraint(
                condition=Q(minuten__gte=1) & Q(minuten__lte=480), name="korte_hulp_duurt_hoogstens_een_dag"
            ),
        )
        indexes = (models.Index(fields=["-op", "-id"], name="kortehulp_nieuwste"),)

    def __str__(self) -> str:
        return f"Korte hulp {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of this question."""
        return reverse("kortehulp:vraag", args=[self.pk])
