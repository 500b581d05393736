"""The part that says which laws are on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from modules.inrichting.actions.modulekeuze import set_module
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking
from modules.inrichting.lader import ALLE_MODULES
from modules.inrichting.models import ModuleKeuze
from modules.inrichting.queries import botsingen_met_modules, modules_aan

_NAMEN = {"wmo": "Wmo", "jeugd": "Jeugd", "participatie": "Participatie"}


class ModulesDeel:
    """Taken in first: a choice of the team model may need a law."""

    sleutel = "modules"
    naam = "Modules"
    uitleg = "Gaat meteen in. Wat uit gaat, verdwijnt uit beeld; de gegevens blijven."
    volgorde = 10

    def lees(self) -> list[str]:
        """Return the codes of the laws that are on."""
        return sorted(modules_aan())

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return per law whether it is on."""
        aan = _lees(inhoud)
        return {_NAMEN[code]: "aan" if code in aan else "uit" for code in sorted(ALLE_MODULES)}

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse to switch off what a choice in the team model needs."""
        return list(botsingen_met_modules(_lees(inhoud)))

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """There is nothing to know before."""
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Switch on what must be on, and then off what must be off."""
        wordt, nu = _lees(inhoud), modules_aan()
        versies = dict(ModuleKeuze.objects.values_list("code", "versie"))
        for code in (*sorted(wordt - nu), *sorted(nu - wordt)):
            set_module(code=code, aan=code in wordt, versie=versies.get(code, 0), by=by, at=at)
        return Gezet(Werking.INGEGAAN, "De modules staan zoals in het bestand.")

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""


def _lees(inhoud: Any) -> frozenset[str]:
    if not isinstance(inhoud, list) or not inhoud or not all(code in ALLE_MODULES for code in inhoud):
        raise DeelOngeldig("De modules in dit bestand zijn niet te lezen.")
    return frozenset(inhoud)
