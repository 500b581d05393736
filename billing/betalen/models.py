"""What we know of Stripe: who is whom there, what still has to be said, and what it told us.

Schema public. No amount here decides anything: `billing.Factuur` says what is owed and `billing.Betaling`
what was paid. Nothing of a resident, and of what Stripe sends only which thing it is about.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from billing.models import Factuur
from keukentafel.tenancy.models import PlatformModel
from tenants.models import Gemeente


class Betaalklant(PlatformModel):
    """A gemeente as Stripe knows it. Its row is locked while anything of it is read from Stripe."""

    gemeente = models.OneToOneField(Gemeente, models.PROTECT, related_name="betaalklant")
    stripe_id = models.CharField(max_length=64)
    betaalwijze = models.CharField(max_length=64, blank=True)  # the fixed one: its id at Stripe
    betaalwijze_woorden = models.CharField(max_length=120, blank=True)
    abonnement = models.CharField(max_length=64, blank=True)
    abonnement_stand = models.CharField(max_length=20, blank=True)
    is_weg = models.BooleanField(default=False)  # somebody removed the customer at Stripe
    bijgewerkt_op = models.DateTimeField()

    class Meta:
        db_table = "betalen_betaalklant"
        constraints = (
            models.UniqueConstraint(fields=["stripe_id"], name="een_klant_van_stripe_is_van_een_gemeente"),
        )

    def __str__(self) -> str:
        return self.stripe_id


class Verzoekstand(models.TextChoices):
    CONCEPT = "draft", _("In voorbereiding")
    OPEN = "open", _("Nog te betalen")
    BETAALD = "paid", _("Betaald")
    VERVALLEN = "void", _("Vervallen")
    ONINBAAR = "uncollectible", _("Oninbaar")


class Betaalverzoek(PlatformModel):
    """An invoice as it stands at Stripe: one for each of ours, with our number and our amounts."""

    factuur = models.OneToOneField(Factuur, models.PROTECT, related_name="betaalverzoek")
    klant = models.ForeignKey(Betaalklant, models.PROTECT, related_name="verzoeken")
    stripe_id = models.CharField(max_length=64)
    stand = models.CharField(max_length=14, choices=Verzoekstand.choices)
    openstaand_centen = models.BigIntegerField()
    bijgewerkt_op = models.DateTimeField()

    class Meta:
        db_table = "betalen_betaalverzoek"
        constraints = (
            models.UniqueConstraint(fields=["stripe_id"], name="een_betaalverzoek_is_van_een_factuur"),
        )

    def __str__(self) -> str:
        return self.stripe_id


class Sessiesoort(models.TextChoices):
    BETALING = "betaling", _("Betaling")
    MACHTIGING = "machtiging", _("Machtiging")


class Betaalsessie(PlatformModel):
    """A page of Checkout that was made for a gemeente. Only pages that stand here count."""

    klant = models.ForeignKey(Betaalklant, models.PROTECT, related_name="sessies")
    factuur = models.ForeignKey(Factuur, models.PROTECT, null=True, related_name="betaalsessies")
    soort = models.CharField(max_length=12, choices=Sessiesoort.choices)
    stripe_id = models.CharField(max_length=100)
    stand = models.CharField(max_length=12)  # open, complete, expired
    bedrag_centen = models.BigIntegerField(default=0)
    url = models.CharField(max_length=1000, blank=True)
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()

    class Meta:
        db_table = "betalen_betaalsessie"
        ordering = ("-gemaakt_op",)
        constraints = (
            models.UniqueConstraint(fields=["stripe_id"], name="een_betaalpagina_komt_een_keer_voor"),
        )

    def __str__(self) -> str:
        return self.stripe_id


class Stand(models.TextChoices):
    WACHT = "wacht", _("Wacht")
    KLAAR = "klaar", _("Klaar")
    OPGEGEVEN = "opgegeven", _("Niet gelukt")
    VREEMD = "vreemd", _("Niet van ons")


class Opdrachtsoort(models.TextChoices):
    FACTUUR = "factuur", _("Factuur naar Stripe")
    CREDITNOTA = "creditnota", _("Creditnota naar Stripe")
    ABONNEMENT = "abonnement", _("Abonnement bijwerken")
    INCASSO = "incasso", _("Incasso op de vervaldag")
    BUITENOM = "buitenom", _("Zeggen dat er is overgemaakt")


class Stripeopdracht(PlatformModel):
    """Something that Stripe still has to hear. Written with the change, done afterwards, never twice."""

    soort = models.CharField(max_length=12, choices=Opdrachtsoort.choices)
    factuur = models.ForeignKey(Factuur, models.PROTECT, related_name="stripeopdrachten")
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    ronde = models.PositiveSmallIntegerField(default=0)  # how often a person said: try again
    volgende_op = models.DateTimeField()
    fout = models.CharField(max_length=300, blank=True)
    gemaakt_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "betalen_stripeopdracht"
        ordering = ("gemaakt_op",)
        constraints = (
            models.UniqueConstraint(fields=["soort", "factuur"], name="stripe_hoort_iets_een_keer"),
        )
        indexes = (
            models.Index(fields=["volgende_op"], condition=Q(stand="wacht"), name="stripeopdracht_die_wacht"),
        )

    def __str__(self) -> str:
        return f"{self.soort} {self.stand}"


class Stripegebeurtenis(PlatformModel):
    """An event that Stripe signed. Its id counts once; what it says is not kept, but fetched anew."""

    event_id = models.CharField(max_length=64)
    soort = models.CharField(max_length=80)
    object_id = models.CharField(max_length=100)
    klant_id = models.CharField(max_length=64, blank=True)
    gemaakt_op = models.DateTimeField()
    ontvangen_op = models.DateTimeField()
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_op = models.DateTimeField()
    fout = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "betalen_stripegebeurtenis"
        ordering = ("-ontvangen_op",)
        constraints = (models.UniqueConstraint(fields=["event_id"], name="een_gebeurtenis_telt_een_keer"),)
        indexes = (
            models.Index(
                fields=["volgende_op"], condition=Q(stand="wacht"), name="stripegebeurtenis_die_wacht"
            ),
        )

    def __str__(self) -> str:
        return self.soort
