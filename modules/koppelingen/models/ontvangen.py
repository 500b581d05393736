"""`OntvangenBericht`: what another system told us happened. It names what changed, never what is in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldJsonField


class Berichtstand(models.TextChoices):
    WACHT = "wacht", _("Wordt opgehaald")
    VERWERKT = "verwerkt", _("Verwerkt")
    NIETS = "niets", _("Niet voor ons")
    GESTOPT = "gestopt", _("Niet gelukt")


class OntvangenBericht(GemeenteModel):
    """One message. The same one twice (`afdruk`) is one; what could not be fetched is tried again."""

    afdruk = models.CharField(max_length=64, unique=True)
    kanaal = models.CharField(max_length=50)
    hoofd_object = models.CharField(max_length=1000)
    resource = models.CharField(max_length=100)
    resource_url = models.CharField(max_length=1000)
    actie = models.CharField(max_length=100)
    aanmaakdatum = models.DateTimeField()
    kenmerken = VersleuteldJsonField(doel="koppeling", default=dict)
    ontvangen_op = models.DateTimeField()
    stand = models.CharField(max_length=8, choices=Berichtstand.choices, default=Berichtstand.WACHT)
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)
    verwerkt_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "koppelingen_ontvangenbericht"
        ordering = ("-ontvangen_op", "-id")
        indexes = (
            models.Index(fields=["volgende_poging_op"], condition=Q(stand="wacht"), name="bericht_dat_wacht"),
            models.Index(fields=["-ontvangen_op", "-id"], name="bericht_op_tijd"),
        )

    def __str__(self) -> str:
        return f"OntvangenBericht {self.pk}"
