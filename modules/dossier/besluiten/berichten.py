"""What colleagues hear of a decision that lies with them: a notice in Mijn dag, that leads to the check page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.toegang.attenderen import attendeer


def tell_voorgelegd(rij: Beschikking, *, aan: UUID, by: Any, at: datetime) -> None:
    """Tell whom a decision was put before."""
    _vertel(rij, aan, f"{by.naam} legt je een besluit voor.", at)


def tell_akkoord(rij: Beschikking, *, by: Any, at: datetime) -> None:
    """Tell who put it forward that a colleague agreed."""
    _vertel(rij, rij.voorgelegd_door_id, f"{by.naam} gaf akkoord op je besluit.", at)


def tell_teruggelegd(rij: Beschikking, *, by: Any, at: datetime) -> None:
    """Tell who put it forward that it came back; who took it back knows."""
    if rij.voorgelegd_door_id != by.pk:
        _vertel(rij, rij.voorgelegd_door_id, f"{by.naam} legde je besluit terug.", at)


def _vertel(rij: Beschikking, wie: UUID | None, tekst: str, at: datetime) -> None:
    if wie is not None:
        url = reverse("besluiten:controleer", args=[rij.pk])
        attendeer(voor=[wie], soort="besluit", tekst=tekst, url=url, at=at)
