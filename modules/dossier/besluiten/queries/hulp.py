"""The provisions of a decision, as the action takes them."""

from __future__ import annotations

from typing import Any

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.rules.inhoud import VOORZIENING


def bestaande_hulp(rij: Beschikking) -> list[dict[str, Any]]:
    """Return the provisions that are in a decision now."""
    return [{veld: getattr(deel, veld) for veld in VOORZIENING} for deel in rij.toewijzingen.all()]
