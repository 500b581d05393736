"""How far behind each gemeente is with paying: in memory, read again every few seconds, in two queries.

It holds a number and a date per gemeente that is late, and no row: every page of an administrator asks it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Betaalstand:
    """What an administrator of a gemeente should know."""

    aantal: int = 0
    openstaand_centen: int = 0
    oudste: date | None = None
    leest_reden: str = ""

    @property
    def leest(self) -> bool:
        """Whether a person decided that the inrichting may only be read."""
        return bool(self.leest_reden)


NIETS = Betaalstand()


@dataclass(slots=True)
class Betaalstanden:
    """A snapshot of who is late; `houdbaar` seconds old at most."""

    lader: Callable[[], Mapping[UUID, Betaalstand]]
    houdbaar: float = 5.0
    klok: Callable[[], float] = time.monotonic
    _standen: Mapping[UUID, Betaalstand] = field(default_factory=dict)
    _tot: float = float("-inf")

    def van(self, gemeente_id: UUID) -> Betaalstand:
        """Return the stand of a gemeente; `NIETS` for who pays."""
        nu = self.klok()
        if nu >= self._tot:
            self._standen = self.lader()
            self._tot = nu + self.houdbaar
        return self._standen.get(gemeente_id, NIETS)

    def vergeet(self) -> None:
        """Read again at the next question (after a change in this process)."""
        self._tot = float("-inf")


def _geen() -> Mapping[UUID, Betaalstand]:
    return {}


betaalstanden = Betaalstanden(lader=_geen)
