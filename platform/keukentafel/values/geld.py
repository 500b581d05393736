"""Amounts in euros, counted in whole cents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from keukentafel.values.ongeldig import OngeldigeWaarde

HARDE_SPATIE = "\u00a0"
_BEDRAG = re.compile(
    r"^(?:€|eur)?(?P<min>-)?(?:€|eur)?"
    r"(?P<heel>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cent>\d{1,2}|-{1,2}))?(?:euro|eur)?$"
)


class OngeldigBedrag(OngeldigeWaarde):
    """Refuse an amount."""


@dataclass(frozen=True, slots=True, order=True)
class Geld:
    """An amount in euros, exact to the cent.

    :raises OngeldigBedrag: `centen` is not a whole number.
    """

    centen: int = 0

    def __post_init__(self) -> None:
        if isinstance(self.centen, bool) or not isinstance(self.centen, int):
            raise OngeldigBedrag("Een bedrag telt hele centen.")

    @classmethod
    def euro(cls, bedrag: int | Decimal) -> Geld:
        """Make an amount from euros; halves of a cent go up, as on an invoice."""
        if isinstance(bedrag, float):
            raise OngeldigBedrag("Een bedrag komt uit een heel getal of een decimaal getal.")
        centen = (Decimal(bedrag) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return cls(int(centen))

    @classmethod
    def lees(cls, tekst: str) -> Geld:
        """Read what people type: `€ 1.234,50`, `1234,5`, `60`, `60,-`.

        :raises OngeldigBedrag: the text is no amount. A dot is never a decimal sign, because
            `1.234` would then be worth a thousand times less than meant.
        """
        gelezen = _BEDRAG.match(re.sub(r"\s+", "", tekst).lower())
        if gelezen is None:
            raise OngeldigBedrag("Dit bedrag klopt niet. Schrijf het als 1.234,50.")
        heel = int(gelezen["heel"].replace(".", ""))
        centen = heel * 100 + _cent(gelezen["cent"])
        return cls(-centen if gelezen["min"] else centen)

    @property
    def in_overzicht(self) -> str:
        """The form for overviews, in whole euros: `€ 61.480`."""
        heel = (Decimal(abs(self.centen)) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return f"€{HARDE_SPATIE}{self._min}{_duizendtallen(int(heel))}"

    def __str__(self) -> str:
        heel, cent = divmod(abs(self.centen), 100)
        return f"€{HARDE_SPATIE}{self._min}{_duizendtallen(heel)},{cent:02}"

    @property
    def _min(self) -> str:
        return "-" if self.centen < 0 else ""

    def __add__(self, ander: Geld) -> Geld:
        return Geld(self.centen + ander.centen)

    def __sub__(self, ander: Geld) -> Geld:
        return Geld(self.centen - ander.centen)

    def __neg__(self) -> Geld:
        return Geld(-self.centen)

    def __mul__(self, keer: int | Decimal) -> Geld:
        return Geld.euro(Decimal(self.centen) * keer / 100)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.centen != 0


def _cent(cijfers: str | None) -> int:
    if cijfers is None or cijfers.startswith("-"):
        return 0
    return int(cijfers.ljust(2, "0"))


def _duizendtallen(heel: int) -> str:
    return f"{heel:,}".replace(",", ".")
