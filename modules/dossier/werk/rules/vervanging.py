"""Who does the work of somebody who is away: the stand-in, or the stand-in's own stand-in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Afwezig:
    """Somebody is away from one day until and with another, and somebody else sees the work."""

    wie: UUID
    vervanger: UUID
    van: date
    tot_en_met: date

    def geldt_op(self, dag: date) -> bool:
        """Whether this person is away on a day."""
        return self.van <= dag <= self.tot_en_met

    def overlapt(self, ander: Afwezig) -> bool:
        """Whether both are away on one day at least."""
        return self.van <= ander.tot_en_met and ander.van <= self.tot_en_met


def waarnemers(afwezig: Mapping[UUID, UUID]) -> dict[UUID, UUID | None]:
    """Return who really sees the work of each absent person: the first in the chain who is there.

    None: the chain comes back to somebody who is away, so nobody does.
    """
    return {wie: _eind_van_de_keten(wie, afwezig) for wie in afwezig}


def _eind_van_de_keten(wie: UUID, afwezig: Mapping[UUID, UUID]) -> UUID | None:
    gezien, nu = {wie}, afwezig[wie]
    while nu in afwezig:
        if nu in gezien:
            return None
        gezien.add(nu)
        nu = afwezig[nu]
    return None if nu in gezien else nu


def op_dag(rijen: Iterable[Afwezig], dag: date) -> dict[UUID, UUID]:
    """Return who is away on a day, with the stand-in of each."""
    return {rij.wie: rij.vervanger for rij in rijen if rij.geldt_op(dag)}


def dag_zonder_waarnemer(nieuw: Afwezig, anderen: Iterable[Afwezig]) -> date | None:
    """Return the first day on which nobody would see the work of `nieuw`, with the others as they are.

    Who is there changes only where an absence begins or ends, so only those days are looked at.
    """
    alle = [nieuw, *(rij for rij in anderen if rij.overlapt(nieuw))]
    dagen = sorted({max(rij.van, nieuw.van) for rij in alle})
    for dag in dagen:
        if waarnemers(op_dag(alle, dag)).get(nieuw.wie) is None:
            return dag
    return None
