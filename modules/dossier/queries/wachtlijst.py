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

from modules.dossier.access import besluiten_zichtbaar, teams_van, zichtbaar
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.besluiten.woorden import LOOPT, Vorm
from modules.dossier.models import Casus, Termijn, Wachtbericht
from modules.dossier.rules.wachten import BESLUITEN, BIJ_STATUS, TITEL, Wachtstap, Wachttijd, wachttijden
from modules.dossier.wetten import wetten
from modules.inrichting.rules.protocol import Categorie, Mate

PER_PAGINA = 25
SINDS = Coalesce("beschikking__bekend_op", "begin")
_BESLUIT_EERST = Q(besluit_sinds__isnull=False) & (Q(hulp_sinds=None) | Q(besluit_sinds__lte=F("hulp_sinds")))


@dataclass(frozen=True, slots=True)
class Wachtende:
    """A household that waits."""

    casus: Casus
    stap: Wachtstap
    sinds: date
    dagen: int
    verwacht_op: date | None
    verteld_op: date | None
    hulp_voor_nu: str

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
        ),
        vandaag,
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


def wachtend(casussen: QuerySet[Any], vandaag: date) -> QuerySet[Any]:
    """Add to each casus that waits its step, since when, until when, and when that was told.

    Who waits both for a decision and for help that was granted, stands with what is awaited longest.
    """
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
    hulp = nog_niet_begonnen(vandaag).filter(
        Q(beschikking=None) | Q(beschikking__casus=OuterRef("pk")), huishouden=OuterRef("huishouden_id")
    )
    langst = hulp.annotate(vanaf=SINDS).order_by("vanaf", "id")
    stappen = [When(status=status, then=Value(str(stap))) for status, stap in BIJ_STATUS.items()]
    met_stap = casussen.annotate(
        besluit_sinds=Subquery(besluit.values("begin")[:1]),
        hulp_sinds=Subquery(langst.values("vanaf")[:1]),
        hulp_begin=Subquery(langst.values("begin")[:1]),
    ).annotate(
        stap=Case(
            When(_BESLUIT_EERST, then=Value(str(Wachtstap.BESLUIT))),
            When(hulp_sinds__isnull=False, then=Value(str(Wachtstap.HULP))),
            *stappen,
            output_field=CharField(),
        ),
        sinds=Case(
            When(_BESLUIT_EERST, then=F("besluit_sinds")),
            When(hulp_sinds__isnull=False, then=F("hulp_sinds")),
            default=F("fase_sinds"),
            output_field=DateField(),
        ),
    )
    bericht = Wachtbericht.objects.filter(casus=OuterRef("pk"), stap=OuterRef("stap")).order_by(
        "-gemaakt_op", "-id"
    )
    return met_stap.filter(Q(stap__isnull=False)).annotate(
        verteld_op=Subquery(bericht.values("op")[:1]),
        hulp_voor_nu=Coalesce(Subquery(bericht.values("hulp_voor_nu")[:1]), Value("")),
        verwacht_op=Coalesce(
            Subquery(bericht.values("verwacht_op")[:1]),
            Case(
                When(stap=str(Wachtstap.HULP), then=F("hulp_begin")),
                default=Subquery(termijn.values("eerst")[:1]),
                output_field=DateField(),
            ),
        ),
    )


def nog_niet_begonnen(vandaag: date) -> QuerySet[Any]:
    """Return help that was granted and that nobody gives yet; with a pgb the resident begins it."""
    return Toewijzing.objects.filter(
        Q(einde=None) | Q(einde__gte=vandaag), stand__in=LOOPT, gestart_op=None, vorm=Vorm.ZIN
    )


def hulp_van(casus: Casus, gebruiker: Any) -> list[Any]:
    """Return the granted help of a casus that this person may know of, what has not begun first; one query."""
    toegekend = bekende_hulp(casus, gebruiker).filter(stand__in=LOOPT, vorm=Vorm.ZIN)
    return list(
        toegekend.select_related("aanbieder", "inwoner").order_by(
            F("gestart_op").desc(nulls_first=True), "begin", "id"
        )[:20]
    )


def bekende_hulp(casus: Casus, gebruiker: Any) -> QuerySet[Any]:
    """Return the help of a casus, granted or not, that this person may know of."""
    return Toewijzing.objects.filter(
        besluiten_zichtbaar(gebruiker),
        Q(beschikking=None) | Q(beschikking__casus=casus),
        huishouden_id=casus.huishouden_id,
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
        str(Wachtbericht.HulpVoorNu(casus.hulp_voor_nu).label) if casus.hulp_voor_nu else "",
    )
