"""In which periods a contract is billed: calendar years, quarters or months, the first and last one cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MAANDEN = {"jaar": 12, "kwartaal": 3, "maand": 1}


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


def termijnen(
    *, begin: date, einde: date | None, periode: str, t_m: date, gefactureerd: Iterable[Termijn] = ()
) -> list[Termijn]:
    """Return the periods of a contract that begin up to and including `t_m`, in order.

    What was billed keeps its period; after it the contract goes on in the period of now. So a change from
    a year to a quarter begins where the year ends.
    """
    gevonden = sorted(gefactureerd)
    volgende = max([begin, *(termijn.tot for termijn in gevonden)])
    while volgende <= t_m and (einde is None or volgende < einde):
        tot = _einde_van_vak(volgende, MAANDEN[periode])
        tot = min(tot, einde) if einde is not None else tot
        gevonden.append(Termijn(volgende, tot))
        volgende = tot
    return gevonden
