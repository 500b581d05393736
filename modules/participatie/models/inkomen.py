"""`Inkomensaanvraag`: from melding to decision on bijstand or another regeling. Nothing is paid from here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.participatie.rules.verloop import Verloop
from modules.participatie.woorden import Regeling, Stand

OPEN = ~Q(stand__in=["besloten", "ingetrokken"])


class Inkomensaanvraag(GemeenteModel):
    """Somebody asks for income support. The benefit system decides the amount; `status_url` leads there."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="inkomensaanvragen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="inkomensaanvragen")
    melding = models.ForeignKey(
        "dossier.Melding", models.SET_NULL, null=True, blank=True, related_name="inkomensaanvragen"
    )
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="inkomensaanvragen")
    partner = models.ForeignKey("dossier.Inwoner", models.SET_NULL, null=True, blank=True, related_name="+")
    regeling = models.CharField(max_length=10, choices=Regeling.choices, default=Regeling.BIJSTAND)
    vraag = models.TextField(_("waarvoor"))
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.GEMELD)
    gemeld_op = models.DateField(_("gemeld op"))
    zoektijd_geldt = models.BooleanField(default=False)
    zoektijd_reden = models.CharField(max_length=300, blank=True)
    zoektijd_tot = models.DateField(null=True, blank=True)
    uitgezonderd_omdat = models.TextField(blank=True)
    aanvraag_op = models.DateField(null=True, blank=True)
    hergebruikt = models.JSONField(
        default=list, blank=True
    )  # {"wat", "gezien_op", "waar", "bron", "verteld_op"}
    jaren_onderwijs = models.PositiveSmallIntegerField(null=True, blank=True)
    heeft_taalbewijs = models.BooleanField(default=False)
    bijlage_plan = models.TextField(_("bijlage bij het plan"), blank=True)
    voorschot_gezien_op = models.DateField(null=True, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=200, blank=True)
    status_url = models.URLField(_("waar de uitkering staat"), blank=True)
    beschikking = models.ForeignKey(
        "besluiten.Beschikking", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ingetrokken_omdat = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "participatie_inkomensaanvraag"
        ordering = ("-gemeld_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["inwoner", "regeling"], condition=OPEN, name="een_aanvraag_per_regeling_tegelijk"
            ),
            models.CheckConstraint(
                condition=~Q(stand="aanvraag") | Q(aanvraag_op__isnull=False),
                name="een_aanvraag_om_inkomen_heeft_een_dag",
            ),
            models.CheckConstraint(
                condition=~Q(stand="besloten") | Q(besloten_op__isnull=False),
                name="een_besluit_over_inkomen_heeft_een_dag",
            ),
        )
        indexes = (models.Index(fields=["huishouden", "-gemeld_op"], name="inkomen_van_huishouden"),)

    def __str__(self) -> str:
        return f"Inkomensaanvraag {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("participatie:aanvraag", args=[self.pk])

    def verloop_op(self, dag: date) -> Verloop:
        """Return where it is on `dag`, as the rules know it."""
        return Verloop(
            self.regeling,
            Stand(self.stand),
            zoektijd_geldt=self.zoektijd_geldt,
            zoektijd_voorbij=self.zoektijd_tot is not None and dag > self.zoektijd_tot,
        )

    @property
    def gegevens(self) -> list[dict[str, Any]]:
        """The facts that were used again, with days as days."""
        dagen = ("gezien_op", "verteld_op")
        return [
            {**g, **{naam: date.fromisoformat(g[naam]) for naam in dagen if g.get(naam)}}
            for g in self.hergebruikt
        ]

    @property
    def is_klaar(self) -> bool:
        """Whether nothing more is asked."""
        return self.stand in (Stand.BESLOTEN, Stand.INGETROKKEN)
