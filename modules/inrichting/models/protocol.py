"""The versions of the informatieprotocol: who may see what, approved by the privacyfunctionaris (F078)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.errors import Refusal
from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from modules.inrichting.rules.protocol import Matrix


class ProtocolLigtVast(Refusal):
    """Someone tried to change what a version says that was handed in, approved, or was in force."""

    text = "Deze versie ligt vast. Maak een concept en wijzig dat."


class ProtocolStatus(models.TextChoices):
    """Where a version is in its life."""

    CONCEPT = "concept", _("Concept")
    TER_GOEDKEURING = "ter_goedkeuring", _("Wacht op de privacyfunctionaris")
    GEPLAND = "gepland", _("Goedgekeurd, gaat later in")
    GELDIG = "geldig", _("In gebruik")
    VERVALLEN = "vervallen", _("Vervallen")


class ProtocolQuerySet(GemeenteQuerySet):
    """The questions people ask about versions."""

    def geldig(self) -> Self:
        """Keep the version that decides now."""
        return self.filter(status=ProtocolStatus.GELDIG)

    def open(self) -> Self:
        """Keep what is being worked on or waits for an answer."""
        return self.filter(status__in=[ProtocolStatus.CONCEPT, ProtocolStatus.TER_GOEDKEURING])

    def concept(self) -> Self:
        """Keep the concept, if there is one."""
        return self.filter(status=ProtocolStatus.CONCEPT)

    def gepland(self) -> Self:
        """Keep the approved version that waits for its day, if there is one."""
        return self.filter(status=ProtocolStatus.GEPLAND)

    def vastgesteld(self) -> Self:
        """Keep what is or was in force: the history, newest first."""
        return self.filter(status__in=[ProtocolStatus.GELDIG, ProtocolStatus.VERVALLEN])

    def update(self, **kwargs: Any) -> int:
        """Change rows at once, but never what they say about who sees what.

        :raises ProtocolLigtVast: for the content; that changes one concept at a time.
        """
        if "inhoud" in kwargs:
            raise ProtocolLigtVast
        return super().update(**kwargs)


class Informatieprotocol(GemeenteModel):
    """One version: the matrix, who made it, who approved it, and from when it decides."""

    nummer = models.PositiveIntegerField(_("versie"))
    status = models.CharField(
        _("stand"), max_length=16, choices=ProtocolStatus, default=ProtocolStatus.CONCEPT
    )
    variant = models.CharField(_("begon als standaard van"), max_length=10, blank=True, db_default="")
    inhoud = models.JSONField(_("inhoud"), default=dict)  # Matrix.naar_json()
    antwoorden = models.JSONField(_("antwoorden op waarschuwingen"), default=dict)
    toelichting = models.TextField(_("wat er verandert en waarom"), blank=True)
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    gemaakt_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gewijzigd_op = models.DateTimeField(_("bewaard op"))
    gewijzigd_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    op_basis_van = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingediend_op = models.DateTimeField(_("voorgelegd op"), null=True, blank=True)
    ingediend_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    oordeel_toelichting = models.TextField(_("antwoord van de privacyfunctionaris"), blank=True)
    geldig_van = models.DateTimeField(_("gaat in"), null=True, blank=True)
    geldig_tot = models.DateTimeField(_("verviel"), null=True, blank=True)
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = ProtocolQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("informatieprotocol")
        verbose_name_plural = _("informatieprotocollen")
        ordering: ClassVar = ["-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nummer"], name="een_nummer_hoort_bij_een_protocol"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="geldig"), name="hoogstens_een_protocol_is_geldig"
            ),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="concept"), name="hoogstens_een_protocol_is_concept"
            ),
            models.CheckConstraint(
                condition=~Q(status="geldig") | Q(geldig_van__isnull=False),
                name="een_geldig_protocol_heeft_een_dag_van_ingang",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="ter_goedkeuring"),
                name="hoogstens_een_protocol_wacht_op_goedkeuring",
            ),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="gepland"), name="hoogstens_een_protocol_staat_klaar"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "ter_goedkeuring"])
                | Q(nummer=1)
                | Q(beoordeeld_door__isnull=False, ingediend_door__isnull=False, beoordeeld_op__isnull=False),
                name="een_protocol_geldt_alleen_na_goedkeuring",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "ter_goedkeuring"])
                | Q(nummer=1)
                | ~Q(beoordeeld_door=F("ingediend_door")),
                name="wie_een_protocol_voorlegt_keurt_het_niet_goed",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"

    @property
    def matrix(self) -> Matrix:
        """The content as the decision reads it."""
        return Matrix.uit_json(self.inhoud, versie=self.nummer)

    @property
    def is_concept(self) -> bool:
        """Whether this version may still be changed."""
        return self.status == ProtocolStatus.CONCEPT

    @property
    def wacht(self) -> bool:
        """Whether this version waits for the privacyfunctionaris."""
        return self.status == ProtocolStatus.TER_GOEDKEURING

    def save(self, **kwargs: Any) -> None:
        """Save, unless this would change what a version says that is no concept.

        The guard stands on the model: what was approved is what decides, whoever writes the row. It costs
        one query, only for versions beyond concept.

        :raises ProtocolLigtVast: when the content would change.
        """
        if not self._state.adding and not self.is_concept:
            was = type(self).objects.filter(pk=self.pk).values("status", "inhoud").get()
            if was["inhoud"] != self.inhoud:
                raise ProtocolLigtVast
        super().save(**kwargs)
