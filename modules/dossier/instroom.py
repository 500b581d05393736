"""Which entrances the menu shows: what the variant of one of somebody's teams works with (ux.md 2)."""

from __future__ import annotations

from typing import Any

from modules.dossier.access import teams_van
from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.stappen import stapkeuze, stappen
from modules.inrichting.rules.varianten import VariantInstellingen


def _van_mijn_teams(instellingen: Any, gebruiker: Any) -> list[VariantInstellingen]:
    # The preview of a team model asks for somebody who has teams and no account.
    teams = teams_van(gebruiker) if hasattr(gebruiker, "pk") else gebruiker.teams
    return [instellingen.van_team(team) for team in teams] or [instellingen.van_team(None)]


def _neemt_meldingen_aan(keuzes: VariantInstellingen) -> bool:
    """A team whose line begins with a melding or an overdracht; others reach the list from Signalen."""
    return any(stap.sleutel in ("melding", "overdracht") for stap in stappen(keuzes))


def _werkt_met_signalen(keuzes: VariantInstellingen) -> bool:
    """A signaal is a step of the team; where it only may be used, Meldingen takes its place."""
    keuze = stapkeuze(keuzes, "signaal")
    return keuze == Keuze.J or (keuze == Keuze.O and "melding" not in {s.sleutel for s in stappen(keuzes)})


def toon_meldingen(instellingen: Any, gebruiker: Any) -> bool:
    """Whether one of this person's teams works from a list of meldingen."""
    return any(_neemt_meldingen_aan(keuzes) for keuzes in _van_mijn_teams(instellingen, gebruiker))


def toon_signalen(instellingen: Any, gebruiker: Any) -> bool:
    """Whether one of this person's teams works from signalen."""
    return any(_werkt_met_signalen(keuzes) for keuzes in _van_mijn_teams(instellingen, gebruiker))
