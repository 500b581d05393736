"""Invoices and credit notes. Once made they stand: the login of the product only adds and reads them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.models.contract import Contract
from keukentafel.tenancy.models import PlatformModel
from tenants.models import Gemeente


class Soort(models.TextChoices):
    FACTUUR = "factuur", _("Factuur")
    CREDITNOTA = "creditnota", _("Creditnota")


class Factuurteller(PlatformModel):
    """The last number of a year. Its row is locked while an invoice is made, so no number is skipped."""

    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "billing_factuurteller"
        constraints = (models.UniqueConstraint(fields=["jaar"], name="een_jaar_telt_een_keer"),)

    def __str__(self) -> str:
        return f"{self.jaar}: {self.laatste}"


class Factuur(PlatformModel):
    """One invoice or credit note, with copies of who sends it and who gets it.

    Amounts carry their sign: of a credit note they are negative, so that every list simply adds up.
    """

    jaar = models.PositiveSmallIntegerField()
    volgnummer = models.PositiveIntegerField()
    nummer = models.CharField(max_length=12)
    soort = models.CharField(max_length=10, choices=Soort.choices)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="facturen")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="facturen")
    maand = models.DateField()  # the first day of the month it was made for
    factuurdatum = models.DateField()
    vervaldatum = models.DateField()
    inkoopnummer = models.CharField(max_length=60, blank=True)
    afzender = models.JSONField()
    afnemer = models.JSONField()
    btw_honderdsten = models.PositiveIntegerField()
    subtotaal_centen = models.BigIntegerField()
    btw_centen = models.BigIntegerField()
    totaal_centen = models.BigIntegerField()
    betreft = models.ForeignKey("self", models.PROTECT, null=True, related_name="crediteringen")
    is_deel = models.BooleanField(default=False, db_default=False)  # takes back a part of `betreft`
    verwijzingen = models.JSONField(default=list)  # number and date of the invoices that it settles
    reden = models.CharField(max_length=300, blank=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.CharField(max_length=120)

    class Meta:
        db_table = "billing_factuur"
        ordering = ("-jaar", "-volgnummer")
        constraints = (
            models.UniqueConstraint(fields=["jaar", "volgnummer"], name="een_factuurnummer_is_uniek"),
            models.UniqueConstraint(fields=["nummer"], name="een_factuur_heeft_een_eigen_nummer"),
            models.UniqueConstraint(
                fields=["betreft"],
                condition=models.Q(is_deel=False),
                name="een_factuur_wordt_een_keer_heel_gecrediteerd",
            ),
            models.CheckConstraint(
                condition=models.Q(is_deel=False) | ~models.Q(betreft=None),
                name="een_deel_is_van_een_factuur",
            ),
            models.CheckConstraint(
                condition=models.Q(totaal_centen=models.F("subtotaal_centen") + models.F("btw_centen")),
                name="een_factuur_telt_op",
            ),
            models.CheckConstraint(
                condition=models.Q(soort="factuur", totaal_centen__gte=0)
                | models.Q(soort="creditnota", totaal_centen__lte=0),
                name="een_creditnota_is_negatief",
            ),
            models.CheckConstraint(
                condition=models.Q(betreft=None) | models.Q(soort="creditnota"),
                name="alleen_een_creditnota_betreft_een_factuur",
            ),
        )

    def __str__(self) -> str:
        return self.nummer


class Regelsoort(models.TextChoices):
    ABONNEMENT = "abonnement", _("Abonnement")
    CORRECTIE = "correctie", _("Verrekening")
    STARTKOSTEN = "startkosten", _("Startkosten")
    CREDIT = "credit", _("Credit")


class Factuurregel(PlatformModel):
    """One line. `termijn` is the period it was billed in, `van` and `tot` the part of it that it is about.

    `grondslag` holds what it was reckoned with: inhabitants, price of the year, discount.
    """

    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="regels")
    nummer = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=Regelsoort.choices)
    module = models.CharField(max_length=20, blank=True)
    termijn_van = models.DateField(null=True)
    termijn_tot = models.DateField(null=True)
    van = models.DateField(null=True)
    tot = models.DateField(null=True)
    omschrijving = models.CharField(max_length=200)
    reden = models.CharField(max_length=400, blank=True)
    bruto_centen = models.BigIntegerField()
    korting_centen = models.BigIntegerField(default=0)
    bedrag_centen = models.BigIntegerField()
    grondslag = models.JSONField(default=dict)

    class Meta:
        db_table = "billing_factuurregel"
        ordering = ("factuur", "nummer")
        constraints = (
            models.UniqueConstraint(fields=["factuur", "nummer"], name="een_factuurregel_heeft_een_plaats"),
            models.CheckConstraint(
                condition=models.Q(bedrag_centen=models.F("bruto_centen") - models.F("korting_centen")),
                name="een_factuurregel_telt_op",
            ),
        )

    def __str__(self) -> str:
        return self.omschrijving


class Factuurstuk(PlatformModel):
    """The e-invoice or the PDF of an invoice, as it was sent."""

    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="stukken")
    soort = models.CharField(max_length=3, choices=(("ubl", "UBL"), ("pdf", "PDF")))
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "billing_factuurstuk"
        constraints = (
            models.UniqueConstraint(fields=["factuur", "soort"], name="een_factuurstuk_is_er_een_keer"),
        )

    def __str__(self) -> str:
        return self.soort


class Nagekeken(PlatformModel):
    """Somebody looked at a preview that needed a look. Another amount is another fingerprint."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="nagekeken")
    maand = models.DateField()
    vingerafdruk = models.CharField(max_length=64)
    op = models.DateTimeField()
    door = models.CharField(max_length=120)

    class Meta:
        db_table = "billing_nagekeken"
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "maand", "vingerafdruk"], name="een_voorbeeld_is_een_keer_nagekeken"
            ),
        )

    def __str__(self) -> str:
        return self.vingerafdruk[:8]
