"""The part with the team model: variant, own choices, and teams that work in another way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from keukentafel.errors import Refusal
from modules.inrichting.actions.teammodel import check_model, discard_concept, make_concept
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, mapping
from modules.inrichting.models import Teammodel, Wijkteam
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.varianten import VariantInstellingen, los_model_op
from modules.inrichting.rules.varianttabel import INSTELLINGEN

_VELDEN = {"variant", "instellingen", "teams"}


class TeammodelDeel:
    """Teams stand in the file by name: their ids are of one gemeente only."""

    sleutel = "teammodel"
    naam = "Teammodel"
    uitleg = "Wordt een concept. Je kijkt het na en kiest zelf wanneer het ingaat."
    volgorde = 30

    def lees(self) -> dict[str, Any]:
        """Return the model in use, with the names of teams."""
        model = Teammodel.objects.actief().first()
        inhoud: dict[str, Any] = (
            model.inhoud if model else {"variant": Variant.TEAM.value, "instellingen": {}, "teams": {}}
        )
        namen = {str(pk): naam for pk, naam in Wijkteam.objects.actief().values_list("pk", "naam")}
        teams = {namen[team]: regel for team, regel in inhoud["teams"].items() if team in namen}
        return {"variant": inhoud["variant"], "instellingen": inhoud["instellingen"], "teams": teams}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return every choice of the gemeente, and per team what it does otherwise."""
        model = _lees(inhoud)
        gemeente = los_model_op(model)
        uit = {"Model": str(gemeente.variant.label), **_keuzes(gemeente)}
        for team in sorted(model["teams"]):
            keuzes = los_model_op(model, team)
            uit[f"{team}: model"] = str(keuzes.variant.label)
            uit |= {
                f"{team}: {rij.label}": keuzes.in_woorden(rij.sleutel)
                for rij in INSTELLINGEN
                if keuzes.waarde(rij.sleutel) != gemeente.waarde(rij.sleutel)
            }
        return uit

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse beside another concept or plan."""
        _lees(inhoud)
        lopend = set(
            Teammodel.objects.filter(status__in=["concept", "gepland"]).values_list("status", flat=True)
        )
        if "concept" in lopend:
            return ["Er is al een concept van het teammodel. Stel het vast of gooi het weg."]
        if "gepland" in lopend:
            return ["Er staat al een teammodel klaar voor een latere dag. Haal dat eerst terug."]
        return []

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """Name the teams that do not exist here, and what must be solved before it can take effect."""
        model, onbekend = _met_ids(_lees(inhoud))
        zinnen = [
            f"Team {naam} bestaat hier niet. De eigen keuzes van dat team gaan niet mee." for naam in onbekend
        ]
        try:
            check_model(model)
        except Refusal as refusal:
            zinnen.append(f"Los dit op voordat het ingaat. {refusal}")
        return zinnen

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Make a concept of it."""
        model, _ = _met_ids(_lees(inhoud))
        concept = make_concept(by=by, at=at)
        concept.variant, concept.instellingen, concept.teams = (
            model["variant"],
            model["instellingen"],
            model["teams"],
        )
        concept.gewijzigd_op, concept.gewijzigd_door = at, by
        concept.versie += 1
        concept.save()
        zin = f"Versie {concept.nummer} staat klaar als concept."
        return Gezet(Werking.CONCEPT, zin, reverse("inrichting:controleer"))

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Throw the concept away when nobody changed it since."""
        concept = Teammodel.objects.concept().first()
        if concept is not None and concept.inhoud == _met_ids(_lees(inhoud))[0]:
            discard_concept(versie=concept.versie, by=by, at=at)


def _keuzes(keuzes: VariantInstellingen) -> dict[str, str]:
    return {str(rij.label): keuzes.in_woorden(rij.sleutel) for rij in INSTELLINGEN}


def _lees(inhoud: Any) -> dict[str, Any]:
    """Return a model of the right form.

    :raises DeelOngeldig: an unknown variant, setting or value.
    """
    ruw = mapping(inhoud, "teammodel")
    if set(ruw) - _VELDEN or ruw.get("variant") not in Variant.values:
        raise DeelOngeldig("Het teammodel in dit bestand is niet te lezen.")
    teams = mapping(ruw.get("teams", {}), "teammodel, teams")
    model = {
        "variant": ruw["variant"],
        "instellingen": dict(mapping(ruw.get("instellingen", {}), "teammodel, keuzes")),
        "teams": {naam: _team(regel) for naam, regel in teams.items()},
    }
    try:
        for team in ("", *model["teams"]):
            los_model_op(model, team)
    except (Refusal, ValueError, KeyError, TypeError) as fout:
        raise DeelOngeldig(
            f"Het teammodel in dit bestand heeft een keuze die niet bestaat ({fout})."
        ) from fout
    return model


def _team(regel: Any) -> dict[str, Any]:
    ruw = mapping(regel, "teammodel, team")
    if ruw.get("variant") not in Variant.values:
        raise DeelOngeldig("Het teammodel van een team in dit bestand is niet te lezen.")
    return {
        "variant": ruw["variant"],
        "instellingen": dict(mapping(ruw.get("instellingen", {}), "teammodel, team")),
    }


def _met_ids(model: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the model with the ids of teams here, and the names of teams that are not."""
    ids = {naam: str(pk) for pk, naam in Wijkteam.objects.actief().values_list("pk", "naam")}
    teams = {ids[naam]: regel for naam, regel in model["teams"].items() if naam in ids}
    onbekend = sorted(naam for naam in model["teams"] if naam not in ids)
    return {**model, "teams": teams}, onbekend
