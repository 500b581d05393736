"""The filters on households that people have a word for."""

from __future__ import annotations

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from keukentafel.tenancy.models import GemeenteQuerySet

IN_GEBRUIK = ("actief", "in_evaluatie")


def _van(model: str, **waarden: Any) -> QuerySet[Any]:
    rijen: QuerySet[Any] = apps.get_model("dossier", model).objects.filter(
        huishouden=OuterRef("pk"), **waarden
    )
    return rijen


def _lopende_casus() -> QuerySet[Any]:
    return _van("Casus").exclude(status__in=["afgesloten", "overgedragen"])


class HuishoudenQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def van_team(self, team_ids: Any) -> Self:
        """Households of these teams."""
        return self.filter(team_id__in=list(team_ids))

    def visible_to(self, gebruiker: Any) -> Self:
        """Households this person may open now: of an own team, or with an own part in the help.

        The full decision (domain.md 5.3) takes this place later; every list and door asks here.
        """
        from modules.dossier.access import zichtbaar  # one place decides; it imports this model

        return self.filter(zichtbaar(gebruiker))

    def lopend(self) -> Self:
        """Households a team works with now."""
        return self.filter(Exists(_lopende_casus()))

    def van_medewerker(self, gebruiker_id: UUID) -> Self:
        """Households somebody works with: as behandelaar, as regisseur, or along with others."""
        casus = apps.get_model("dossier", "Casus").objects.lopend().filter(behandelaar_id=gebruiker_id)
        regie = apps.get_model("dossier", "Regisseurschap").objects.filter(
            gebruiker_id=gebruiker_id, tot=None
        )
        mee = apps.get_model("dossier", "Betrokkene").objects.filter(gebruiker_id=gebruiker_id, tot=None)
        ids = [rijen.order_by().values_list("huishouden_id", flat=True) for rijen in (casus, regie, mee)]
        return self.filter(pk__in=list(ids[0].union(*ids[1:])))

    def zonder_plan(self) -> Self:
        """Households a team works with, that have no plan in force."""
        return self.lopend().filter(~Exists(_van("Plan", status__in=IN_GEBRUIK)))

    def zonder_regisseur(self) -> Self:
        """Households a team works with, that have no regisseur."""
        return self.lopend().filter(~Exists(_van("Regisseurschap", tot=None)))

    def zonder_evaluatie(self, vandaag: date) -> Self:
        """Households whose plan in force has no day for its evaluation, or a day that passed."""
        gemist = Q(evaluatie_op=None) | Q(evaluatie_op__lt=vandaag)
        return self.lopend().filter(Exists(_van("Plan", status__in=IN_GEBRUIK).filter(gemist)))

    def zonder_behandelaar(self) -> Self:
        """Households with a running casus that nobody has taken on."""
        return self.filter(Exists(_lopende_casus().filter(behandelaar=None)))
