"""Factories for rows of modules.dossier.besluiten."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from modules.dossier.besluiten.models import Mandaat
from tests.factories.inrichting import BEGIN


def maak_mandaat(door: Any, **velden: Any) -> Mandaat:
    """Let a teamlid decide about Jeugd, without a limit."""
    standaard = {"rol": "teamlid", "wet": "jeugd", "artikel": "Mandaatbesluit", "geldig_van": BEGIN}
    return Mandaat.objects.create(gemaakt_door=door, gemaakt_op=timezone.now(), **standaard | velden)
