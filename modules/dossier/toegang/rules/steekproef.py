"""The monthly draw: which looks count as without assignment, and which are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Blik:
    """What one person saw of one household on one day."""

    gebruiker_id: UUID
    huishouden_id: UUID
    dag: date
    aantal: int = 1


@dataclass(frozen=True, slots=True)
class Opdracht:
    """Somebody had a part in a household from a day until a day (not including it)."""

    gebruiker_id: UUID
    huishouden_id: UUID
    van: date
    tot: date | None

    def dekt(self, dag: date) -> bool:
        """Tell whether this part held on `dag`; the last day still counts, for its writing up."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)


def zonder_opdracht(blikken: Iterable[Blik], opdrachten: Iterable[Opdracht]) -> list[Blik]:
    """Return the looks of people who had no part in the household on that day."""
    per: dict[tuple[UUID, UUID], list[Opdracht]] = {}
    for opdracht in opdrachten:
        per.setdefault((opdracht.gebruiker_id, opdracht.huishouden_id), []).append(opdracht)
    return [
        blik
        for blik in blikken
        if not any(deel.dekt(blik.dag) for deel in per.get((blik.gebruiker_id, blik.huishouden_id), ()))
    ]


def trek(blikken: Sequence[Blik], omvang: int, lot: Random) -> list[Blik]:
    """Draw `omvang` looks by lot; all of them when there are fewer."""
    if len(blikken) <= omvang:
        return sorted(blikken)
    return sorted(lot.sample(sorted(blikken), max(omvang, 0)))
