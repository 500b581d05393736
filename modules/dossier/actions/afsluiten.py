"""End the help with a reason, hand a household over, begin again (F058)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.bevinding import Bevinding, fouten
from modules.dossier.actions.casus import CasusLooptAl, lock_casus, open_casus
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import (
    Actie,
    Afsluiting,
    Afsluitvoorstel,
    Casus,
    Huishouden,
    NotitieSoort,
    Opschorting,
    Plan,
    Termijn,
    TijdlijnGroep,
    Voorstelstand,
    Waakvlam,
)
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.afsluiten import Slot, controleer_afsluiting
from modules.dossier.rules.normen import NORMEN
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import ActieStatus, Afsluitreden, CasusStatus, PlanStatus, TermijnStatus
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.instellingsoort import Keuze


class AfsluitenKanNiet(Refusal):
    """Something is missing; `bevindingen` tells what, each at its field."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class HulpLoopt(Refusal):
    text = "Dit huishouden krijgt al hulp van dit team."


class ZelfdeTeam(Refusal):
    text = "Dit huishouden hoort al bij dit team. Kies een ander team."


class OverdrachtNietRond(AfsluitenKanNiet):
    """A warm handover tells why, what there is to know, and to whom it was told."""


@dataclass(frozen=True, slots=True)
class Overdracht:
    """What goes along to another team."""

    waarom: str
    samenvatting: str
    gesproken_met: str
    inwoner_geinformeerd_op: date | None


@transaction.atomic
def close_casus(
    *,
    casus: Casus,
    slot: Slot,
    eindmeting: Keuze,
    inwoner_geinformeerd_op: date | None,
    hoe_geinformeerd: str,
    by: Any,
    at: datetime,
) -> Afsluiting:
    """End the help of this team. With the last running casus the plan, its open actions and the regie end.

    :raises CasusAfgesloten: it was closed before.
    :raises AfsluitenKanNiet: a reason, what was tried, a second view or the notice is missing.
    """
    casus = lock_casus(casus)
    ontbreekt = fouten(controleer_afsluiting(slot, eindmeting=eindmeting))
    if ontbreekt:
        raise AfsluitenKanNiet(ontbreekt)
    dag = localdate(at)
    afsluiting = Afsluiting.objects.create(
        casus=casus,
        reden=slot.reden,
        toelichting=slot.toelichting,
        geprobeerd=slot.geprobeerd,
        tweede_blik_door=slot.tweede_blik_door,
        tweede_blik=slot.tweede_blik,
        waarom_toch=slot.waarom_toch,
        zonder_blik_door=slot.zonder_blik_door,
        zonder_blik_omdat=slot.zonder_blik_omdat,
        inwoner_geinformeerd_op=inwoner_geinformeerd_op,
        hoe_geinformeerd=hoe_geinformeerd,
        op=dag,
        door=by,
    )
    _sluit(casus, CasusStatus.AFGESLOTEN, dag, at)
    _laat_vervallen(casus, dag)
    Waakvlam.objects.filter(casus=casus, gestopt_op=None).update(gestopt_op=dag)
    if not casus.huishouden.casussen.lopend().exists():
        _ruim_op(casus.huishouden, dag)
    reden = str(Afsluitreden(slot.reden).label)
    _op_tijdlijn(casus, "archive", f"Hulp afgesloten: {reden[0].lower()}{reden[1:]}", by=by, at=at)
    audit.record(
        "dossier.casus.afgesloten",
        target=casus,
        by=by,
        at=at,
        detail={"reden": slot.reden, "tweede_blik_door": str(getattr(slot.tweede_blik_door, "pk", "") or "")},
    )
    return afsluiting


def _sluit(casus: Casus, status: CasusStatus, dag: date, at: datetime) -> None:
    Afsluitvoorstel.objects.filter(casus=casus, stand=Voorstelstand.OPEN).update(
        stand=Voorstelstand.VERVALLEN, afgerond_op=at
    )
    casus.status, casus.fase_sinds, casus.afgesloten_op = status, dag, dag
    casus.fasen = [*casus.fasen, {"status": status.value, "van": dag.isoformat()}]
    casus.save(update_fields=["status", "fase_sinds", "afgesloten_op", "fasen"])


def _ruim_op(huishouden: Huishouden, dag: date) -> None:
    """Nobody helps any more: the plan is history, the regie is theirs, and access of helpers ends."""
    Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK).update(status=PlanStatus.AFGESLOTEN)
    Actie.objects.filter(huishouden=huishouden, status=ActieStatus.OPEN).update(status=ActieStatus.VERVALLEN)
    huishouden.regisseurs.filter(tot=None).update(tot=dag)
    huishouden.regie_overnames.filter(teruggegeven_op=None).update(teruggegeven_op=dag)
    huishouden.betrokkenen.filter(tot=None).exclude(gebruiker=None).update(tot=dag)


@transaction.atomic
def reopen_help(*, casus: Casus, teammodel_id: UUID, waarom: str, by: Any, at: datetime) -> Casus:
    """Begin again with the same team and the same colleague, under the team model of now.

    The closed casus stays as it was; a concept of the plan that was left goes along.

    :raises HulpLoopt: the casus is running, or another of this team is.
    """
    if not casus.is_afgesloten:
        raise HulpLoopt
    try:
        nieuw = open_casus(
            huishouden=casus.huishouden,
            team=casus.team,
            teammodel_id=teammodel_id,
            behandelaar=casus.behandelaar,
            by=by,
            at=at,
        )
    except CasusLooptAl as loopt:
        raise HulpLoopt from loopt
    Plan.objects.filter(huishouden=casus.huishouden, status=PlanStatus.CONCEPT).update(casus=nieuw)
    place_notitie(
        huishouden=casus.huishouden, casus=nieuw, soort=NotitieSoort.NOTITIE, tekst=waarom, by=by, at=at
    )
    _op_tijdlijn(nieuw, "refresh", "Hulp opnieuw begonnen", by=by, at=at)
    audit.record("dossier.casus.heropend", target=nieuw, by=by, at=at, detail={"na": str(casus.pk)})
    return nieuw


