"""Who waits, for which step, since when and until when: longest first (F067)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from modules.dossier.access import teams_van, zichtbaar
from modules.dossier.models import Casus, Termijn, Wachtbericht
from modules.dossier.rules.wachten import BESLUITEN, BIJ_STATUS, TITEL, Wachtstap, Wachttijd, wachttijden
from modules.dossier.wetten import wetten
from modules.inrichting.rules.protocol import Categorie, Mate

PER_PAGINA = 25


@dataclass(frozen=True, slots=True)
class Wachtende:
    """A household that waits."""

    casus: Casus
    stap: Wachtstap
    sinds: date
    dagen: int
    verwacht_op: date | None
    verteld_op: date | None

    @property
    def titel(self) -> str:
        """The name of the step."""
        return TITEL[self.stap]


@dataclass(frozen=True, slots=True)
class Wachtlijst:
    """One page of who waits, with the waiting days per step."""

    rijen: Sequence[Wachtende]
    tijden: list[Wachttijd]
    aantal: int
    meer: bool


def wachtlijst(gebruiker: Any, *, stap: str, pagina: int, vandaag: date) -> Wachtlijst:
    """Return who waits in the teams of this person, longest first; two queries."""
    casussen = wachtend(
        Casus.objects.lopend().filter(
            zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES),
            team_id__in=list(teams_van(gebruiker)),
        )
    )
    alle = list(casussen.order_by().values_list("stap", "sinds"))
    if stap:
        casussen = casussen.filter(stap=stap)
    begin = pagina * PER_PAGINA
    rijen = list(
        casussen.select_related("huishouden", "behandelaar", "team").order_by("sinds", "id")[
            begin : begin + PER_PAGINA + 1
        ]
    )
    getoond = [wachtende(casus, vandaag) for casus in rijen[:PER_PAGINA]]
    aantal = sum(1 for code, _ in alle if not stap or code == stap)
    return Wachtlijst(getoond, wachttijden(alle, vandaag), aantal, len(rijen) > PER_PAGINA)


def wachtend(casussen: QuerySet[Any]) -> QuerySet[Any]:
    """Add to each casus that waits its step, since when, until when, and when that was told."""
    besluit = (
        Termijn.objects.lopend().filter(casus=OuterRef("pk"), sleutel__in=BESLUITEN).order_by("begin", "id")
    )
    termijn = (
        Termijn.objects.lopend()
        .filter(casus=OuterRef("pk"))
        .exclude(sleutel__in=wetten.vensters)
        .order_by()
        .values("casus")
        .annotate(eerst=Min("einde"))
    )
    stappen = [When(status=status, then=Value(str(stap))) for status, stap in BIJ_STATUS.items()]
    met_stap = casussen.annotate(wacht_op_besluit=Exists(besluit)).annotate(
        stap=Case(
            When(wacht_op_besluit=True, then=Value(str(Wachtstap.BESLUIT))),
            *stappen,
            output_field=CharField(),
        ),
        sinds=Case(
            When(wacht_op_besluit=True, then=Subquery(besluit.values("begin")[:1])),
            default=F("fase_sinds"),
            output_field=DateField(),
        ),
    )
    bericht = Wachtbericht.objects.filter(casus=OuterRef("pk"), stap=OuterRef("stap")).order_by(
        "-gemaakt_op", "-id"
    )
    return met_stap.filter(Q(stap__isnull=False)).annotate(
        verteld_op=Subquery(bericht.values("op")[:1]),
        verwacht_op=Coalesce(
            Subquery(bericht.values("verwacht_op")[:1]), Subquery(termijn.values("eerst")[:1])
        ),
    )


def wachtende(casus: Any, vandaag: date) -> Wachtende:
    """Return one row of `wachtend` in words."""
    return Wachtende(
        casus,
        Wachtstap(casus.stap),
        casus.sinds,
        max((vandaag - casus.sinds).days, 0),
        casus.verwacht_op,
        casus.verteld_op,
    )
