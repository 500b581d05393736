"""How amounts are rounded: in whole cents, halves away from zero, and always from the first of January.

What a part of a year costs is the price up to and including its last day, less the price up to its first:
both rounded. So the parts of a year add up to its price, wherever it is cut, and to the cent. A month is a
twelfth of a year; a day is its share of its month.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

HEEL = 10_000  # hundredths of a percent


def rond(teller: int, noemer: int = 1) -> int:
    """Round a fraction to whole cents, a half away from zero, as on an invoice."""
    heel = (abs(teller) * 2 + noemer) // (noemer * 2)
    return heel if teller >= 0 else -heel


def procent(centen: int, honderdsten: int) -> int:
    """Return so many hundredths of a percent of an amount, in whole cents."""
    return rond(centen * honderdsten, HEEL)


def plek_in_jaar(dag: date, jaar: int) -> tuple[int, int]:
    """Return which part of the year lies before this day, as a fraction: 0 at its first of January, 1 at the next."""
    if dag.year != jaar:
        return (0, 1) if dag.year < jaar else (1, 1)
    dagen = monthrange(dag.year, dag.month)[1]
    return (dag.month - 1) * dagen + dag.day - 1, dagen * 12


@lru_cache(maxsize=16_384)
def deel_van_jaar(centen: int, van: date, tot: date, *, honderdsten: int = HEEL) -> int:
    """Return what the days from `van` up to `tot` (not included) cost, at this price for their year.

    Both days lie in one calendar year, or `tot` is the next first of January. With `honderdsten` it is
    that share of the price: a discount.
    """
    tot_hier, tot_daar = (_tot(centen * honderdsten, plek_in_jaar(dag, van.year)) for dag in (van, tot))
    return tot_daar - tot_hier


def _tot(jaarbedrag: int, plek: tuple[int, int]) -> int:
    return rond(jaarbedrag * plek[0], HEEL * plek[1])
