"""What stands with a person: the way to the BRP, and to the contacts with the rest of the gemeente."""

from __future__ import annotations

from typing import Any

from modules.dossier.persoondelen import Persoondeel, registreer_persoondeel
from modules.koppelingen.instellingen import KoppelingInstellingen
from modules.koppelingen.soorten import Koppelsoort


def _heeft_brp(instellingen: Any) -> bool:
    return Koppelsoort.BRP.value in instellingen.section(KoppelingInstellingen).aan


def _heeft_contacten(instellingen: Any) -> bool:
    return Koppelsoort.KLANTINTERACTIES.value in instellingen.section(KoppelingInstellingen).aan


def register() -> None:
    """Put it there."""
    registreer_persoondeel(
        Persoondeel(
            "koppelingen:brp",
            "p-brp",
            "BRP",
            "Vergelijk met de BRP",
            "Kijk of naam, adres en gezag nog kloppen. Je kiest zelf wat je overneemt.",
            _heeft_brp,
        )
    )
    registreer_persoondeel(
        Persoondeel(
            "koppelingen:contacten",
            "p-contact",
            "Contact met de gemeente",
            "Bekijk de contacten",
            "Wanneer iemand de gemeente belde, mailde of bezocht.",
            _heeft_contacten,
        )
    )
