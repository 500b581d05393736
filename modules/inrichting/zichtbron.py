"""Asking the floor above who somebody is for the protocol, without knowing a dossier.

`Wat ziet … van huishouden …?` shows what the screens do. Only the dossier knows who is involved in which
household, so it registers a source in ``AppConfig.ready()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from modules.inrichting.rules.protocol import Grond, Lezer, Moment

if TYPE_CHECKING:
    from keukentafel.identity.models import Gebruiker


@dataclass(frozen=True, slots=True)
class Kijk:
    """The facts with which the decision is asked: who looks in which ways, when, and on what grounds."""

    lezers: tuple[Lezer, ...]
    moment: Moment
    gronden: tuple[Grond, ...] = ()


class Zichtbron(Protocol):
    """What the dossier tells about one member of the staff."""

    def lezer_van(self, wie: Gebruiker) -> Lezer:
        """Return the functions, the secrecy and the registers of somebody, involved nowhere."""

    def kijk_op(self, kenmerk: UUID, *, wie: Gebruiker, kijker: Gebruiker, at: datetime) -> Kijk | None:
        """Return how `wie` looks at a household now; None when `kijker` may not ask about that household."""


class GeenBron:
    """Stands in as long as no floor above keeps households."""

    def lezer_van(self, wie: Gebruiker) -> Lezer:
        """Return somebody without a function."""
        return Lezer(frozenset())

    def kijk_op(self, kenmerk: UUID, *, wie: Gebruiker, kijker: Gebruiker, at: datetime) -> Kijk | None:
        """Return nothing: there are no households."""
        return None


_bron: list[Zichtbron] = [GeenBron()]


def registreer_zichtbron(bron: Zichtbron) -> None:
    """Say who knows what somebody sees. The last registration holds."""
    _bron[:] = [bron]


def zichtbron() -> Zichtbron:
    """Return who knows what somebody sees."""
    return _bron[0]
