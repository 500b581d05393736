"""Actions of a plan: who does what, when; tick, undo, change (F053)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import bewaar_versie
from modules.dossier.models import Actie, Doelstelling, Huishouden, Plan
from modules.dossier.rules.plan import controleer_wie
from modules.inrichting.codelijsten import ActieStatus, PlanStatus

VELDEN = (
    "wat", "wie", "inwoner", "netwerklid", "gebruiker", "organisatie", "wie_naam", "wanneer", "waar", "hoe",
    "resultaat",
)  # fmt: skip


class ActieVanOudPlan(Refusal):
    text = "Deze actie hoort bij een plan dat niet meer geldt. Kijk in het plan van nu."


class WieOntbreekt(Refusal):
    """No owner kind was chosen."""


def _bevries_oud(plan: Plan | None) -> None:
    if plan is not None and plan.status in (PlanStatus.VERVANGEN, PlanStatus.AFGESLOTEN):
        raise ActieVanOudPlan


@transaction.atomic
def add_actie(
    *,
    huishouden: Huishouden,
    plan: Plan | None,
    doel: Doelstelling | None,
    waarden: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> Actie:
    """Add an action to a goal, also when the plan is already in force; without a plan in a crisis.

    :raises WieOntbreekt: nobody was chosen.
    :raises ActieVanOudPlan: the plan is history.
    """
    _bevries_oud(plan)
    gemist = controleer_wie(waarden.get("wie", ""))
    if gemist:
        raise WieOntbreekt(gemist[0].text)
    volgorde = doel.acties.count() if doel is not None else 0
    velden = {veld: waarden[veld] for veld in VELDEN if veld in waarden}
    actie = Actie.objects.create(
        huishouden=huishouden, plan=plan, doel=doel, volgorde=volgorde, gemaakt_op=at, **velden
    )
    audit.record("dossier.actie.toegevoegd", target=actie, by=by, at=at, soort="maken")
    return actie


@transaction.atomic
def change_actie(*, actie: Actie, waarden: Mapping[str, Any], versie: int, by: Any, at: datetime) -> Actie:
    """Change an action.

    :raises Verouderd: somebody saved it since `versie`.
    :raises ActieVanOudPlan: the plan is history.
    """
    _bevries_oud(actie.plan)
    velden = [veld for veld in VELDEN if veld in waarden]
    for veld in velden:
        setattr(actie, veld, waarden[veld])
    bewaar_versie(actie, versie=versie, velden=velden)
    audit.record("dossier.actie.gewijzigd", target=actie, by=by, at=at, detail={"velden": velden})
    return actie


@transaction.atomic
def set_klaar(*, actie: Actie, klaar: bool, by: Any, at: datetime) -> Actie:
    """Tick an action, or undo that; doing the same twice changes nothing.

    :raises ActieVanOudPlan: the plan is history.
    """
    actie = (
        Actie.objects.select_for_update(of=("self",)).select_related("plan", "huishouden").get(pk=actie.pk)
    )
    _bevries_oud(actie.plan)
    nieuw = ActieStatus.KLAAR if klaar else ActieStatus.OPEN
    if actie.status == nieuw:
        return actie
    actie.status = nieuw
    actie.afgerond_op, actie.afgerond_door = (at, by) if klaar else (None, None)
    actie.versie += 1
    actie.save(update_fields=["status", "afgerond_op", "afgerond_door", "versie"])
    gebeurtenis = "dossier.actie.afgerond" if klaar else "dossier.actie.heropend"
    audit.record(gebeurtenis, target=actie, by=by, at=at)
    return actie


@transaction.atomic
def remove_actie(*, actie: Actie, by: Any, at: datetime) -> None:
    """Say that an action is no longer needed; in a concept it goes altogether."""
    _bevries_oud(actie.plan)
    audit.record("dossier.actie.vervallen", target=actie, by=by, at=at, soort="verwijderen")
    if actie.plan is not None and actie.plan.status == PlanStatus.CONCEPT:
        actie.delete()
        return
    actie.status = ActieStatus.VERVALLEN
    actie.save(update_fields=["status"])
