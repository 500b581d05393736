"""Parts with the choices of one typed section (`keukentafel.instellingen`); each floor makes its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, mapping
from modules.inrichting.models.stand import Instelling


def _geen_bezwaar(_keuzes: Any) -> None:
    """Let everything pass that has the right type."""


@dataclass(frozen=True, slots=True)
class SectieDeel:
    """The choices of one section, each with the label of its screen.

    `labels` names every field that travels; others stay what they are in a gemeente. `controleer` gets
    the typed section and refuses what cannot be.
    """

    soort: type
    sleutel: str
    naam: str
    labels: Mapping[str, str]
    volgorde: int = 60
    controleer: Callable[[Any], None] = _geen_bezwaar
    uitleg: str = "Gaat meteen in."

    def lees(self) -> dict[str, Any]:
        """Return every choice, also where it is the default."""
        nu: Any = huidige_instellingen().section(self.soort)
        return {veld: getattr(nu, veld) for veld in self.labels}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return label and value."""
        keuzes = self._lees(inhoud)
        return {label: _in_woorden(getattr(keuzes, veld)) for veld, label in self.labels.items()}

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Return what the section itself refuses."""
        try:
            self.controleer(self._lees(inhoud))
        except DeelOngeldig:
            raise
        except Refusal as refusal:
            return [str(refusal)]
        return []

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """There is nothing to know before."""
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Keep the choices; they hold from the next request on."""
        keuzes = self._lees(inhoud)
        self.controleer(keuzes)
        sectie = self.soort.section  # type: ignore[attr-defined]
        with slot(f"{sectie}-instellingen"):
            rij = Instelling.objects.select_for_update().filter(sectie=sectie).first()
        rij = rij or Instelling(sectie=sectie, versie=0)
        rij.waarden = {**(rij.waarden or {}), **{veld: getattr(keuzes, veld) for veld in self.labels}}
        rij.gewijzigd_op, rij.versie = at, rij.versie + 1
        rij.save()
        audit.record(
            "inrichting.instelling.uit_bestand", target=rij, by=by, at=at, detail={"onderdeel": sectie}
        )
        renew_stand(at=at)
        return Gezet(Werking.INGEGAAN, "De keuzes gelden.")

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""

    def _lees(self, inhoud: Any) -> Any:
        ruw = mapping(inhoud, self.naam.lower())
        standaard = {veld.name: veld for veld in fields(self.soort)}
        for veld, waarde in ruw.items():
            gewoon = standaard[veld].default if veld in self.labels else MISSING
            if gewoon is MISSING or type(waarde) is not type(gewoon):
                raise DeelOngeldig(f"{self.naam}: {veld[:40]} is niet te lezen in dit bestand.")
        return self.soort(**ruw)


def _in_woorden(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde)
