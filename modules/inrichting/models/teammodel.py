"""The team model of a gemeente: one line of versions, of which one is in use."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.errors import Refusal
from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class TeammodelLigtVast(Refusal):
    """Someone tried to change the content of a version that is or was in use."""

    text = "Deze versie is in gebruik geweest en ligt vast. Maak een concept en wijzig dat."


class TeammodelStatus(models.TextChoices):
    """Where a version is in its life: it only ever moves from left to right."""

    CONCEPT = "concept", _("Concept")
    GEPLAND = "gepland", _("Gepland")
    ACTIEF = "actief", _("In gebruik")
    VERVALLEN = "vervallen", _("Vervallen")


class LopendeHuishoudens(models.TextChoices):
    """What happens to households whose process runs when a version takes effect."""

    HOUDEN = "houden", _("Lopende huishoudens houden hun stappen")
    OMZETTEN = "omzetten", _("Lopende huishoudens gaan over op de nieuwe stappen")


INHOUD = ("variant", "instellingen", "teams")
"""The fields that say how teams work. They are frozen from the moment a version takes effect."""


class TeammodelQuerySet(GemeenteQuerySet):
    """The questions people ask about versions."""

    def actief(self) -> Self:
        """Keep the version in use."""
        return self.filter(status=TeammodelStatus.ACTIEF)

    def concept(self) -> Self:
        """Keep the concept, if there is one."""
        return self.filter(status=TeammodelStatus.CONCEPT)

    def gepland(self) -> Self:
        """Keep the version that waits for its date, if there is one."""
        return self.filter(status=TeammodelStatus.GEPLAND)

    def vastgesteld(self) -> Self:
        """Keep what is or was in use: the history, newest first."""
        stand = [TeammodelStatus.ACTIEF, TeammodelStatus.VERVALLEN]
        return self.filter(status__in=stand).order_by("-nummer")

    def update(self, **kwargs: Any) -> int:
        """Change rows at once, but never what they say about how teams work.

        :raises TeammodelLigtVast: for a field of ``INHOUD``; those change one concept at a time.
        """
        if set(kwargs) & set(INHOUD):
            raise TeammodelLigtVast
        return super().update(**kwargs)


class Teammodel(GemeenteModel):
    """One version of how the teams of this gemeente work.

    ``instellingen`` holds only what departs from the preset of ``variant``; ``teams`` holds only
    the teams that depart from that: ``{team_id: {"variant": …, "instellingen": {…}}}``. Cases point
    at the version they run under, so a version in use never changes and is never deleted. ``opzij``
    keeps, for a concept, what was chosen under another variant, so that choosing back loses nothing.
    """

    nummer = models.PositiveIntegerField(_("versie"))
    status = models.CharField(
        _("stand"), max_length=10, choices=TeammodelStatus, default=TeammodelStatus.CONCEPT
    )
    variant = models.CharField(_("model"), max_length=10)
    instellingen = models.JSONField(_("eigen keuzes"), default=dict, blank=True)
    teams = models.JSONField(_("teams met eigen keuzes"), default=dict, blank=True)
    opzij = models.JSONField(_("keuzes bij andere modellen"), default=dict, blank=True)
    toelichting = models.TextField(_("toelichting"), blank=True)
    ingaat_op = models.DateField(_("gaat in op"), null=True, blank=True)
    lopende = models.CharField(
        _("lopende huishoudens"),
        max_length=10,
        choices=LopendeHuishoudens,
        default=LopendeHuishoudens.HOUDEN,
    )
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    gewijzigd_op = models.DateTimeField(_("bewaard op"))
    gewijzigd_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "identity.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_gebruik_op = models.DateTimeField(_("in gebruik sinds"), null=True, blank=True)
    vervallen_op = models.DateTimeField(_("vervallen op"), null=True, blank=True)
    op_basis_van = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    objects = TeammodelQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("teammodel")
        verbose_name_plural = _("teammodellen")
        ordering: ClassVar = ["-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nummer"], name="een_nummer_hoort_bij_een_teammodel"),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="actief"),
                name="hoogstens_een_teammodel_is_actief",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="concept"),
                name="hoogstens_een_teammodel_is_concept",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="gepland"),
                name="hoogstens_een_teammodel_is_gepland",
            ),
            models.CheckConstraint(
                condition=Q(status="concept") | Q(ingaat_op__isnull=False, vastgesteld_op__isnull=False),
                name="een_vastgesteld_teammodel_heeft_een_ingangsdatum",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "gepland"]) | Q(in_gebruik_op__isnull=False),
                name="een_actief_teammodel_weet_sinds_wanneer",
            ),
            models.CheckConstraint(
                condition=Q(vervallen_op__isnull=True) | Q(vervallen_op__gte=F("in_gebruik_op")),
                name="een_teammodel_vervalt_na_het_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"

    @property
    def is_concept(self) -> bool:
        """Whether this version may still be changed."""
        return self.status == TeammodelStatus.CONCEPT

    @property
    def is_actief(self) -> bool:
        """Whether new households get this version."""
        return self.status == TeammodelStatus.ACTIEF

    @property
    def inhoud(self) -> dict[str, Any]:
        """How the teams work, as the rules take it in (``rules.varianten.los_op``)."""
        return {"variant": self.variant, "instellingen": self.instellingen, "teams": self.teams}

    def save(self, **kwargs: Any) -> None:
        """Save, unless this would change what a version in use says.

        The guard stands on the model because a case trusts this row for years: no action, task or
        import may get round it. It costs one query, only for versions beyond concept.

        :raises TeammodelLigtVast: when ``variant``, ``instellingen`` or ``teams`` would change.
        """
        if not self._state.adding and not self.is_concept:
            was = type(self).objects.filter(pk=self.pk).values("status", *INHOUD).get()
            begon = was.pop("status") in (TeammodelStatus.ACTIEF, TeammodelStatus.VERVALLEN)
            if begon and was != self.inhoud:
                raise TeammodelLigtVast
        super().save(**kwargs)
