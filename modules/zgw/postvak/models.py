"""`Stuk`: something that came in by a connection, until it is part of a dossier or was put away with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldJsonField


class Bron(models.TextChoices):
    """By which road it came."""

    ZAAK = "zaak", _("Zaak van een ander programma")
    OBJECT = "object", _("Formulier via de Objecten-API")


class Stukstand(models.TextChoices):
    """Where it stands."""

    WACHT = "wacht", _("Nog niet compleet")
    KIEZEN = "kiezen", _("Wacht op een medewerker")
    MELDING = "melding", _("Melding geworden")
    WEGGELEGD = "weggelegd", _("Afgehandeld zonder melding")


OPEN = Q(stand__in=[Stukstand.WACHT.value, Stukstand.KIEZEN.value])


class Stuk(GemeenteModel):
    """What came in. Of a zaak the words stay in the register; of an object they stand here, closed.

    `ontbreekt` are sentences: what has to come yet, or why a person has to choose. `sleutel` names it at the
    sender: sent twice, it is one piece.
    """

    bron = models.CharField(max_length=8, choices=Bron.choices)
    sleutel = models.CharField(max_length=1000, unique=True)
    zaak = models.OneToOneField(
        "zaken.Zaak", models.CASCADE, null=True, blank=True, related_name="postvakstuk"
    )
    titel = models.CharField(max_length=160)
    gegevens = VersleuteldJsonField(doel="postvak", default=dict)
    stand = models.CharField(max_length=10, choices=Stukstand.choices, default=Stukstand.WACHT)
    ontbreekt = models.JSONField(default=list, blank=True)
    team = models.ForeignKey("inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="+")
    ontvangen_op = models.DateTimeField()
    melding_id = models.UUIDField(null=True, blank=True)
    huishouden_id = models.UUIDField(null=True, blank=True)
    verwerkt_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verwerkt_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(_("waarom het geen melding werd"), max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "postvak_stuk"
        ordering = ("ontvangen_op", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stand="melding") | Q(melding_id__isnull=False, huishouden_id__isnull=False),
                name="een_stuk_dat_melding_werd_zegt_welke",
            ),
            models.CheckConstraint(
                condition=~Q(stand="weggelegd") | ~Q(reden=""), name="een_weggelegd_stuk_zegt_waarom"
            ),
        )
        indexes = (
            models.Index(fields=["stand", "ontvangen_op", "id"], name="stuk_op_stand"),
            models.Index(
                fields=["huishouden_id"], condition=Q(huishouden_id__isnull=False), name="stuk_van_huishouden"
            ),
        )

    def __str__(self) -> str:
        return f"Postvakstuk {self.pk}"  # no title: this text ends up in logs

    def get_absolute_url(self) -> str:
        return reverse("postvak:stuk", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody decided on it yet."""
        return self.stand in (Stukstand.WACHT, Stukstand.KIEZEN)
