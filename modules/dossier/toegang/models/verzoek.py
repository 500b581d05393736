"""`Toegangsverzoek`: somebody asks the regisseur for access to one household."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.dossier.toegang.codelijsten import VerzoekStand


class ToegangsverzoekQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def open(self) -> Self:
        """Keep what nobody answered yet."""
        return self.filter(stand=VerzoekStand.OPEN)


class Toegangsverzoek(GemeenteModel):
    """One question, and its answer. `groep` holds together what one search pointed at.

    Who asks sees what he typed (`gezocht`) and the team, never the household behind it.
    """

    groep = models.UUIDField()
    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="toegangsverzoeken")
    gevraagd_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="toegangsverzoeken")
    gevraagd_op = models.DateTimeField()
    reden = models.TextField(_("waarom"))
    gezocht = VersleuteldTekstField(doel="toegang", null=True, blank=True)
    mocht_bekend = models.BooleanField(default=False)  # asked from the household itself: the name is known
    stand = models.CharField(max_length=12, choices=VerzoekStand, default=VerzoekStand.OPEN)
    beoordeeld_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.TextField(_("antwoord"), blank=True)
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    grond_id = models.UUIDField(null=True, blank=True)

    objects = ToegangsverzoekQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "toegang_verzoek"
        ordering = ("-gevraagd_op", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["huishouden", "gevraagd_door"],
                condition=Q(stand="open"),
                name="iemand_vraagt_een_keer_tegelijk_toegang",
            ),
            models.CheckConstraint(
                condition=Q(beoordeeld_door=None) | ~Q(beoordeeld_door=models.F("gevraagd_door")),
                name="niemand_geeft_zichzelf_toegang",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stand", "gevraagd_op"], name="verzoek_op_stand"),
        ]

    def __str__(self) -> str:
        return f"Toegangsverzoek {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody answered yet."""
        return self.stand == VerzoekStand.OPEN
