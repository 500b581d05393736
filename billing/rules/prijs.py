"""What a contract costs over a stretch of days: facts go in, lines with their reason come out.

Every change cuts the stretch: the first of January (inhabitants, index), a module that begins or ends,
the anniversary of the contract. Each piece is one price; pieces are rounded as `afronding` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from billing.rules.afronding import HEEL, deel_van_jaar, procent
from keukentafel.errors import Refusal

BASIS = "basis"


class PrijsOnbekend(Refusal):
    """The price list, or the number of inhabitants, does not say what this costs."""


@dataclass(frozen=True, slots=True)
class Moduletijd:
    """A module that was taken, from its first day up to `tot` (not included; None goes on)."""

    module: str
    van: date
    tot: date | None = None

    def loopt_op(self, dag: date) -> bool:
        """Tell whether it was taken on this day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True, slots=True)
class Prijsfeiten:
    """Everything a price depends on. Amounts in cents, percentages in hundredths of a percent.

    `prijzen`: module → bands (inhabitants from, price of a year). `tariefjaar` is the year whose prices
    these are; `indexen` are those of later years, when the contract `volgt_index`.
    """

    begin: date
    einde: date | None
    tariefjaar: int
    modules: tuple[Moduletijd, ...]
    prijzen: Mapping[str, tuple[tuple[int, int], ...]]
    inwoners: Mapping[int, int]
    indexen: Mapping[int, int] = field(default_factory=dict)
    volgt_index: bool = True
    kortingen_modules: tuple[tuple[int, int], ...] = ()
    kortingen_jaren: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grondslag:
    """What a piece was reckoned with."""

    jaarbedrag: int
    inwoners: int
    inwoners_van: int
    korting: int


@dataclass(frozen=True, slots=True)
class Stuk:
    """One module over one stretch with one price."""

    module: str
    van: date
    tot: date
    grondslag: Grondslag

    def als_gegeven(self) -> dict[str, Any]:
        """Return what is kept with a line, to tell later what has changed."""
        return {"van": self.van.isoformat(), "tot": self.tot.isoformat(), **asdict(self.grondslag)}

    @classmethod
    def uit_gegeven(cls, module: str, gegeven: Mapping[str, Any]) -> Stuk:
        """Read what was kept."""
        rest = {naam: gegeven[naam] for naam in ("jaarbedrag", "inwoners", "inwoners_van", "korting")}
        van, tot = date.fromisoformat(gegeven["van"]), date.fromisoformat(gegeven["tot"])
        return cls(module, van, tot, Grondslag(**rest))

    @property
    def bruto(self) -> int:
        """The price of these days before the discount."""
        return deel_van_jaar(self.grondslag.jaarbedrag, self.van, self.tot)

    @property
    def korting(self) -> int:
        """The discount on these days."""
        return deel_van_jaar(
            self.grondslag.jaarbedrag, self.van, self.tot, honderdsten=self.grondslag.korting
        )

    @property
    def bedrag(self) -> int:
        """What is to be paid for these days."""
        return self.bruto - self.korting


def inwoners_in(feiten: Prijsfeiten, jaar: int) -> tuple[int, int]:
    """Return the number that counts in a year, and of which 1 January it is: the last known one.

    :raises PrijsOnbekend: no number of this or an earlier year.
    """
    bekend = [ander for ander in feiten.inwoners if ander <= jaar]
    if not bekend:
        raise PrijsOnbekend(f"Het aantal inwoners op 1 januari {jaar} ontbreekt.")
    return feiten.inwoners[max(bekend)], max(bekend)


