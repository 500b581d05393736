"""Money that came in, and reminders that went out. Both are only added to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.models.factuur import Factuur
from keukentafel.tenancy.models import PlatformModel


class Betaalwijze(models.TextChoices):
    OVERBOEKING = "overboeking", _("Overboeking")
    INCASSO = "incasso", _("Incasso")
    IDEAL = "ideal", _("iDEAL")
    KAART = "kaart", _("Kaart")


class Betaling(PlatformModel):
    """Money for one invoice; money that went back is negative. `kenmerk` counts once, however often it comes."""

    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="betalingen")
    bedrag_centen = models.BigIntegerField()
    ontvangen_op = models.DateField()
    wijze = models.CharField(max_length=12, choices=Betaalwijze.choices)
    kenmerk = models.CharField(max_length=120)
    geboekt_op = models.DateTimeField()
    geboekt_door = models.CharField(max_length=120)

    class Meta:
        db_table = "billing_betaling"
        ordering = ("ontvangen_op", "geboekt_op")
        constraints = (
            models.UniqueConstraint(fields=["kenmerk"], name="een_betaling_telt_een_keer"),
            models.CheckConstraint(condition=~models.Q(bedrag_centen=0), name="een_betaling_is_iets"),
        )

    def __str__(self) -> str:
        return self.kenmerk


class Herinnering(PlatformModel):
    """A reminder of one invoice: the first, second or third."""

    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="herinneringen")
    volgnummer = models.PositiveSmallIntegerField()
    verstuurd_op = models.DateTimeField()
    openstaand_centen = models.BigIntegerField()
    uiterlijk = models.DateField()
    door = models.CharField(max_length=120)

    class Meta:
        db_table = "billing_herinnering"
        ordering = ("factuur", "volgnummer")
        constraints = (
            models.UniqueConstraint(
                fields=["factuur", "volgnummer"], name="een_herinnering_gaat_een_keer_uit"
            ),
            models.CheckConstraint(
                condition=models.Q(volgnummer__gte=1, volgnummer__lte=3), name="er_zijn_drie_herinneringen"
            ),
        )

    def __str__(self) -> str:
        return f"{self.volgnummer}e herinnering"


class Factuurpost(PlatformModel):
    """A mail about an invoice that waits to go out, or went. Each goes once; it is tried until it does."""

    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="post")
    herinnering = models.OneToOneField(Herinnering, models.PROTECT, null=True, related_name="post")
    naar = models.EmailField()
    klaargezet_op = models.DateTimeField()
    volgende_poging = models.DateTimeField()
    pogingen = models.PositiveSmallIntegerField(default=0)
    verstuurd_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "billing_factuurpost"
        ordering = ("klaargezet_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["factuur"],
                condition=models.Q(herinnering=None),
                name="een_factuur_gaat_een_keer_op_de_post",
            ),
        )
        indexes = (
            models.Index(
                fields=["volgende_poging"],
                condition=models.Q(verstuurd_op=None),
                name="billing_post_wacht",
            ),
        )

    def __str__(self) -> str:
        return self.naar
