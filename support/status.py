"""How the product is doing, for everybody: its parts and its incidents. No gemeente is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import ProgrammingError, transaction

from keukentafel.context import Mededeling
from keukentafel.tenancy.adresboek import adresboek
from support.models import Incident, Onderdeel

DAGEN = 30


@dataclass(frozen=True, slots=True)
class Deelstand:
    """One part of the product: `niveau` and `tekst` as of `{% stand %}`."""

    naam: str
    niveau: str
    tekst: str


def lees_mededelingen() -> tuple[Mededeling, ...]:
    """Return what is wrong now, with the last thing we told. Read along with the directory of hosts.

    On a database that is still being upgraded there may be no such table yet; then nothing is told.
    """
    try:
        with transaction.atomic():
            lopend = list(Incident.objects.lopend().prefetch_related("berichten"))
    except ProgrammingError:
        return ()
    return tuple(
        Mededeling(
            "fout" if incident.is_storing else "let_op",
            incident.titel,
            next((een.tekst for een in incident.berichten.all()), ""),
        )
        for incident in lopend
    )


def mededelingen(_request: Any) -> list[Mededeling]:
    """Return what stands above every page of every gemeente while it lasts; it asks nothing of the database."""
    return list(adresboek.bijlage("incidenten") or ())


def incidenten(at: datetime) -> tuple[list[Incident], list[Incident]]:
    """Return what is wrong now, and what was in the last thirty days; each with what was told."""
    rijen = list(
        Incident.objects.filter(begonnen_op__gte=at - timedelta(days=DAGEN)).prefetch_related("berichten")
        | Incident.objects.lopend().prefetch_related("berichten")
    )
    lopend = [rij for rij in rijen if rij.voorbij_op is None]
    return lopend, [rij for rij in rijen if rij.voorbij_op is not None]


def delen(lopend: list[Incident]) -> list[Deelstand]:
    """Say of each part how it is, from what is open."""
    per_deel: dict[str, bool] = {}
    for incident in lopend:
        per_deel[incident.onderdeel] = per_deel.get(incident.onderdeel, False) or incident.is_storing
    return [
        Deelstand(
            str(deel.label),
            "gevaar" if per_deel.get(deel) else "let_op" if deel in per_deel else "goed",
            "Storing" if per_deel.get(deel) else "Vertraagd" if deel in per_deel else "Goed",
        )
        for deel in Onderdeel
    ]