@transaction.atomic
def hand_over_casus(
    *, casus: Casus, naar: Wijkteam, teammodel_id: UUID, overdracht: Overdracht, by: Any, at: datetime
) -> Casus:
    """Hand a household over to another team, told from person to person (domain 2.4).

    The plan, the running terms and the actions go along; the new team tells back how it goes.

    :raises CasusAfgesloten: the help was closed.
    :raises ZelfdeTeam: it is the team that has it.
    :raises CasusLooptAl: that team works with this household already.
    :raises OverdrachtNietRond: why, the summary, the person or the notice is missing.
    """
    casus = lock_casus(casus)
    if naar.pk == casus.team_id:
        raise ZelfdeTeam
    ontbreekt = _controleer_overdracht(overdracht)
    if ontbreekt:
        raise OverdrachtNietRond(ontbreekt)
    dag, huishouden = localdate(at), casus.huishouden
    Afsluiting.objects.create(
        casus=casus,
        reden=Afsluitreden.OVERGEDRAGEN,
        toelichting=overdracht.waarom,
        inwoner_geinformeerd_op=overdracht.inwoner_geinformeerd_op,
        op=dag,
        door=by,
    )
    was = CasusStatus(casus.status)
    _sluit(casus, CasusStatus.OVERGEDRAGEN, dag, at)
    nieuw = open_casus(huishouden=huishouden, team=naar, teammodel_id=teammodel_id, by=by, at=at)
    _verhuis(casus, nieuw, was, dag)
    if huishouden.team_id == casus.team_id:
        huishouden.team = naar
        huishouden.save(update_fields=["team"])
    place_notitie(
        huishouden=huishouden,
        casus=nieuw,
        soort=NotitieSoort.OVERLEG,
        met_wie=overdracht.gesproken_met,
        tekst=overdracht.samenvatting,
        by=by,
        at=at,
    )
    terug = Termijnsoort("terugkoppeling", f"Laat {casus.team.naam} weten hoe het gaat")
    start_termijnen(casus=nieuw, melding=None, soorten=[terug], begin=dag)
    _op_tijdlijn(nieuw, "switch-horizontal", f"Overgedragen aan {naar.naam}", by=by, at=at)
    audit.record(
        "dossier.casus.overgedragen",
        target=casus,
        by=by,
        at=at,
        detail={"van": str(casus.team_id), "naar": str(naar.pk), "nieuw": str(nieuw.pk)},
    )
    return nieuw


def _controleer_overdracht(overdracht: Overdracht) -> tuple[Bevinding, ...]:
    gevonden = []
    if not overdracht.waarom.strip():
        gevonden.append(Bevinding("Schrijf op waarom je overdraagt.", "waarom"))
    if not overdracht.samenvatting.strip():
        gevonden.append(
            Bevinding(
                "Schrijf op wat het nieuwe team moet weten. Dan hoeft niemand het twee keer te vertellen.",
                "samenvatting",
            )
        )
    if not overdracht.gesproken_met.strip():
        gevonden.append(Bevinding("Vul in met wie van het nieuwe team je sprak.", "gesproken_met"))
    if overdracht.inwoner_geinformeerd_op is None:
        gevonden.append(Bevinding("Vul in wanneer het huishouden dit weet.", "inwoner_geinformeerd_op"))
    return tuple(gevonden)


def vervallende(casus: Casus) -> QuerySet[Termijn]:
    """Return the running terms that closing makes needless."""
    lopend: QuerySet[Termijn] = casus.termijnen.lopend().filter(ingebrekestelling=None)
    return lopend.exclude(sleutel__in=NORMEN.blijven_na_sluiten)


def _laat_vervallen(casus: Casus, dag: date) -> None:
    """End the terms that the closing makes needless; what stood still, ends too.

    An objection, a complaint or a request goes on: the time for it does not depend on the help. So does
    a decision for which a dwangsom counts (Awb 4:17).
    """
    lopend = vervallende(casus)
    Opschorting.objects.filter(termijn__in=lopend, tot=None).update(tot=Greatest(F("van"), Value(dag)))
    lopend.update(status=TermijnStatus.VERVALLEN, vervallen_op=dag, vervallen_reden="De hulp is afgesloten.")


def _verhuis(van: Casus, naar: Casus, status: CasusStatus, dag: date) -> None:
    """Take along what still runs; what was done stays with the casus it was done in."""
    Plan.objects.filter(casus=van, status__in=[*IN_GEBRUIK, PlanStatus.CONCEPT]).update(casus=naar)
    Termijn.objects.lopend().filter(casus=van).update(casus=naar, eigenaar=None)
    Waakvlam.objects.filter(casus=van, gestopt_op=None).update(casus=naar, wie=None)
    if status != CasusStatus.NIEUW:
        naar.status, naar.fase_sinds = status, dag
        naar.fasen = [*naar.fasen, {"status": status.value, "van": dag.isoformat()}]
        naar.save(update_fields=["status", "fase_sinds", "fasen"])


def _op_tijdlijn(casus: Casus, icoon: str, titel: str, *, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=casus.huishouden,
        groep=TijdlijnGroep.BESLUIT,
        icoon=icoon,
        titel=titel,
        at=at,
        by=by,
        bij=casus,
    )
