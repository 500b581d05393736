"""What the inrichting may know of running households: counts, addresses of lists, moving to new steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from keukentafel import audit
from modules.dossier.models import Betrokkene, Casus, Huishouden, Regisseurschap
from modules.dossier.queries.huishoudens import Lijstvraag
from modules.dossier.rules.fasen import statussen_van_stap
from modules.inrichting.gevolgen import Gebruik, registreer_casussen, registreer_gebruik


class LopendeCasussen:
    """The dossier's answers (`modules.inrichting.gevolgen.GeraakteCasussen`)."""

    def lopend_per_team(self) -> Mapping[UUID, int]:
        """Return how many households run, per team."""
        return _tel("team_id")

    def lopend_per_versie(self) -> Mapping[UUID, int]:
        """Return how many running households follow which version of the team model."""
        return _tel("teammodel_id")

    def lopend_met_stap(self, stap: str, team_ids: Collection[UUID]) -> int:
        """Return how many running households of these teams stand at a step."""
        statussen = statussen_van_stap(stap)
        return Casus.objects.lopend().filter(team_id__in=team_ids, status__in=statussen).count()

    def adres(self, *, team_ids: Collection[UUID] = (), stap: str = "", teammodel: UUID | None = None) -> str:
        """Return the list with exactly these households; nothing for more than one team."""
        if len(team_ids) > 1:
            return ""
        vraag = Lijstvraag(
            team=str(next(iter(team_ids), "")), stap=stap, model=str(teammodel) if teammodel else ""
        )
        return vraag.adres(reverse("dossier:huishoudens"))

    @transaction.atomic
    def zet_om(self, *, teammodel: UUID, team_ids: Collection[UUID], by: Any, at: datetime) -> int:
        """Move the running households of these teams to another version; return how many."""
        casussen = Casus.objects.lopend().filter(team_id__in=team_ids).exclude(teammodel_id=teammodel)
        aantal = casussen.update(teammodel_id=teammodel)
        audit.record(
            "dossier.casussen.omgezet",
            by=by,
            at=at,
            detail={"teammodel": str(teammodel), "teams": [str(team) for team in team_ids], "aantal": aantal},
        )
        return aantal


def _tel(veld: str) -> dict[UUID, int]:
    rijen = Casus.objects.lopend().values_list(veld).annotate(aantal=Count("pk")).order_by()
    return dict(rijen)


def _gebruik_van_team(pk: UUID) -> list[Gebruik]:
    adres = Lijstvraag(team=str(pk)).adres(reverse("dossier:huishoudens"))
    return [Gebruik("huishoudens", Huishouden.objects.filter(team_id=pk).count(), adres)]


def _gebruik_van_organisatie(pk: UUID) -> list[Gebruik]:
    return [
        Gebruik("mensen die meewerken", Betrokkene.objects.filter(organisatie_id=pk, tot=None).count()),
        Gebruik("regisseurs", Regisseurschap.objects.filter(organisatie_id=pk, tot=None).count()),
    ]


def register() -> None:
    """Offer the floor below these answers."""
    registreer_casussen(LopendeCasussen())
    registreer_gebruik("wijkteam", _gebruik_van_team)
    registreer_gebruik("organisatie", _gebruik_van_organisatie)
