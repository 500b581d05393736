"""`Maatwerk`: what was weighed before the decision (art. 2.1.4, 2.3.5 and 2.3.6)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.values.geld import Geld


class Vorm(models.TextChoices):
    ZIN = "zin", _("Hulp van een aanbieder (zorg in natura)")
    PGB = "pgb", _("Persoonsgebonden budget (pgb)")


class Wens(models.TextChoices):
    """What somebody asks of a provider because of who he or she is (art. 2.3.5 lid 5; F070)."""

    GELOOF = "geloof", _("Geloof of levensbeschouwing")
    CULTUUR = "cultuur", _("Cultuur of gewoonte")
    TAAL = "taal", _("Taal")
    WIE_HELPT = "wie_helpt", _("Wie er helpt, zoals een vrouw of een man")
    ANDERS = "anders", _("Iets anders")


class Maatwerk(GemeenteModel):
    """The facts of the decision that belong to the Wmo; the decision itself is a `Beschikking`."""

    zaak = models.OneToOneField("wmo.Zaak", models.CASCADE, related_name="maatwerk")
    is_toegekend = models.BooleanField(null=True)
    volgorde = models.JSONField(default=dict, blank=True)  # trede → {"tekst":…, "volstaat":…}
    product = models.ForeignKey(
        "voorzieningen.Product", models.PROTECT, null=True, blank=True, related_name="+"
    )
    vorm = models.CharField(max_length=4, choices=Vorm.choices, blank=True)
    omvang = models.DecimalField(_("hoeveel"), max_digits=9, decimal_places=2, null=True, blank=True)
    begin = models.DateField(_("vanaf"), null=True, blank=True)
    einde = models.DateField(_("tot en met"), null=True, blank=True)
    pgb_bekwaam = models.BooleanField(null=True, blank=True)
    pgb_bekwaam_tekst = models.TextField(blank=True)
    pgb_motivering = models.TextField(blank=True)
    pgb_veilig = models.BooleanField(null=True, blank=True)
    pgb_veilig_tekst = models.TextField(blank=True)
    keuze_aangeboden = models.BooleanField(default=False)
    aanbieder = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden_een = models.CharField(_("waarom er geen keuze was"), max_length=300, blank=True)
    wens_soort = models.CharField(max_length=10, choices=Wens.choices, blank=True)
    wens = models.CharField(_("geloof, cultuur en taal"), max_length=300, blank=True)
    wens_antwoord = models.CharField(max_length=300, blank=True)
    wens_gelukt = models.BooleanField(null=True, blank=True)
    alle_partners_aow = models.BooleanField(null=True, blank=True)
    bijdrage_verschuldigd = models.BooleanField(null=True, blank=True)
    bijdrage_centen = models.PositiveIntegerField(default=0)
    bijdrage_vanaf = models.DateField(null=True, blank=True)
    bijdrage_reden = models.CharField(max_length=300, blank=True)
    bijdrage_klaar_op = models.DateField(null=True, blank=True)  # known to CAK can be made from this day on
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "wmo_maatwerk"

    def __str__(self) -> str:
        return f"Maatwerk {self.pk}"

    @property
    def bijdrage(self) -> Geld:
        """Return the most this household pays a month."""
        return Geld(self.bijdrage_centen)
