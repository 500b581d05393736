"""A plan with all its layers, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from keukentafel.values.datum_tekst import datum_kort
from modules.dossier.models import Actie, Doelstelling, Plan, PlanOplossing, Resultaat
from modules.dossier.rules import plan as regels
from modules.inrichting.codelijsten import ActieStatus, PlanStatus
from modules.inrichting.leefgebieden import ZRM_2013


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
class Doelbeeld:
    """A goal as it is drawn: its actions, how many are done, who does them."""

    rij: Doelstelling
    nummer: int
    resultaten: list[Resultaat]
    acties: list[Actieregel]
    leefgebieden: list[str]
    klaar: int
    te_laat: int
    verdeling: regels.WieVerdeling

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

    @property
    def is_concept(self) -> bool:
        """Whether it may still be changed."""
        return self.plan.status == PlanStatus.CONCEPT

    @property
    def verdeling(self) -> regels.WieVerdeling:
        """Who does the actions of the whole plan."""
        return regels.wie_verdeling(actie.rij.wie for doel in self.doelen for actie in doel.acties)

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


def planbeeld(plan: Plan, vandaag: date) -> Planbeeld:
    """Read a plan with its layers: seven queries, whatever its size."""
    acties = Actie.objects.exclude(status=ActieStatus.VERVALLEN).select_related(
        "inwoner", "netwerklid", "gebruiker"
    )
    oplossingen = PlanOplossing.objects.order_by("volgorde", "id")
    resultaten = Resultaat.objects.prefetch_related(Prefetch("oplossingen", queryset=oplossingen))
    doelen = plan.doelen.select_related("probleem").prefetch_related(
        Prefetch("acties", queryset=acties.order_by("volgorde", "wanneer", "id")),
        Prefetch("resultaten", queryset=resultaten.order_by("volgorde", "id")),
    )
    return Planbeeld(
        plan=plan,
        doelen=[_doelbeeld(doel, nummer, vandaag) for nummer, doel in enumerate(doelen, start=1)],
        problemen=list(plan.problemen.all()),
        instemmingen=list(plan.instemmingen.select_related("inwoner")),
        losse_acties=[actieregel(a, vandaag) for a in acties.filter(plan=plan, doel=None)],
    )


def _doelbeeld(doel: Doelstelling, nummer: int, vandaag: date) -> Doelbeeld:
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
