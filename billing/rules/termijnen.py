"""In which periods a contract is billed: calendar years, quarters or months, the first and last one cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MAANDEN = {"jaar": 12, "kwartaal": 3, "maand": 1}
JAREN_TERUG = 5


@dataclass(frozen=True, slots=True, order=True)
class Termijn:
    """A period that is billed at once, in advance: from its first day up to `tot`, not included."""

    van: date
    tot: date

    @property
    def maand(self) -> date:
        """The month in which it is billed: that of its first day."""
        return self.van.replace(day=1)


def volgende_maand(dag: date, maanden: int = 1) -> date:
    """Return the first day of the month so many months later."""
    teller = dag.year * 12 + dag.month - 1 + maanden
    return date(teller // 12, teller % 12 + 1, 1)


def _einde_van_vak(dag: date, maanden: int) -> date:
    begin = date(dag.year, (dag.month - 1) // maanden * maanden + 1, 1)
    return volgende_maand(begin, maanden)


def verrekenen_vanaf(maand: date) -> date:
    """Return the first day that an invoice of this month still settles.

    Burgerlijk Wetboek boek 3, artikel 308: what is due per year, or more often, lapses after five years.
    So the work of a month is bounded too, however long a contract lasts.
    """
    return date(maand.year - JAREN_TERUG, 1, 1)


def termijnen(
    *,
    begin: date,
    einde: date | None,
    periode: str,
    t_m: date,
    gefactureerd: Iterable[Termijn] = (),
    vanaf: date = date.min,
) -> list[Termijn]:
    """Return the periods of a contract that begin up to and including `t_m`, in order; none before `vanaf`.

    What was billed keeps its period, and what was not is filled in with the period of now: before the first,
    between two (an invoice that was taken back), and after the last. So a change from a year to a quarter
    begins where the year ends.
    """
    gevonden: list[Termijn] = []
    volgende, maanden = max(begin, vanaf), MAANDEN[periode]
    for termijn in sorted(set(gefactureerd)):
        if termijn.van < vanaf:
            continue
        stop = termijn.van if einde is None else min(termijn.van, einde)
        gevonden += [*_vakken(volgende, maanden, t_m=t_m, stop=stop), termijn]
        volgende = max(volgende, termijn.tot)
    return [*gevonden, *_vakken(volgende, maanden, t_m=t_m, stop=einde)]


def _vakken(van: date, maanden: int, *, t_m: date, stop: date | None) -> Iterator[Termijn]:
    while van <= t_m and (stop is None or van < stop):
        tot = _einde_van_vak(van, maanden)
        tot = tot if stop is None else min(tot, stop)
        yield Termijn(van, tot)
        van = tot
