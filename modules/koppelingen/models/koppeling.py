"""`Koppeling`: one other system of this gemeente, how to reach it, and how that goes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.exchange import proef
from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField


class Koppeling(GemeenteModel):
    """The other system. The secret is shown to nobody after it was filled in."""

    soort = models.CharField(max_length=20, unique=True)
    is_aan = models.BooleanField(_("aan"), default=False)
    adres = models.CharField(_("adres"), max_length=500, blank=True)
    client_id = models.CharField(_("client id"), max_length=100, blank=True)
    geheim = VersleuteldTekstField(doel="koppeling", null=True)
    keuzes = models.JSONField(default=dict, blank=True)
    gewijzigd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)
    laatst_gelukt_op = models.DateTimeField(null=True)
    laatst_mislukt_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=300, blank=True)
    mislukt_op_rij = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "koppelingen_koppeling"
        ordering = ("soort",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_aan=False) | ~Q(adres=""), name="een_koppeling_die_aan_staat_heeft_een_adres"
            ),
        )

    def __str__(self) -> str:
        return self.soort

    @property
    def is_proef(self) -> bool:
        """Whether this is a practice system and not a real one."""
        return proef.is_proef(self.adres)

    @property
    def doet_het(self) -> bool | None:
        """Whether the last call worked; None when there was none."""
        if self.laatst_gelukt_op is None and self.laatst_mislukt_op is None:
            return None
        return self.mislukt_op_rij == 0
