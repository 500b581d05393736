"""`Zaakkoppeling`: which zaak is which piece of the dossier. `Zaakregel`: what a zaaktype becomes in the dossier."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.zgw.stroom.rules.stand import BEGIN


class Koppelsoort(models.TextChoices):
    """What in the dossier a zaak is of."""

    CASUS = "casus", _("Hulp aan een huishouden")
    MELDING = "melding", _("Melding")


class Zaakkoppeling(GemeenteModel):
    """A zaak and the piece of the dossier that it shows. It stays when a program removes the zaak.

    `stand` and `resultaat` are what the dossier said last, so that what the zaaksysteem set is not set back by
    a change that has nothing to do with it. `rollen` are the ids of the roles that the dossier keeps. `is_van_buiten`:
    a program made the zaak; what it told there stays as it wrote it.
    """

    zaak = models.OneToOneField(
        "zaken.Zaak", models.SET_NULL, null=True, blank=True, related_name="koppeling"
    )
    soort = models.CharField(max_length=8, choices=Koppelsoort.choices)
    object_id = models.UUIDField()
    huishouden_id = models.UUIDField()
    inwoner_id = models.UUIDField(null=True, blank=True)
    is_van_buiten = models.BooleanField(default=False)
    stand = models.CharField(max_length=20, blank=True)
    resultaat = models.CharField(max_length=30, blank=True)
    rollen = models.JSONField(default=dict, blank=True)
    gemaakt_op = models.DateTimeField()
    zaak_weg_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "stroom_zaakkoppeling"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["soort", "object_id"], name="een_stuk_van_het_dossier_heeft_een_zaak"
            ),
        )
        indexes = (models.Index(fields=["huishouden_id"], name="zaakkoppeling_huishouden"),)

    def __str__(self) -> str:
        return f"Zaakkoppeling {self.pk}"

    @property
    def heeft_gesproken(self) -> bool:
        """Whether the dossier wrote more at this zaak than that it took it in."""
        return bool(self.rollen) or self.stand not in ("", BEGIN)


class Wordt(models.TextChoices):
    """What becomes of a zaak of this type."""

    MELDING = "melding", _("Een melding in het dossier")
    POSTVAK = "postvak", _("Een stuk in het postvak; een medewerker kijkt ernaar")
    NIETS = "niets", _("Niets; deze zaken horen niet bij het wijkteam")


class Onbekend(models.TextChoices):
    """What to do when nobody with this BSN is known."""

    POSTVAK = "postvak", _("Leg het in het postvak; een medewerker kiest het huishouden")
    MAKEN = "maken", _("Maak zelf een huishouden, als BSN en achternaam bekend zijn")


class Zaakregel(GemeenteModel):
    """The explicit mapping of one zaaktype, over all its versions.

    A zaak is complete when its initiator is there, every eigenschap of `vereist` has a value and, with
    `vereist_document`, a document hangs on it. `velden` says which eigenschap is which field of the melding.
    """

    soort = models.OneToOneField("catalogus.Soort", models.CASCADE, related_name="zaakregel")
    wordt = models.CharField(_("wat het wordt"), max_length=8, choices=Wordt.choices, default=Wordt.POSTVAK)
    wet = models.CharField(_("wet"), max_length=14, blank=True)
    team = models.ForeignKey(
        "inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    vereist = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    vereist_document = models.BooleanField(default=False)
    velden = models.JSONField(default=dict, blank=True)  # {"inhoud": "vraag", "postcode": "postcode"}
    bij_onbekend = models.CharField(max_length=8, choices=Onbekend.choices, default=Onbekend.POSTVAK)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stroom_zaakregel"
        ordering = ("soort__identificatie", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(wordt="melding") | ~Q(wet=""), name="een_zaakregel_voor_een_melding_noemt_de_wet"
            ),
        )

    def __str__(self) -> str:
        return f"Zaakregel {self.soort_id}"
