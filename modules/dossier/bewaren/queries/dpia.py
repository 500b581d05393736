"""The DPIA of every module: what the gemeente established, or else what the supplier proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from modules.dossier.bewaren.models import Dpia, DpiaStand, Risico
from modules.dossier.bewaren.verantwoording.register import beschrijvingen, modules_met_tabellen


@dataclass(frozen=True, slots=True)
class Dpiabeeld:
    """One DPIA as it is shown. Version 0 is the proposal of the supplier, which nobody established."""

    module: str
    titel: str
    versie: int
    omschrijving: str
    risicos: tuple[tuple[str, str], ...]
    restrisico: str
    advies_fg: str
    herzien_op: date | None
    vastgesteld_op: datetime | None
    vastgesteld_door: str
    concept: Any = None

    @property
    def restrisico_in_woorden(self) -> str:
        """Return how much risk is left, in words."""
        return str(Risico(self.restrisico).label)

    @property
    def stand_in_woorden(self) -> str:
        """Return where it stands."""
        return "Vastgesteld" if self.versie else "Voorstel van de leverancier, nog niet vastgesteld"

    def is_verlopen(self, vandaag: date) -> bool:
        """Whether the day to look again has passed."""
        return self.herzien_op is not None and self.herzien_op < vandaag


def dpias() -> list[Dpiabeeld]:
    """Return the DPIA of every module; one query."""
    geldig: dict[str, Dpia] = {}
    concept: dict[str, Dpia] = {}
    lopend = Dpia.objects.exclude(stand=DpiaStand.VERVALLEN)
    for rij in lopend.select_related("gemaakt_door", "vastgesteld_door"):
        (geldig if rij.stand == DpiaStand.GELDIG else concept)[rij.module] = rij
    return [
        _beeld(label, geldig.get(label), concept.get(label))
        for label in modules_met_tabellen()
        if label in beschrijvingen()
    ]


def dpia_van(module: str) -> Dpiabeeld | None:
    """Return the DPIA of one module; None when there is no such module."""
    return next((dpia for dpia in dpias() if dpia.module == module), None)


def _beeld(label: str, rij: Dpia | None, concept: Dpia | None) -> Dpiabeeld:
    eigen = beschrijvingen()[label]
    if rij is None:
        return Dpiabeeld(
            label,
            eigen.titel,
            0,
            eigen.omschrijving,
            eigen.risicos,
            eigen.restrisico,
            "",
            None,
            None,
            "",
            concept,
        )
    risicos = tuple((deel["risico"], deel["maatregel"]) for deel in rij.risicos)
    wie = rij.vastgesteld_door.naam if rij.vastgesteld_door else ""
    return Dpiabeeld(
        label, eigen.titel, rij.versie, rij.omschrijving, risicos, rij.restrisico, rij.advies_fg, rij.herzien_op,
        rij.vastgesteld_op, wie, concept,
    )  # fmt: skip
