"""A plan with all its layers, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from keukentafel.tenancy import zaaifouten
from keukentafel.values.datum_tekst import datum_kort
from modules.dossier.models import Actie, Doelstelling, Plan, PlanOplossing, Resultaat
from modules.dossier.queries.plan_kort import titel_van_gesloten
from modules.dossier.rules import plan as regels
from modules.dossier.rules.betaler import per_betaler
from modules.dossier.zicht import mate_over
from modules.inrichting.codelijsten import ActieStatus, PlanStatus
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Categorie, Mate


@dataclass(frozen=True, slots=True)
class Actieregel:
    """An action as it is drawn."""

    rij: Actie
    wie: str
    is_klaar: bool
    is_te_laat: bool
    wanneer_tekst: str

    @property
    def anker(self) -> str:
        """The id of its row on the page."""
        return f"actie-{self.rij.pk.hex}"


@dataclass(frozen=True, slots=True)
class GeslotenDoel:
    """What stands in the place of a goal that may not be read: that it is there, and what about."""

    pk: UUID
    titel: str
    waarom: str = ""
    bereikt_op: date | None = None
    versie: int = 0
    leefgebieden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doelbeeld:
    """A goal as it is drawn: its actions, how many are done, who does them.

    `is_dicht` is one of which only its place is shown; `is_kort` one without its actions and results.
    """

    rij: Any
    nummer: int
    resultaten: list[Resultaat]
    acties: list[Actieregel]
    leefgebieden: list[str]
    klaar: int
    te_laat: int
    verdeling: regels.WieVerdeling
    is_dicht: bool = False
    is_kort: bool = False

    @property
    def totaal(self) -> int:
        """How many actions the goal has."""
        return len(self.acties)

    @property
    def anker(self) -> str:
        """The id of the goal on the page."""
        return f"doel-{self.rij.pk.hex}"


@dataclass(frozen=True, slots=True)
class Planbeeld:
    """A plan as it is drawn."""

    plan: Plan
    doelen: list[Doelbeeld]
    problemen: list[Any]
    instemmingen: list[Any]
    losse_acties: list[Actieregel]
    veiligheid: str = ""

    @property
    def is_concept(self) -> bool:
        """Whether it may still be changed."""
        return self.plan.status == PlanStatus.CONCEPT

    @property
    def verdeling(self) -> regels.WieVerdeling:
        """Who does the actions of the whole plan."""
        return regels.wie_verdeling(actie.rij.wie for doel in self.doelen for actie in doel.acties)

    @property
    def betalers(self) -> list[tuple[str, list[str]]]:
        """What each payer pays for in this plan, as far as somebody may see it; no further query."""
        return per_betaler(
            (o.wet, o.omschrijving)
            for doel in self.doelen
            for resultaat in doel.resultaten
            for o in resultaat.oplossingen.all()
        )

    def als_regel(self) -> regels.Plan:
        """Return the plan as the rules take it in."""
        return regels.Plan(
            doelen=[
                regels.Doel(d.rij.pk, d.rij.titel, d.rij.probleem_id is not None, len(d.resultaten))
                for d in self.doelen
            ],
            resultaten=[
                regels.Resultaat(r.pk, r.omschrijving, r.indicator, r.streefdatum)
                for d in self.doelen
                for r in d.resultaten
            ],
            acties=[
                regels.Actie(a.rij.pk, a.rij.wat, a.rij.wie, a.rij.resultaat_id is not None, a.rij.wanneer)
                for d in self.doelen
                for a in d.acties
            ],
            evaluatie_op=self.plan.evaluatie_op,
        )


def planbeeld(plan: Plan, vandaag: date, zicht: Any = None) -> Planbeeld:
    """Read a plan with its layers: seven queries, whatever its size.

    With `zicht` it is what that person may see; without it the whole, for the rules only.
    """
    acties = Actie.objects.exclude(status=ActieStatus.VERVALLEN).select_related(
        "inwoner", "netwerklid", "gebruiker"
    )
    oplossingen = _oplossingen(zicht).order_by("volgorde", "id")
    resultaten = Resultaat.objects.prefetch_related(Prefetch("oplossingen", queryset=oplossingen))
    doelen = plan.doelen.select_related("probleem").prefetch_related(
        Prefetch("acties", queryset=acties.order_by("volgorde", "wanneer", "id")),
        Prefetch("resultaten", queryset=resultaten.order_by("volgorde", "id")),
    )
    return Planbeeld(
        plan=plan,
        doelen=[_doelbeeld(doel, nummer, vandaag, zicht) for nummer, doel in enumerate(doelen, start=1)],
        problemen=[probleem for probleem in plan.problemen.all() if leest(zicht, [probleem.leefgebied])],
        instemmingen=list(plan.instemmingen.select_related("inwoner")),
        losse_acties=[actieregel(a, vandaag) for a in acties.filter(plan=plan, doel=None)],
        veiligheid=plan.afspraken_veiligheid if zicht is None or zicht.mag(Categorie.VEILIGHEID) else "",
    )


def leest(zicht: Any, leefgebieden: Iterable[str]) -> bool:
    """Whether everything told about these leefgebieden may be read; without `zicht` everything may."""
    if zicht is None or zaaifouten.staat_aan("plan_met_tekst"):
        return True
    return mate_over(zicht, [code for code in leefgebieden if code]) is Mate.ALLES


def _oplossingen(zicht: Any) -> QuerySet[Any]:
    """Return the solutions that may be seen: they are provisions (K), for some only those of one law."""
    alle = PlanOplossing.objects.all()
    if zicht is None:
        return alle
    wet = zicht.oordeel(Categorie.BESLUITEN).wet
    if not zicht.mag(Categorie.BESLUITEN):
        return alle.none()
    return alle.filter(wet=wet) if wet else alle


def _doelbeeld(doel: Doelstelling, nummer: int, vandaag: date, zicht: Any) -> Doelbeeld:
    if not leest(zicht, doel.leefgebieden):
        kort = mate_over(zicht, doel.leefgebieden) is Mate.SAMENVATTING
        titel = doel.titel if kort else titel_van_gesloten(zicht, doel.leefgebieden)
        gesloten = GeslotenDoel(doel.pk, titel)
        niemand = regels.wie_verdeling([])
        return Doelbeeld(gesloten, nummer, [], [], [], 0, 0, niemand, is_dicht=not kort, is_kort=kort)
    acties = [actieregel(actie, vandaag) for actie in doel.acties.all()]
    return Doelbeeld(
        rij=doel,
        nummer=nummer,
        resultaten=list(doel.resultaten.all()),
        acties=acties,
        leefgebieden=[ZRM_2013.label(code) for code in doel.leefgebieden if code in ZRM_2013],
        klaar=sum(a.is_klaar for a in acties),
        te_laat=sum(a.is_te_laat for a in acties),
        verdeling=regels.wie_verdeling(a.rij.wie for a in acties),
    )


def actieregel(actie: Actie, vandaag: date) -> Actieregel:
    """Return an action as it is drawn; its people must be loaded with it."""
    te_laat = actie.status == ActieStatus.OPEN and actie.wanneer is not None and actie.wanneer < vandaag
    wanneer = datum_kort(actie.wanneer, vandaag=vandaag) if actie.wanneer else ""
    return Actieregel(actie, wie_doet(actie), actie.status == ActieStatus.KLAAR, te_laat, wanneer)


def wie_doet(actie: Actie) -> str:
    """Return who does an action, in words: a name where one is known, else the kind."""
    naam = actie.wie_naam or next(
        (mens.naam for mens in (actie.gebruiker, actie.inwoner, actie.netwerklid) if mens is not None), ""
    )
    return naam or actie.get_wie_display()
