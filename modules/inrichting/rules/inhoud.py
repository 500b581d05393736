"""Changing what a stored team model says, without touching the team model itself.

Pure. `inhoud` is what the rules of `varianten` read: `{"variant", "instellingen", "teams"}`. Every
function returns a new one; what a team says of its own is kept exactly as it works out, whatever
happens to the choices of the gemeente around it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from modules.inrichting.rules.instellingsoort import Variant, Waarde
from modules.inrichting.rules.varianten import (
    VariantInstellingen,
    instelling,
    los_model_op,
    los_op,
    naar_opslag,
)
from modules.inrichting.rules.varianttabel import INSTELLINGEN

Inhoud = Mapping[str, Any]


def met_gemeente(inhoud: Inhoud, variant: str, waarden: Mapping[str, Waarde]) -> dict[str, Any]:
    """Return `inhoud` with another model of the gemeente. Teams with own choices keep working as they did."""
    oud = {team: los_model_op(inhoud, team) for team in inhoud["teams"]}
    nieuw: dict[str, Any] = {
        "variant": str(variant),
        "instellingen": naar_opslag(waarden, Variant(variant)),
        "teams": {},
    }
    nieuw["teams"] = {team: regel_voor(nieuw, keuzes) for team, keuzes in oud.items()}
    return nieuw


def met_team(inhoud: Inhoud, team_id: str, variant: str, waarden: Mapping[str, Waarde]) -> dict[str, Any]:
    """Return `inhoud` in which one team works in its own way."""
    compleet = {rij.sleutel: rij.standaard[Variant(variant)] for rij in INSTELLINGEN} | dict(waarden)
    keuzes = los_op(variant, naar_opslag(compleet, Variant(variant)))
    return _kopie(inhoud, {**inhoud["teams"], team_id: regel_voor(inhoud, keuzes)})


def volgt_gemeente(inhoud: Inhoud, team_id: str) -> dict[str, Any]:
    """Return `inhoud` in which a team follows the model of the gemeente again."""
    return _kopie(inhoud, {team: regel for team, regel in inhoud["teams"].items() if team != team_id})


def met_deelnemers(
    inhoud: Inhoud, doen_mee: Collection[str], alle: Collection[str], in_gebruik: Inhoud
) -> dict[str, Any]:
    """Return `inhoud` in which exactly `doen_mee` follow the gemeente.

    A team that drops out keeps what it has under the version `in_gebruik`; one that already had
    choices of its own keeps those.
    """
    teams = {}
    for team in alle:
        if team in doen_mee:
            continue
        teams[team] = inhoud["teams"].get(team) or regel_voor(inhoud, los_model_op(in_gebruik, team))
    return _kopie(inhoud, teams)


def zonder_onbekende_teams(inhoud: Inhoud, bekend: Collection[str]) -> dict[str, Any]:
    """Return `inhoud` without what it says about teams that are no more."""
    return _kopie(inhoud, {team: regel for team, regel in inhoud["teams"].items() if team in bekend})


def regel_voor(inhoud: Inhoud, keuzes: VariantInstellingen) -> dict[str, Any]:
    """Return what to store for a team so that it works out as `keuzes` beside this gemeente."""
    zelfde = keuzes.variant == inhoud["variant"]
    basis = los_op(keuzes.variant, inhoud["instellingen"] if zelfde else {})
    anders = [rij.sleutel for rij in INSTELLINGEN if keuzes.waarde(rij.sleutel) != basis.waarde(rij.sleutel)]
    return {
        "variant": str(keuzes.variant),
        "instellingen": {s: instelling(s).naar_opslag(keuzes.waarde(s)) for s in anders},
    }


def _kopie(inhoud: Inhoud, teams: Mapping[str, Any]) -> dict[str, Any]:
    return {"variant": inhoud["variant"], "instellingen": dict(inhoud["instellingen"]), "teams": dict(teams)}
