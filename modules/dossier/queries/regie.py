"""What the page of regie shows: who directs now, who did, and who may be the regisseur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from modules.dossier.models import (
    Huishouden,
    Plan,
    PlanOplossing,
    RegieOvername,
    Regisseurschap,
    ZrmScore,
)
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.multiprobleem import MultiprobleemOordeel, beoordeel_multiprobleem
from modules.dossier.rules.regie import Regiestand, regiestand
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Detachering, Organisatie


@dataclass(frozen=True, slots=True)
class Overname:
    """One take-over in words."""

    rij: RegieOvername
    leefgebieden: tuple[str, ...]
    stand: Regiestand


@dataclass(frozen=True, slots=True)
class Regiebeeld:
    """Everything the page of regie shows. `overname` is the one that counts today, or that just ran out."""

    regisseur: Regisseurschap | None
    eerdere: list[Regisseurschap]
    overname: Overname | None
    vorige: list[Overname]

    @property
    def is_overgenomen(self) -> bool:
        """Whether the regie is taken over today; an expired one is not, also before the clock ran."""
        return self.overname is not None and self.overname.stand.is_overgenomen


def regiebeeld(huishouden: Huishouden, vandaag: date) -> Regiebeeld:
    """Return who directs this household; two queries, whatever the history."""
    schappen = list(huishouden.regisseurs.select_related("organisatie").order_by("-van", "-id")[:20])
    overnames = [
        _overname(rij, vandaag)
        for rij in huishouden.regie_overnames.select_related("door").order_by("-van", "-id")[:20]
    ]
    nu = next((rij for rij in overnames if rij.rij.teruggegeven_op is None), None)
    return Regiebeeld(
        regisseur=next((rij for rij in schappen if rij.tot is None), None),
        eerdere=[rij for rij in schappen if rij.tot is not None],
        overname=nu,
        vorige=[rij for rij in overnames if rij is not nu],
    )


def _overname(rij: RegieOvername, vandaag: date) -> Overname:
    stand = regiestand(
        van=rij.van, eindigt_op=rij.eindigt_op, teruggegeven_op=rij.teruggegeven_op, vandaag=vandaag
    )
    namen = tuple(ZRM_2013.label(code) for code in rij.leefgebieden if code in ZRM_2013)
    return Overname(rij, namen, stand)


def helpende_organisaties(huishouden: Huishouden) -> frozenset[UUID]:
    """Return the organisations that give help here: those working along and those in the plan; one query."""
    in_plan = PlanOplossing.objects.filter(
        resultaat__doel__plan__huishouden=huishouden, resultaat__doel__plan__status__in=IN_GEBRUIK
    )
    mee = huishouden.betrokkenen.filter(tot=None)
    beide = Organisatie.objects.filter(
        Q(pk__in=in_plan.values("organisatie_id")) | Q(pk__in=mee.values("organisatie_id"))
    )
    return frozenset(beide.values_list("pk", flat=True))


def werkgever_van(gebruiker_id: UUID | None, dag: date) -> Organisatie | None:
    """Return the organisation somebody is seconded from on `dag`; None for who works for the gemeente."""
    if gebruiker_id is None:
        return None
    loopt = Detachering.objects.filter(
        Q(tot=None) | Q(tot__gte=dag), teamlid__gebruiker_id=gebruiker_id, van__lte=dag
    )
    rij = loopt.select_related("organisatie").order_by("-van", "-id").first()
    return rij.organisatie if rij else None


def multiprobleem(huishouden: Huishouden) -> MultiprobleemOordeel:
    """Return whether many problems come together here, with the reasons; two queries."""
    rijen = ZrmScore.objects.filter(
        meting__huishouden=huishouden,
        meting__is_bewaard=True,
        meting__inwoner__lidmaatschappen__huishouden=huishouden,
        meting__inwoner__lidmaatschappen__tot=None,
        lijst="zrm",
    )
    metingen: dict[Any, tuple[Any, dict[str, int | None]]] = {}
    op_tijd = rijen.order_by("meting__datum", "meting__gemaakt_op")
    for meting, inwoner, code, niveau in op_tijd.values_list(
        "meting_id", "meting__inwoner_id", "leefgebied", "niveau"
    ):
        if inwoner not in metingen or metingen[inwoner][0] != meting:  # the newest measurement counts
            metingen[inwoner] = (meting, {})
        metingen[inwoner][1][code] = niveau
    scores = {inwoner: laatste for inwoner, (_, laatste) in metingen.items()}
    return beoordeel_multiprobleem(scores, len(helpende_organisaties(huishouden)))


def heeft_plan(huishouden: Huishouden) -> bool:
    """Tell whether a plan is in force."""
    return Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK).exists()
