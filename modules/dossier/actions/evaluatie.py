"""Look back on the plan, preferably with the household, and choose how to go on (F055)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.bevinding import Bevinding, fouten
from modules.dossier.actions.casus import lock_casus, zet_fase
from modules.dossier.actions.plan import begin_plan
from modules.dossier.actions.termijn import finish_met_gebeurtenis, plan_terugkijken
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.actions.waakvlam import start_waakvlam
from modules.dossier.models import Casus, Evaluatie, Plan, TijdlijnGroep
from modules.dossier.rules.evaluatie import VERVOLG, controleer_evaluatie
from modules.inrichting.codelijsten import CasusStatus, PlanStatus

TERMIJNEN = ("plan_evaluatie", "evaluatie")


class EvaluatieNietRond(Refusal):
    """Something is missing; `bevindingen` tells what, each at its field."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class PlanGeldtNiet(Refusal):
    text = "Dit plan geldt niet meer. Kijk terug op het plan van nu."


@dataclass(frozen=True, slots=True)
class Vervolg:
    """How it goes on: the choice, with the day to look back again or the size of the waakvlam."""

    keuze: str
    volgende_op: date | None = None
    maanden: int | None = None
    ritme_weken: int | None = None
    tekenen: str = ""


@transaction.atomic
def finish_evaluatie(
    *,
    plan: Plan,
    datum: date,
    antwoorden: Mapping[str, str],
    samen: bool,
    zonder_omdat: str,
    vervolg: Vervolg,
    verplichte_groepen: Collection[str],
    by: Any,
    at: datetime,
) -> Evaluatie:
    """Keep an evaluation of the plan in force and do what follows from it.

    Going on sets the next day; adjusting begins a concept; a waakvlam starts; closing leaves the
    casus in evaluation until the check page of closing is done.

    :raises PlanGeldtNiet: another version took its place.
    :raises EvaluatieNietRond: an answer, a reason or the way on is missing.
    :raises CasusAfgesloten: the help was closed.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("huishouden", "casus").get(pk=plan.pk)
    if plan.status not in (PlanStatus.ACTIEF, PlanStatus.IN_EVALUATIE):
        raise PlanGeldtNiet
    dag = localdate(at)
    casus = lock_casus(plan.casus)
    gevonden = fouten(
        (
            *controleer_evaluatie(
                antwoorden,
                verplichte_groepen=verplichte_groepen,
                samen_met_huishouden=samen,
                zonder_omdat=zonder_omdat,
            ),
            *_controleer_vervolg(vervolg, datum, dag),
        )
    )
    if gevonden:
        raise EvaluatieNietRond(gevonden)
    evaluatie = Evaluatie.objects.create(
        huishouden=plan.huishouden,
        casus=casus,
        plan=plan,
        datum=datum,
        met_inwoner=samen,
        zonder_inwoner_omdat="" if samen else zonder_omdat,
        antwoorden=dict(antwoorden),
        zelfredzaamheid=antwoorden.get("zelfredzaamheid", ""),
        participatie=antwoorden.get("participatie", ""),
        vervolg=vervolg.keuze,
        volgende_op=vervolg.volgende_op if vervolg.keuze == "doorgaan" else None,
        is_afgerond=True,
        door=by,
        gemaakt_op=at,
    )
    zet_fase(casus=casus, status=CasusStatus.EVALUATIE, by=by, at=at)
    for sleutel in TERMIJNEN:
        finish_met_gebeurtenis(casus=casus, sleutel=sleutel, op=datum, by=by, at=at)
    schrijf_tijdlijn(
        huishouden=plan.huishouden,
        groep=TijdlijnGroep.AFSPRAAK,
        icoon="refresh",
        titel=f"Plan geëvalueerd: {dict(VERVOLG)[vervolg.keuze].lower()}",
        at=at,
        by=by,
        bij=evaluatie,
    )
    audit.record("dossier.evaluatie.vastgelegd", target=evaluatie, by=by, at=at, soort="maken")
    _ga_verder(plan, casus, vervolg, dag, by=by, at=at)
    return evaluatie


def _controleer_vervolg(vervolg: Vervolg, datum: date, dag: date) -> tuple[Bevinding, ...]:
    gevonden = []
    if datum > dag:
        gevonden.append(Bevinding("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.", "datum"))
    if vervolg.keuze not in dict(VERVOLG):
        gevonden.append(Bevinding("Kies hoe het verder gaat.", "vervolg"))
    if vervolg.keuze == "doorgaan" and (vervolg.volgende_op is None or vervolg.volgende_op <= dag):
        gevonden.append(Bevinding("Vul in wanneer jullie weer samen terugkijken, na vandaag.", "volgende_op"))
    if vervolg.keuze == "waakvlam":
        if not vervolg.maanden:
            gevonden.append(Bevinding("Kies hoe lang de waakvlam brandt.", "maanden"))
        if not vervolg.ritme_weken:
            gevonden.append(Bevinding("Kies hoe vaak je contact hebt.", "ritme_weken"))
    return tuple(gevonden)


def _ga_verder(plan: Plan, casus: Casus, vervolg: Vervolg, dag: date, *, by: Any, at: datetime) -> None:
    if vervolg.keuze == "doorgaan" and vervolg.volgende_op is not None:
        plan_terugkijken(casus=casus, op=vervolg.volgende_op, dag=dag, uitleg="afspraak in de evaluatie")
        zet_fase(casus=casus, status=CasusStatus.ONDERSTEUNING, by=by, at=at)
    elif vervolg.keuze == "bijstellen":
        begin_plan(huishouden=plan.huishouden, casus=casus, by=by, at=at)
        zet_fase(casus=casus, status=CasusStatus.PLAN, by=by, at=at)
    elif vervolg.keuze == "waakvlam":
        start_waakvlam(
            casus=casus,
            maanden=vervolg.maanden or 0,
            ritme_weken=vervolg.ritme_weken or 0,
            tekenen=vervolg.tekenen,
            wie=casus.behandelaar or by,
            by=by,
            at=at,
        )
