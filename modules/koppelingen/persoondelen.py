"""What stands with a person: the way to the BRP."""

from __future__ import annotations

from typing import Any

from modules.dossier.persoondelen import Persoondeel, registreer_persoondeel
from modules.koppelingen.instellingen import KoppelingInstellingen
from modules.koppelingen.soorten import Koppelsoort


def _heeft_brp(instellingen: Any) -> bool:
    return Koppelsoort.BRP.value in instellingen.section(KoppelingInstellingen).aan


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
