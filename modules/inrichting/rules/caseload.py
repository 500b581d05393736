"""How full somebody's work is (domain 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from django.db.models import TextChoices

LEERTIJD_MAANDEN: Final = 12
WAARSCHUW_VOL: Final = Fraction(90, 100)
WAARSCHUW_TE_VOL: Final = Fraction(110, 100)


class Zwaarte(TextChoices):
    """How much of somebody's time a household takes."""

    ZWAAR = "zwaar", "Zwaar"
    KWETSBAAR = "kwetsbaar", "Kwetsbaar"
    LICHT = "licht", "Licht"
    WAAKVLAM = "waakvlam", "Waakvlam"


class Ruimte(StrEnum):
    """What a load says."""

    RUIMTE = "ruimte"
    VOL = "vol"
    TE_VOL = "te_vol"


GEWICHTEN: Final[Mapping[Zwaarte, Fraction]] = MappingProxyType(
    {
        Zwaarte.ZWAAR: Fraction(1, 6),
        Zwaarte.KWETSBAAR: Fraction(1, 35),
        Zwaarte.LICHT: Fraction(1, 100),
        Zwaarte.WAAKVLAM: Fraction(1, 150),
    }
)


@dataclass(frozen=True, slots=True)
class Belasting:
    """A load: 1 is exactly full."""

    deel: Fraction

    @property
    def procent(self) -> int:
        """The load as a percentage, rounded."""
        return round(self.deel * 100)

    @property
    def ruimte(self) -> Ruimte:
        """Whether there is room: `vol` from 90%, `te_vol` from 110%."""
        if self.deel >= WAARSCHUW_TE_VOL:
            return Ruimte.TE_VOL
        return Ruimte.VOL if self.deel >= WAARSCHUW_VOL else Ruimte.RUIMTE

    @property
    def zin(self) -> str:
        """One sentence for the list of a team."""
        zinnen = {
            Ruimte.RUIMTE: f"{self.procent}% bezet. Er is ruimte.",
            Ruimte.VOL: f"{self.procent}% bezet. Dit zit bijna of helemaal vol.",
            Ruimte.TE_VOL: f"{self.procent}% bezet. Dit is te veel. Verdeel huishoudens.",
        }
        return zinnen[self.ruimte]


def is_leertijd(begonnen_op: date, dag: date) -> bool:
    """Return whether somebody is in the first 12 months, in which fewer households fit."""
    jaar, maand = divmod(begonnen_op.month - 1 + LEERTIJD_MAANDEN, 12)
    return (dag.year, dag.month, dag.day) < (begonnen_op.year + jaar, maand + 1, begonnen_op.day)


def gewogen_belasting(
    aantallen: Mapping[Zwaarte, int],
    *,
    fte: Decimal,
    leertijd_factor: Decimal = Decimal(1),
    gewichten: Mapping[Zwaarte, Fraction] = GEWICHTEN,
) -> Belasting:
    """Return the weighted load of one person: the sum of weights over the room there is.

    `leertijd_factor` makes the room smaller for who is new.

    :raises ValueError: `fte` or the factor is not above zero.
    """
    som = sum((gewichten[zwaarte] * aantal for zwaarte, aantal in aantallen.items()), Fraction(0))
    return Belasting(som / _ruimte(fte, leertijd_factor))


def geteld_belasting(
    aantal: int, *, norm_tot: int, fte: Decimal, leertijd_factor: Decimal = Decimal(1)
) -> Belasting:
    """Return the load where a team counts households or inquiries against a norm per full-time worker.

    A norm per 36 hours is a norm per fte.

    :raises ValueError: the norm, `fte` or the factor is not above zero.
    """
    if norm_tot <= 0:
        raise ValueError("Een norm is groter dan nul.")
    return Belasting(Fraction(aantal, norm_tot) / _ruimte(fte, leertijd_factor))


def _ruimte(fte: Decimal, leertijd_factor: Decimal) -> Fraction:
    if fte <= 0 or leertijd_factor <= 0:
        raise ValueError("De inzet is groter dan nul.")
    return Fraction(fte) * Fraction(leertijd_factor)
