"""What somebody pays: the facts for CAK (Wmo 2015, art. 2.1.4; Uitvoeringsbesluit Wmo 2015). Amounts are dated."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld


class GeenBedrag(Refusal):
    """No amount is known for the day."""


@dataclass(frozen=True, slots=True)
class Tarief:
    """The most a household pays a month, from a day up to a day."""

    geldig_van: date
    geldig_tot: date | None
    per_maand: Geld
    bron: str


@dataclass(frozen=True, slots=True)
class Feiten:
    """What decides whether there is a contribution.

    `aow_bereikt` holds for all partners: None while it is not known.
    """

    personen: int
    heeft_partner: bool
    alle_partners_aow: bool | None
    is_minderjarig: bool
    is_rolstoel: bool


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """What goes to CAK: whether there is a contribution, how much a month, and why."""

    is_verschuldigd: bool
    per_maand: Geld
    reden: str


def _lees() -> tuple[Tarief, ...]:
    ruw = tomllib.loads(Path(__file__).with_name("bijdrage.toml").read_text(encoding="utf-8"))
    return tuple(
        Tarief(rij["geldig_van"], rij.get("geldig_tot"), Geld(rij["centen"]), rij["bron"])
        for rij in ruw["abonnement"]
    )


TARIEVEN: Final = _lees()


def tarief_op(dag: date) -> Tarief:
    """Return the amount that holds on a day.

    :raises GeenBedrag: none is known.
    """
    for tarief in TARIEVEN:
        if tarief.geldig_van <= dag and (tarief.geldig_tot is None or dag < tarief.geldig_tot):
            return tarief
    raise GeenBedrag(f"Voor {datum(dag)} is geen bedrag van de eigen bijdrage bekend.")


def bepaal_bijdrage(feiten: Feiten, dag: date) -> Bijdrage:
    """Return whether this household pays, and why (art. 2.1.4; art. 2.1.4a for the household of more)."""
    if feiten.is_rolstoel:
        return _geen("Voor een rolstoel geldt geen eigen bijdrage.")
    if feiten.is_minderjarig:
        return _geen("Voor de meeste hulp aan iemand onder de 18 geldt geen eigen bijdrage.")
    if feiten.heeft_partner and feiten.personen > 1 and feiten.alle_partners_aow is False:
        return _geen(
            "Een huishouden van meer mensen, waarin een partner nog geen AOW heeft, betaalt geen eigen bijdrage."
        )
    tarief = tarief_op(dag)
    return Bijdrage(
        is_verschuldigd=True,
        per_maand=tarief.per_maand,
        reden=f"Het huishouden betaalt ten hoogste {tarief.per_maand} per maand aan het CAK ({tarief.bron}).",
    )


def _geen(reden: str) -> Bijdrage:
    return Bijdrage(is_verschuldigd=False, per_maand=Geld(0), reden=reden)
