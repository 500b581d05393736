"""What a gemeente writes down to account for itself: a DPIA per module, and who processes data for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class DpiaStand(models.TextChoices):
    """Where a version of a DPIA stands."""

    CONCEPT = "concept", _("Concept")
    GELDIG = "geldig", _("Vastgesteld")
    VERVALLEN = "vervallen", _("Vervangen")


class Risico(models.TextChoices):
    """How much risk is left."""

    LAAG = "laag", _("Laag")
    MIDDEN = "midden", _("Midden")
    HOOG = "hoog", _("Hoog")


class Dpia(GemeenteModel):
    """One version of the judgement of the risks of one module (AVG 35)."""

    module = models.CharField(max_length=20)
    versie = models.PositiveIntegerField()
    stand = models.CharField(max_length=10, choices=DpiaStand.choices, default=DpiaStand.CONCEPT)
    omschrijving = models.TextField()
    risicos = models.JSONField(default=list)  # [{"risico", "maatregel"}]
    restrisico = models.CharField(max_length=6, choices=Risico.choices)
    advies_fg = models.TextField(blank=True)
    herzien_op = models.DateField()
    gemaakt_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemaakt_op = models.DateTimeField()
    vastgesteld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "bewaren_dpia"
        ordering = ("module", "-versie")
        constraints = (
            models.UniqueConstraint(fields=["module", "versie"], name="een_versie_van_een_dpia_is_uniek"),
            models.UniqueConstraint(
                fields=["module"], condition=Q(stand="geldig"), name="een_dpia_geldt_tegelijk"
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door=None)
                | Q(gemaakt_door=None)
                | ~Q(vastgesteld_door=F("gemaakt_door")),
                name="niemand_stelt_de_eigen_dpia_vast",
            ),
        )

    def __str__(self) -> str:
        return f"DPIA {self.module} {self.versie}"


class Verwerker(GemeenteModel):
    """Somebody outside who processes data for this gemeente, and under which agreement (AVG 28)."""

    naam = models.CharField(_("naam"), max_length=120)
    dienst = models.CharField(_("wat ze doen"), max_length=200)
    land = models.CharField(_("waar de gegevens staan"), max_length=80, default="Nederland")
    overeenkomst_op = models.DateField(_("verwerkersovereenkomst van"), null=True, blank=True)
    gemaakt_op = models.DateTimeField()
    gestopt_op = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "bewaren_verwerker"
        ordering = ("naam", "id")

    def __str__(self) -> str:
        return f"Verwerker {self.naam}"
