"""The burgerservicenummer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stdnum.nl import bsn as elfproef

from keukentafel.values.ongeldig import OngeldigeWaarde

MASKER = "••••••"
_LEESTEKENS = re.compile(r"[\s.\-\u2010-\u2015]+")
_SPREADSHEET_LENGTE = 8  # a spreadsheet that took the BSN for a number drops its leading zero


class OngeldigBsn(OngeldigeWaarde):
    """Refuse a BSN; the sentence never repeats what was typed."""


@dataclass(frozen=True, slots=True, repr=False)
class Bsn:
    """A BSN that passed the 11-proef (Wet algemene bepalingen burgerservicenummer art. 1).

    Takes spaces, dots, hyphens, and eight digits for a number whose leading zero was lost.
    It shows itself as `••••••123` everywhere; only `.nummer` gives the nine digits.

    :raises OngeldigBsn: the text is not a BSN.
    """

    nummer: str = field()

    def __post_init__(self) -> None:
        object.__setattr__(self, "nummer", _negen_cijfers(self.nummer))

    @property
    def gemaskeerd(self) -> str:
        """The form for screens: `••••••123`."""
        return MASKER + self.nummer[-3:]

    def __str__(self) -> str:
        return self.gemaskeerd

    def __repr__(self) -> str:
        return f"Bsn({self.gemaskeerd})"


def _negen_cijfers(getypt: object) -> str:
    cijfers = _LEESTEKENS.sub("", str(getypt))
    if not cijfers:
        raise OngeldigBsn("Vul het BSN in.")
    if not (cijfers.isascii() and cijfers.isdigit()):
        raise OngeldigBsn("Dit BSN klopt niet. Een BSN heeft 9 cijfers en geen letters of andere tekens.")
    if len(cijfers) not in (_SPREADSHEET_LENGTE, 9):
        raise OngeldigBsn(f"Dit BSN klopt niet. Een BSN heeft 9 cijfers. {_lengte_hint(len(cijfers))}")
    cijfers = cijfers.zfill(9)
    if not elfproef.is_valid(cijfers):
        raise OngeldigBsn("Dit BSN klopt niet. Kijk of er cijfers verwisseld zijn of verkeerd getypt.")
    return cijfers


def _lengte_hint(aantal: int) -> str:
    if aantal < 9:
        return "Kijk of er een cijfer ontbreekt."
    return "Kijk of er een cijfer te veel staat."