def jaarbedrag(feiten: Prijsfeiten, module: str, jaar: int) -> tuple[int, int, int]:
    """Return the price of a module for a year, and the number of inhabitants it stands on and its year.

    The price of the band is indexed year after year, each time rounded to whole cents.

    :raises PrijsOnbekend: the list has no price for it.
    """
    inwoners, van = inwoners_in(feiten, jaar)
    banden = [centen for vanaf, centen in sorted(feiten.prijzen.get(module, ())) if vanaf <= inwoners]
    if not banden:
        raise PrijsOnbekend(f"Het tarief heeft geen prijs voor {module} bij {inwoners} inwoners.")
    centen = banden[-1]
    for ander in range(feiten.tariefjaar + 1, jaar + 1):
        centen = procent(centen, HEEL + (feiten.indexen.get(ander, 0) if feiten.volgt_index else 0))
    return centen, inwoners, van


def korting_op(feiten: Prijsfeiten, dag: date) -> int:
    """Return the discount of a day: the step of the modules and the step of the years, together."""
    aantal = len({tijd.module for tijd in feiten.modules if tijd.loopt_op(dag) and tijd.module != BASIS})
    jaren = _contractjaar(feiten.begin, dag)
    return min(HEEL, _trap(feiten.kortingen_modules, aantal) + _trap(feiten.kortingen_jaren, jaren))


def _trap(trappen: tuple[tuple[int, int], ...], stand: int) -> int:
    gehaald = [korting for vanaf, korting in sorted(trappen) if vanaf <= stand]
    return gehaald[-1] if gehaald else 0


def _contractjaar(begin: date, dag: date) -> int:
    return dag.year - begin.year + ((dag.month, dag.day) >= (begin.month, begin.day))


def _verjaardag(begin: date, jaar: int) -> date:
    if (begin.month, begin.day) == (2, 29):
        return date(jaar, 3, 1) if jaar % 4 or (jaar % 100 == 0 and jaar % 400) else date(jaar, 2, 29)
    return begin.replace(year=jaar)


def _knippen(feiten: Prijsfeiten, van: date, tot: date) -> list[date]:
    """Return every day on which a price may change, with both ends."""
    jaren = range(van.year, tot.year + 1)
    dagen = {date(jaar, 1, 1) for jaar in jaren} | {_verjaardag(feiten.begin, jaar) for jaar in jaren}
    for tijd in feiten.modules:
        dagen |= {tijd.van} | ({tijd.tot} if tijd.tot else set())
    return [van, *sorted(dag for dag in dagen if van < dag < tot), tot]


def stukken(feiten: Prijsfeiten, van: date, tot: date) -> list[Stuk]:
    """Return what the contract costs from `van` up to `tot`, per module, with as few pieces as there are prices.

    :raises PrijsOnbekend: a price or a number of inhabitants is missing.
    """
    van = max(van, feiten.begin)
    tot = min(tot, feiten.einde) if feiten.einde else tot
    if van >= tot:
        return []
    knippen = _knippen(feiten, van, tot)
    los = [stuk for begin, eind in pairwise(knippen) for stuk in _op(feiten, begin, eind)]
    return sorted(_samen(los), key=lambda stuk: (stuk.van, stuk.module != BASIS, stuk.module))


def _op(feiten: Prijsfeiten, van: date, tot: date) -> Iterator[Stuk]:
    korting = korting_op(feiten, van)
    for module in sorted({tijd.module for tijd in feiten.modules if tijd.loopt_op(van)}):
        centen, inwoners, inwoners_van = jaarbedrag(feiten, module, van.year)
        yield Stuk(module, van, tot, Grondslag(centen, inwoners, inwoners_van, korting))


def _samen(los: list[Stuk]) -> list[Stuk]:
    """Join pieces of one year that follow each other at one price; rounding does not mind where it is cut."""
    heel: list[Stuk] = []
    for stuk in sorted(los, key=lambda stuk: (stuk.module, stuk.van)):
        vorig = heel[-1] if heel else None
        if (
            vorig is not None
            and (vorig.module, vorig.tot, vorig.grondslag) == (stuk.module, stuk.van, stuk.grondslag)
            and vorig.van.year == stuk.van.year
        ):
            heel[-1] = Stuk(stuk.module, vorig.van, stuk.tot, stuk.grondslag)
        else:
            heel.append(stuk)
    return heel
