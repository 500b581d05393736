"""A stretch of days that knows `tot` from `tot en met`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.values.datum_tekst import dag_en_maand, datum
from keukentafel.values.ongeldig import OngeldigeWaarde

_EEN_DAG = timedelta(days=1)


class OngeldigePeriode(OngeldigeWaarde):
    """Refuse a period that ends before it begins."""


@dataclass(frozen=True, slots=True)
class Periode:
    """The days from `van` up to but not including `grens`; without a `grens` it is still open.

    People say the last day that counts (`Periode.tot_en_met`); the database stores the first
    day that no longer counts, as a PostgreSQL daterange does (`Periode.tot`).

    :raises OngeldigePeriode: the period holds no day at all.
    """

    van: date
    grens: date | None = None

    def __post_init__(self) -> None:
        if self.grens is not None and self.grens <= self.van:
            raise OngeldigePeriode(_volgorde(self.van, self.grens - _EEN_DAG))

    @classmethod
    def tot_en_met(cls, van: date, laatste_dag: date | None) -> Periode:
        """Make the period in which `laatste_dag` is the last day that counts."""
        return cls(van, None if laatste_dag is None else laatste_dag + _EEN_DAG)

    @classmethod
    def tot(cls, van: date, grens: date | None) -> Periode:
        """Make the period in which `grens` is the first day that does not count any more."""
        return cls(van, grens)

    @property
    def laatste_dag(self) -> date | None:
        """The last day that counts; none for an open period."""
        return None if self.grens is None else self.grens - _EEN_DAG

    @property
    def is_open(self) -> bool:
        """Whether the period has no end yet."""
        return self.grens is None

    @property
    def dagen(self) -> int | None:
        """How many days count; none for an open period."""
        return None if self.grens is None else (self.grens - self.van).days

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag and (self.grens is None or dag < self.grens)

    def overlapt(self, ander: Periode) -> bool:
        """Return whether the two share at least one day."""
        return self.doorsnede(ander) is not None

    def doorsnede(self, ander: Periode) -> Periode | None:
        """Return the days both hold, or none."""
        van = max(self.van, ander.van)
        grenzen = [grens for grens in (self.grens, ander.grens) if grens is not None]
        grens = min(grenzen, default=None)
        return None if grens is not None and grens <= van else Periode(van, grens)

    def sluit_aan_op(self, vorige: Periode) -> bool:
        """Return whether this period begins the day after the other one's last day."""
        return vorige.grens == self.van

    def __str__(self) -> str:
        laatste = self.laatste_dag
        if laatste is None:
            return f"vanaf {datum(self.van)}"
        begin = dag_en_maand(self.van) if self.van.year == laatste.year else datum(self.van)
        return f"{begin} tot en met {datum(laatste)}"


def _volgorde(begin: date, laatste: date) -> str:
    if laatste == begin - _EEN_DAG:
        return "De periode bevat geen enkele dag. Kies een latere einddatum."
    toon = dag_en_maand if begin.year == laatste.year else datum
    return (
        f"De einddatum ({toon(laatste)}) ligt vóór de begindatum ({toon(begin)}). Kies een latere einddatum."
    )
