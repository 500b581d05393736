"""What is agreed towards work, a measure with its weighing, and what team and W&I say of one case together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.participatie.rules.rechtzetten import stappen_van
from modules.participatie.woorden import Besluit, Heroverweging, Verwijt, Werksoort


class Werkafspraak(GemeenteModel):
    """A traject, schooling, wage subsidy, sheltered work, an exemption, or learning Dutch."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="werkafspraken")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="werkafspraken")
    soort = models.CharField(max_length=12, choices=Werksoort.choices)
    wat = models.CharField(_("wat"), max_length=200)
    bij = models.CharField(_("werkgever of organisatie"), max_length=120, blank=True)
    reden = models.TextField(blank=True)
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot"), null=True, blank=True)
    loonwaarde = models.PositiveSmallIntegerField(null=True, blank=True)
    subsidie_procent = models.PositiveSmallIntegerField(null=True, blank=True)
    opnieuw_op = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    herzien = models.JSONField(default=list, blank=True)  # {"op", "uitkomst", "toelichting", "loonwaarde"}
    klaar_op = models.DateField(null=True, blank=True)
    beschikking = models.ForeignKey(
        "besluiten.Beschikking", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        db_table = "participatie_werkafspraak"
        ordering = ("-van", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(subsidie_procent__isnull=True) | Q(subsidie_procent__lte=70),
                name="loonkostensubsidie_is_hoogstens_70_procent",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="een_werkafspraak_eindigt_na_het_begin",
            ),
        )

    def __str__(self) -> str:
        return f"Werkafspraak {self.pk}"

    @property
    def keren(self) -> list[dict[str, Any]]:
        """Each time people looked again, with the day as a day."""
        return [{**keer, "op": date.fromisoformat(keer["op"])} for keer in self.herzien]


class Maatregel(GemeenteModel):
    """A weighing whether benefit is lowered, the decision, and looking again (Participatiewet 18)."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="maatregelen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="maatregelen")
    aanleiding = models.TextField(_("wat er gebeurde"))
    verwijt = models.CharField(max_length=8, choices=Verwijt.choices)
    reden_inwoner = models.TextField()
    dringend = models.TextField(blank=True)
    kinderen = models.TextField()
    anders = models.TextField()
    besluit = models.CharField(max_length=10, choices=Besluit.choices)
    besloten_op = models.DateField()
    besloten_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    heroverwegen_op = models.DateField(null=True, blank=True)
    heroverwogen_op = models.DateField(null=True, blank=True)
    heroverweging = models.CharField(max_length=10, choices=Heroverweging.choices, blank=True)
    heroverweging_toelichting = models.TextField(blank=True)
    beschikking = models.ForeignKey(
        "besluiten.Beschikking", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "participatie_maatregel"
        ordering = ("-besloten_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(verwijt="geen") | Q(besluit="geen"), name="geen_maatregel_zonder_verwijt"
            ),
            models.CheckConstraint(
                condition=Q(heroverwogen_op__isnull=True) | Q(heroverwegen_op__isnull=False),
                name="alleen_een_maatregel_wordt_opnieuw_bekeken",
            ),
        )

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"

    @property
    def is_voorstel(self) -> bool:
        """Whether it was weighed and waits for a decision."""
        return self.besluit != Besluit.GEEN and self.heroverwegen_op is None


class Samennotitie(GemeenteModel):
    """One case, two views: what the rules say (G, by W&I), what helps (J, by the team), and the room (B).

    With `is_regulariseren` a way to set right was agreed, with steps, instead of a sanction of itself (F065).
    """

    huishouden = models.OneToOneField("dossier.Huishouden", models.CASCADE, related_name="samennotitie")
    rechtmatigheid = models.TextField(_("wat de regels vragen"), blank=True)
    rechtmatigheid_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ondersteuning = models.TextField(_("wat deze mensen helpt"), blank=True)
    ondersteuning_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruimte = models.TextField(_("welke ruimte er is"), blank=True)
    is_regulariseren = models.BooleanField(_("samen rechtzetten"), default=False)
    stappen = models.TextField(_("welke stappen, en wanneer"), blank=True)  # one a line
    stappen_klaar = models.JSONField(default=dict, blank=True)  # {"the step": "2026-11-20"}
    wijkt_af_omdat = models.TextField(_("waarom geen maatregel"), blank=True)
    terugkijken_op = models.DateField(null=True, blank=True)
    afwijking = models.ForeignKey(
        "ruimte.Afwijking", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gewijzigd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "participatie_samennotitie"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_regulariseren=False) | (~Q(stappen="") & ~Q(wijkt_af_omdat="")),
                name="rechtzetten_heeft_stappen_en_een_reden",
            ),
        )

    def __str__(self) -> str:
        return f"Samennotitie {self.pk}"

    @property
    def stappenlijst(self) -> list[tuple[str, date | None]]:
        """Each step that was agreed on, with the day it was done or nothing."""
        klaar = {stap: date.fromisoformat(op) for stap, op in self.stappen_klaar.items()}
        return [(stap, klaar.get(stap)) for stap in stappen_van(self.stappen)]
