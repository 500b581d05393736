"""The team model: concept, check, date of effect, use, and back again (F002 to F004, F033)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions.protocol import propose_default
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.gevolgen import casussen
from modules.inrichting.models import Teammodel, Wijkteam
from modules.inrichting.models.teammodel import LopendeHuishoudens, TeammodelStatus
from modules.inrichting.queries import modules_aan, redenen_geen_ingang, redenen_tegen
from modules.inrichting.rules.inhoud import (
    Inhoud,
    met_deelnemers,
    met_gemeente,
    met_team,
    volgt_gemeente,
    zonder_onbekende_teams,
)
from modules.inrichting.rules.instellingsoort import Variant, Waarde
from modules.inrichting.rules.varianten import los_model_op


class GeenIngang(Refusal):
    """Residents could no longer come in by themselves (F033; domain 2.4)."""


class KeuzesBotsen(Refusal):
    """Some choices cannot stand together."""


class AlGepland(Refusal):
    """One version waits for its date already."""


class DatumVoorbij(Refusal):
    """A model cannot begin in the past: nothing changes silently, also not backwards."""

    text = "De ingangsdatum ligt voor vandaag. Kies vandaag of een latere dag."


class GeenConcept(Refusal):
    """There is nothing to plan."""

    text = "Er is geen concept meer. Misschien heeft een collega het al ingepland of weggegooid."


@transaction.atomic
def make_concept(*, by: Gebruiker | None, at: datetime) -> Teammodel:
    """Return the concept; when there is none, begin one with what is in use."""
    concept = Teammodel.objects.select_for_update().concept().first()
    if concept is not None:
        return concept
    actief = Teammodel.objects.actief().first()
    inhoud: Inhoud = actief.inhoud if actief else {"variant": Variant.TEAM, "instellingen": {}, "teams": {}}
    return _begin(inhoud, op_basis_van=actief, by=by, at=at)


@transaction.atomic
def change_concept(
    *,
    versie: int,
    variant: str,
    waarden: Mapping[str, Waarde],
    doen_mee: Collection[str],
    by: Gebruiker,
    at: datetime,
) -> Teammodel:
    """Change what the gemeente chooses, and which teams follow it.

    Choosing another variant fills in its preset; what was chosen under the old one is put aside
    and comes back when that variant is chosen again.

    :param versie: the version of the concept the page was made with; 0 when there was none.
    :raises Verouderd: somebody saved the concept since.
    """
    concept = _concept_op(versie, by=by, at=at)
    inhoud, opzij = dict(concept.inhoud), dict(concept.opzij)
    if variant != concept.variant:
        if concept.instellingen:
            opzij[concept.variant] = concept.instellingen
        terug = opzij.pop(variant, {})
        waarden = {s: los_model_op({"variant": variant, "instellingen": terug}).waarde(s) for s in terug}
    inhoud = met_gemeente(inhoud, variant, waarden)
    alle = {str(pk) for pk in Wijkteam.objects.actief().values_list("pk", flat=True)}
    actief = Teammodel.objects.actief().first()
    inhoud = met_deelnemers(inhoud, doen_mee, alle, actief.inhoud if actief else inhoud)
    return _bewaar(concept, inhoud, opzij=opzij, by=by, at=at)


@transaction.atomic
def change_team_in_concept(
    *, versie: int, team: Wijkteam, variant: str, waarden: Mapping[str, Waarde], by: Gebruiker, at: datetime
) -> Teammodel:
    """Let one team work in its own way in the concept.

    :raises Verouderd: somebody saved the concept after `versie` was read (0: there was none).
    """
    concept = _concept_op(versie, by=by, at=at)
    if variant != los_model_op(concept.inhoud, team.pk).variant:
        waarden = {}
    inhoud = met_team(concept.inhoud, str(team.pk), variant, waarden)
    return _bewaar(concept, inhoud, by=by, at=at)


@transaction.atomic
def follow_gemeente(*, versie: int, team: Wijkteam, by: Gebruiker, at: datetime) -> Teammodel:
    """Let one team follow the model of the gemeente again in the concept.

    :raises Verouderd: somebody saved the concept after `versie` was read (0: there was none).
    """
    concept = _concept_op(versie, by=by, at=at)
    return _bewaar(concept, volgt_gemeente(concept.inhoud, str(team.pk)), by=by, at=at)


@transaction.atomic
def return_to_version(*, versie: Teammodel, by: Gebruiker, at: datetime) -> Teammodel:
    """Make a concept with what an old version said; it takes the place of the concept there is."""
    teams = {str(pk) for pk in Wijkteam.objects.actief().values_list("pk", flat=True)}
    inhoud = zonder_onbekende_teams(versie.inhoud, teams)
    concept = Teammodel.objects.select_for_update().concept().first()
    if concept is None:
        return _begin(inhoud, op_basis_van=versie, by=by, at=at)
    concept.op_basis_van = versie
    return _bewaar(concept, inhoud, opzij={}, by=by, at=at)


@transaction.atomic
def discard_concept(*, versie: int, by: Gebruiker, at: datetime) -> None:
    """Throw the concept away. It never held for anybody, so only the logboek remembers it.

    :raises Verouderd: somebody saved the concept after `versie` was read.
    """
    concept = Teammodel.objects.select_for_update().concept().first()
    if concept is None or concept.versie != versie:
        raise Verouderd(huidig=concept)
    detail = {"nummer": concept.nummer}
    audit.record(
        "inrichting.teammodel.weggegooid", target=concept, by=by, at=at, soort="verwijderen", detail=detail
    )
    concept.delete()


@transaction.atomic
def plan_teammodel(
    *,
    versie: int,
    ingaat_op: date,
    lopende: str,
    toelichting: str = "",
    by: Gebruiker | None,
    at: datetime,
) -> Teammodel:
    """Decide when the concept takes effect; today means now.

    :raises GeenConcept: there is none.
    :raises Verouderd: it was saved after `versie` was read, so this is not what was checked.
    :raises DatumVoorbij: the date lies before today.
    :raises AlGepland: another version waits for its date.
    :raises KeuzesBotsen: choices cannot stand together.
    :raises GeenIngang: residents would have no direct entrance (F033).
    """
    concept = Teammodel.objects.select_for_update().concept().first()
    if concept is None:
        raise GeenConcept
    if concept.versie != versie:
        raise Verouderd(huidig=concept)
    if ingaat_op < localdate(at):
        raise DatumVoorbij
    _check_geen_andere_planning()
    check_model(concept.inhoud)
    concept.status, concept.ingaat_op = TeammodelStatus.GEPLAND, ingaat_op
    concept.lopende, concept.toelichting = lopende, toelichting
    concept.vastgesteld_op, concept.vastgesteld_door = at, by
    concept.opzij = {}
    concept.save()
    detail = {"nummer": concept.nummer, "ingaat_op": ingaat_op.isoformat(), "lopende": lopende}
    audit.record("inrichting.teammodel.vastgesteld", target=concept, by=by, at=at, detail=detail)
    if ingaat_op <= localdate(at):
        activate_planned(at=at, by=by)
        concept.refresh_from_db()
    return concept


@transaction.atomic
def withdraw_planned(*, by: Gebruiker, at: datetime) -> Teammodel:
    """Make a concept of the version that waits for its date.

    :raises GeenConcept: nothing waits.
    :raises AlGepland: there is a concept already; two would overwrite each other.
    """
    gepland = Teammodel.objects.select_for_update().gepland().first()
    if gepland is None:
        raise GeenConcept("Er staat geen versie meer klaar. Misschien is ze al ingegaan.")
    if Teammodel.objects.concept().exists():
        raise AlGepland("Er is al een concept. Gooi dat eerst weg, of laat deze planning staan.")
    gepland.status, gepland.ingaat_op = TeammodelStatus.CONCEPT, None
    gepland.vastgesteld_op = gepland.vastgesteld_door = None
    gepland.versie += 1
    gepland.save()
    detail = {"nummer": gepland.nummer}
    audit.record("inrichting.teammodel.teruggehaald", target=gepland, by=by, at=at, detail=detail)
    return gepland


@transaction.atomic
def activate_planned(*, at: datetime, by: Gebruiker | None = None) -> Teammodel | None:
    """Let the planned version take effect when its day has come. Safe to run often.

    Running households keep the version they run under, unless the administrator chose otherwise. Who
    may see what stays as it is: the default of another variant is laid ready as a concept.
    """
    model = Teammodel.objects.select_for_update().gepland().filter(ingaat_op__lte=localdate(at)).first()
    if model is None:
        return None
    was = Teammodel.objects.actief().values_list("variant", flat=True).first()
    Teammodel.objects.actief().update(status=TeammodelStatus.VERVALLEN, vervallen_op=at)
    model.status, model.in_gebruik_op = TeammodelStatus.ACTIEF, at
    model.save()
    if was is not None and was != model.variant:
        propose_default(variant=model.variant, was=was, by=by, at=at)
    omgezet = 0
    if model.lopende == LopendeHuishoudens.OMZETTEN:
        teams = list(Wijkteam.objects.actief().values_list("pk", flat=True))
        omgezet = casussen().zet_om(teammodel=model.pk, team_ids=teams, by=by, at=at)
    detail = {"nummer": model.nummer, "omgezet": omgezet}
    audit.record("inrichting.teammodel.ingegaan", target=model, by=by, at=at, detail=detail)
    renew_stand(at=at)
    return model


def check_model(inhoud: Inhoud) -> None:
    """Refuse a model that cannot work, or that leaves residents without a door.

    :raises KeuzesBotsen: with the first reason.
    :raises GeenIngang: F033.
    """
    for reden in redenen_tegen(inhoud, modules_aan()):
        raise KeuzesBotsen(reden)
    for reden in redenen_geen_ingang(inhoud):
        raise GeenIngang(reden)


def _begin(
    inhoud: Inhoud, *, op_basis_van: Teammodel | None, by: Gebruiker | None, at: datetime
) -> Teammodel:
    hoogste = Teammodel.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    concept = Teammodel.objects.create(
        nummer=hoogste + 1,
        variant=inhoud["variant"],
        instellingen=inhoud["instellingen"],
        teams=inhoud["teams"],
        op_basis_van=op_basis_van,
        gemaakt_op=at,
        gewijzigd_op=at,
        gewijzigd_door=by,
    )
    detail = {"nummer": concept.nummer}
    audit.record("inrichting.teammodel.begonnen", target=concept, by=by, at=at, soort="maken", detail=detail)
    return concept


def _concept_op(versie: int, *, by: Gebruiker, at: datetime) -> Teammodel:
    concept = Teammodel.objects.select_for_update().concept().first()
    if (concept.versie if concept else 0) != versie:
        raise Verouderd(huidig=concept)
    return concept or make_concept(by=by, at=at)


def _bewaar(
    concept: Teammodel,
    inhoud: Inhoud,
    *,
    opzij: dict[str, Any] | None = None,
    by: Gebruiker,
    at: datetime,
) -> Teammodel:
    concept.variant, concept.instellingen, concept.teams = (
        inhoud["variant"],
        inhoud["instellingen"],
        inhoud["teams"],
    )
    if opzij is not None:
        concept.opzij = opzij
    concept.gewijzigd_op, concept.gewijzigd_door = at, by
    concept.versie += 1
    concept.save()
    detail = {"nummer": concept.nummer, "variant": concept.variant, "keuzes": sorted(concept.instellingen)}
    audit.record("inrichting.teammodel.bewaard", target=concept, by=by, at=at, detail=detail)
    return concept


def _check_geen_andere_planning() -> None:
    gepland = Teammodel.objects.gepland().first()
    if gepland is not None and gepland.ingaat_op is not None:
        dag = gepland.ingaat_op.strftime("%d-%m-%Y")
        raise AlGepland(f"Versie {gepland.nummer} staat al klaar voor {dag}. Haal die eerst terug.")
