"""`Zaak`: the Wmo line of one melding, from who asks to the day of the aanvraag."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.wmo.rules.onderwerpen import ONDERWERPEN


class Identiteit(models.TextChoices):
    """With what the identity was established (Wmo art. 2.3.4). No number of a document is kept."""

    PASPOORT = "paspoort", _("Paspoort")
    KAART = "kaart", _("Identiteitskaart")
    RIJBEWIJS = "rijbewijs", _("Rijbewijs")
    VERBLIJF = "verblijf", _("Verblijfsdocument")
    BEKEND = "bekend", _("Al vastgesteld bij een eerdere melding")


class Zaak(GemeenteModel):
    """What the law asks after one Wmo-melding (art. 2.3.2–2.3.5). `Melding` keeps how it came in."""

    melding = models.OneToOneField("dossier.Melding", models.CASCADE, related_name="wmo_zaak")
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="wmo_zaken")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="wmo_zaken")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="wmo_zaken")
    identiteit_soort = models.CharField(max_length=10, choices=Identiteit.choices, blank=True)
    identiteit_op = models.DateField(null=True, blank=True)
    identiteit_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    aanvraag_op = models.DateField(
        _("op welke dag de inwoner zei dat hij wil aanvragen"), null=True, blank=True
    )
    aanvraag_waarvoor = models.TextField(_("wat de inwoner aanvraagt"), blank=True)
    is_direct = models.BooleanField(default=False)  # without a verslag, after six weeks (art. 2.3.2 lid 9)
    ondertekend_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_omdat = models.CharField(max_length=300, blank=True)
    heronderzoek_van = models.UUIDField(
        null=True, blank=True
    )  # the decision that is looked at again (art. 2.3.9)
    heronderzoek_minuten = models.PositiveSmallIntegerField(null=True, blank=True)
    heronderzoek_gelijk = models.BooleanField(null=True, blank=True)
    besluit_bij = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    overgedragen_op = models.DateTimeField(null=True, blank=True)
    overgedragen_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    overdracht_tekst = models.CharField(max_length=500, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "wmo_zaak"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ondertekend_op=None) | Q(ondertekend_op__gte=F("aanvraag_op")),
                name="niemand_tekent_voor_de_aanvraag",
            ),
            models.CheckConstraint(
                condition=Q(identiteit_op=None) | ~Q(identiteit_soort=""), name="identiteit_zegt_waarmee"
            ),
            models.CheckConstraint(
                condition=Q(besluit_bij=None)
                | Q(overgedragen_op__isnull=False, overgedragen_door__isnull=False),
                name="een_overdracht_zegt_van_wie_en_wanneer",
            ),
        )

    def __str__(self) -> str:
        return f"Wmo-zaak {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("wmo:zaak", args=[self.melding_id])


class Herkomst(models.TextChoices):
    """Where the first words of a part came from, so that nobody typed them twice."""

    GESCHREVEN = "geschreven", _("zelf geschreven")
    GESPREK = "gesprek", _("uit het gesprek")
    ZRM = "zrm", _("uit de meting")
    NETWERK = "netwerk", _("uit het netwerk")
    PLAN = "plan", _("uit het plan")
    EERDER = "eerder", _("uit het vorige onderzoek")


class Onderdeel(GemeenteModel):
    """The text of one of the seven subjects (art. 2.3.2 lid 4)."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="onderdelen")
    letter = models.CharField(max_length=1, choices=[(o.letter, o.titel) for o in ONDERWERPEN])
    tekst = models.TextField(blank=True)
    herkomst = models.CharField(max_length=12, choices=Herkomst.choices, default=Herkomst.GESCHREVEN)
    gewijzigd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, null=True, related_name="+")
    gewijzigd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "wmo_onderdeel"
        ordering = ("letter", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaak", "letter"], name="een_onderdeel_staat_een_keer_in_het_onderzoek"
            ),
        )

    def __str__(self) -> str:
        return f"Onderdeel {self.letter} {self.pk}"


class TijdelijkeHulp(GemeenteModel):
    """Help at once, before the onderzoek is done (art. 2.3.3); it ends when there is a decision."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="tijdelijke_hulp")
    wat = models.CharField(_("welke hulp"), max_length=300)
    product = models.ForeignKey(
        "voorzieningen.Product", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    aanbieder = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    van = models.DateField(_("vanaf"))
    tot_en_met = models.DateField(null=True, blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")

    class Meta:
        db_table = "wmo_tijdelijkehulp"
        ordering = ("-van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tot_en_met=None) | Q(tot_en_met__gte=F("van")),
                name="tijdelijke_hulp_eindigt_niet_voor_ze_begint",
            ),
        )

    def __str__(self) -> str:
        return f"TijdelijkeHulp {self.pk}"
