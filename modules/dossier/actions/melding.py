"""Register a vraag om ondersteuning, and what has to follow on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import lock_casus, open_casus
from modules.dossier.actions.termijn import finish_met_gebeurtenis, start_termijnen
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import (
    Casus,
    Huishouden,
    Inwoner,
    Melding,
    MeldingSoort,
    TijdlijnGroep,
)
from modules.dossier.wetten import wetten
from modules.inrichting.models import Wijkteam


class GeenTeamVoorMelding(Refusal):
    text = "Dit huishouden heeft nog geen team. Kies eerst welk team de vraag oppakt."


class OntvangenInToekomst(Refusal):
    text = "De dag van ontvangst ligt in de toekomst. Kies vandaag of een eerdere dag."


@transaction.atomic
def register_melding(
    *,
    huishouden: Huishouden,
    team: Wijkteam | None,
    teammodel_id: UUID,
    gegevens: Mapping[str, Any],
    ontvangen_op: date,
    met_termijnen: bool,
    by: Any,
    at: datetime,
    inwoner: Inwoner | None = None,
    id: UUID | None = None,
) -> Melding:
    """Record what somebody asks for, in their own words, and start the terms of the law it falls under.

    A running casus of the household with this team takes it; else one opens under `teammodel_id`, the
    team model in use now. `met_termijnen` is False where the team does not run the statutory procedure.
    `id` is the key of the form: sent twice, it is one melding.

    :raises GeenTeamVoorMelding: neither the household nor the caller names a team.
    :raises OntvangenInToekomst: it cannot have come in tomorrow.
    """
    if id and (al_bekend := Melding.objects.filter(pk=id).first()):
        return al_bekend
    if ontvangen_op > localdate(at):
        raise OntvangenInToekomst
    casus = _casus(huishouden, team, teammodel_id, by, at)
    wet = wetten.get(gegevens.get("wet") or "")
    melding = Melding(
        huishouden=huishouden,
        casus=casus,
        inwoner=inwoner,
        soort=wet.soort_melding if wet else MeldingSoort.VRAAG,
        ontvangen_op=_moment(ontvangen_op, at),
        **gegevens,
    )
    if id:
        melding.id = id
    melding.save(force_insert=True)
    if wet and met_termijnen:
        soorten = wet.termijnen_bij_melding(is_spoed=melding.is_spoed)
        start_termijnen(
            casus=casus, melding=melding, soorten=soorten, begin=ontvangen_op, begin_tijd=melding.ontvangen_op
        )
    _schrijf(melding, wet.naam if wet else "", by)
    audit.record("dossier.melding.geregistreerd", target=melding, by=by, at=at, soort="maken")
    if melding.bevestigd_op:
        _bevestigd(melding, by, at)
    return melding


@transaction.atomic
def confirm_melding(*, melding: Melding, op: date, by: Any, at: datetime) -> Melding:
    """Record on which day the gemeente confirmed the melding (Wmo art. 2.3.2 lid 1)."""
    melding.bevestigd_op = op
    melding.save(update_fields=["bevestigd_op"])
    audit.record("dossier.melding.bevestigd", target=melding, by=by, at=at)
    _bevestigd(melding, by, at)
    return melding


@transaction.atomic
def offer_clientondersteuning(*, melding: Melding, op: date | None, by: Any, at: datetime) -> Melding:
    """Record that free independent support was offered (Wmo art. 2.3.2 lid 3); None takes it back."""
    melding.clientondersteuning_aangeboden_op = op
    melding.save(update_fields=["clientondersteuning_aangeboden_op"])
    audit.record("dossier.melding.clientondersteuning_aangeboden", target=melding, by=by, at=at)
    return melding


@transaction.atomic
def receive_eigen_plan(*, melding: Melding, op: date, by: Any, at: datetime) -> Melding:
    """Record that the resident handed in an own plan (Wmo art. 2.3.2 lid 2); its term ends."""
    melding.eigen_plan_ontvangen_op = op
    melding.save(update_fields=["eigen_plan_ontvangen_op"])
    finish_met_gebeurtenis(casus=melding.casus, sleutel="wmo_persoonlijk_plan", op=op, by=by, at=at)
    audit.record("dossier.melding.eigen_plan_ontvangen", target=melding, by=by, at=at)
    return melding


@transaction.atomic
def finish_melding(*, melding: Melding, klaar: bool, by: Any, at: datetime) -> Melding:
    """Say that a melding needs nothing more (`klaar`), or take that back."""
    melding.is_afgehandeld = klaar
    melding.save(update_fields=["is_afgehandeld"])
    gebeurtenis = "dossier.melding.afgehandeld" if klaar else "dossier.melding.heropend"
    audit.record(gebeurtenis, target=melding, by=by, at=at)
    return melding


def _casus(huishouden: Huishouden, team: Wijkteam | None, teammodel_id: UUID, by: Any, at: datetime) -> Casus:
    team = team or huishouden.team
    if team is None:
        raise GeenTeamVoorMelding
    lopend = Casus.objects.lopend().filter(huishouden=huishouden, team=team).first()
    if lopend is not None:
        return lock_casus(lopend)
    return open_casus(huishouden=huishouden, team=team, teammodel_id=teammodel_id, by=by, at=at)


def _moment(dag: date, at: datetime) -> datetime:
    """Return `at` when it came in today, else that day at the same hour."""
    verschil = localdate(at) - dag
    return at - verschil


def _bevestigd(melding: Melding, by: Any, at: datetime) -> None:
    op = melding.bevestigd_op
    assert op is not None
    finish_met_gebeurtenis(casus=melding.casus, sleutel="wmo_bevestiging", op=op, by=by, at=at)


def _schrijf(melding: Melding, wet: str, by: Any) -> None:
    soort = str(MeldingSoort(melding.soort).label)
    schrijf_tijdlijn(
        huishouden=melding.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="inbox",
        titel=f"{soort} ontvangen{f' ({wet})' if wet else ''}",
        tekst=melding.inhoud,
        at=melding.ontvangen_op,
        by=by,
        bij=melding,
    )
