"""The other systems as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from modules.koppelingen.models import Koppeling, OntvangenBericht
from modules.koppelingen.soorten import SYSTEMEN, Systeem


@dataclass(frozen=True, slots=True)
class Systeemregel:
    """One system and how it goes: `niveau` and `tekst` of its stand."""

    systeem: Systeem
    rij: Koppeling | None
    niveau: str
    tekst: str


def systemen() -> list[Systeemregel]:
    """Return every kind of system with its connection, one query."""
    rijen = {rij.soort: rij for rij in Koppeling.objects.defer("geheim")}
    return [Systeemregel(wat, rijen.get(soort), *_stand(rijen.get(soort))) for soort, wat in SYSTEMEN.items()]


def _stand(rij: Koppeling | None) -> tuple[str, str]:
    if rij is None or not rij.is_aan:
        return "rustig", "Uit"
    if rij.doet_het is None:
        return "neutraal", "Aan, nog niet gebruikt"
    return ("goed", "Werkt") if rij.doet_het else ("gevaar", "Werkt niet")


def laatste_berichten(hoeveel: int = 15) -> list[OntvangenBericht]:
    """Return the messages that came in last. One query."""
    return list(OntvangenBericht.objects.defer("kenmerken").order_by("-ontvangen_op", "-id")[:hoeveel])
