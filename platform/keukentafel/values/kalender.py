"""The calendar by which Dutch terms are counted."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from keukentafel.values.datum_tekst import datum
from keukentafel.values.feestdagen import feestdagen
from keukentafel.values.ongeldig import OngeldigeWaarde

EERSTE_JAAR: Final = 2000
LAATSTE_JAAR: Final = 2045
_EEN_DAG = timedelta(days=1)
_ZATERDAG = 5


class BuitenKalender(OngeldigeWaarde):
    """Refuse a day for which the calendar knows no feestdagen."""


@dataclass(frozen=True, slots=True)
class Kalender:
    """Working days and free days, with the equalled days that are known (Atw art. 3).

    `gelijkgesteld` maps a day that a koninklijk besluit made equal to a feestdag to its reason.
    `gelijkgesteld_bekend_tot` is the last year whose decrees are in it: a term that ends later
    may still move, and a screen can say so.
    """

    gelijkgesteld: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    gelijkgesteld_bekend_tot: int = EERSTE_JAAR - 1
    _feestdagen: Mapping[date, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        alle: dict[date, str] = {}
        for jaar in range(EERSTE_JAAR, LAATSTE_JAAR + 1):
            alle.update(feestdagen(jaar))
        object.__setattr__(self, "gelijkgesteld", MappingProxyType(dict(self.gelijkgesteld)))
        object.__setattr__(self, "_feestdagen", MappingProxyType(alle))

    def naam_van(self, dag: date) -> str:
        """Return the name of a feestdag, or of what an equalled day follows; empty on other days."""
        _in_bereik(dag)
        return self._feestdagen.get(dag) or self.gelijkgesteld.get(dag, "")

    def is_feestdag(self, dag: date) -> bool:
        """Return whether the law calls the day a feestdag or equals it to one."""
        return bool(self.naam_van(dag))

    def is_werkdag(self, dag: date) -> bool:
        """Return whether the day is no Saturday, Sunday, feestdag or equalled day."""
        return dag.weekday() < _ZATERDAG and not self.is_feestdag(dag)

    def eerste_werkdag_vanaf(self, dag: date) -> date:
        """Return the day itself, or the first working day after it."""
        while not self.is_werkdag(dag):
            dag += _EEN_DAG
        return dag

    def laatste_werkdag_tot_en_met(self, dag: date) -> date:
        """Return the day itself, or the last working day before it."""
        while not self.is_werkdag(dag):
            dag -= _EEN_DAG
        return dag

    def werkdagen_tussen(self, na: date, tot_en_met: date) -> int:
        """Count the working days after `na` up to and including `tot_en_met`.

        The day of the event itself never counts. Negative when `tot_en_met` lies before `na`.
        """
        if tot_en_met < na:
            return -self.werkdagen_tussen(tot_en_met, na)
        dagen = (tot_en_met - na).days
        return sum(self.is_werkdag(na + timedelta(days=n)) for n in range(1, dagen + 1))

    def plus_werkdagen(self, dag: date, aantal: int) -> date:
        """Return the working day that is `aantal` working days after (or, if negative, before) `dag`.

        Zero gives the first working day from `dag`.
        """
        if aantal == 0:
            return self.eerste_werkdag_vanaf(dag)
        stap = _EEN_DAG if aantal > 0 else -_EEN_DAG
        for _ in range(abs(aantal)):
            dag += stap
            while not self.is_werkdag(dag):
                dag += stap
        return dag

    def gelijkgestelde_dagen_bekend(self, jaar: int) -> bool:
        """Return whether the decrees for this year are entered."""
        return jaar <= self.gelijkgesteld_bekend_tot


def _in_bereik(dag: date) -> None:
    if not EERSTE_JAAR <= dag.year <= LAATSTE_JAAR:
        raise BuitenKalender(
            f"Voor {datum(dag)} zijn geen feestdagen bekend. "
            f"Kies een datum van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}."
        )


def _lees(bestand: Path) -> Kalender:
    gegevens = tomllib.loads(bestand.read_text(encoding="utf-8"))
    dagen = {regel["datum"]: str(regel["reden"]) for regel in gegevens["dag"]}
    return Kalender(gelijkgesteld=dagen, gelijkgesteld_bekend_tot=int(gegevens["bekend_tot"]))


NEDERLAND: Final = _lees(Path(__file__).with_name("gelijkgestelde_dagen.toml"))


def kalender_op(dag: date) -> Kalender:
    """Return the calendar to count with on a day.

    :raises BuitenKalender: no calendar holds this day.
    """
    _in_bereik(dag)
    return NEDERLAND
