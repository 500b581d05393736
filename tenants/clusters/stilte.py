"""Half a second of silence around one gemeente: nobody writes, whoever comes waits, and the copy is equal.

Everybody who works in a gemeente holds its place in the database (`backend.base._neem_grendel`). We ask that
place for ourselves: those who are in finish, those who come wait at the door. It is asked for a moment only;
when somebody is at long work the door opens again and we try later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.backend.base import grendel_sql
from tenants.clusters.kopie import Kopie

LANGST = 1.0
"""Seconds that people may wait; then the door opens and nothing was changed."""
AAN_DE_DEUR = 0.25
"""Seconds of them that we wait for those who are in."""
TUSSEN = 1.0
POGINGEN = 120


class TeDruk(Refusal):
    text = (
        "Er was twee minuten lang steeds iemand bezig met lang werk in deze gemeente. Ga verder op een "
        "rustiger moment; de kopie blijft intussen bij."
    )


@dataclass(slots=True)
class Stilte:
    """The silence: since when, and until when at most."""

    begin: float
    tot: float
    klok: Callable[[], float]

    @property
    def duur_ms(self) -> int:
        """How long people waited so far."""
        return round((self.klok() - self.begin) * 1000)


@contextmanager
def stilte(kopie: Kopie, *, klok: Callable[[], float] = time.monotonic) -> Iterator[Stilte]:
    """Keep everybody out of the gemeente until the end of the block; inside it both copies are equal.

    :raises TeDruk: somebody was always in.
    :raises KopieMislukt: the copy could not be made equal in time.
    """
    with _deur_dicht(kopie, klok) as nu, _tabellen_vast(kopie):
        kopie.wacht_tot_gelijk(tot=nu.tot, klok=klok)
        yield nu


@contextmanager
def _deur_dicht(kopie: Kopie, klok: Callable[[], float]) -> Iterator[Stilte]:
    if zaaifouten.staat_aan("zonder_grendel"):
        yield Stilte(klok(), klok() + LANGST, klok)
        return
    begin = _krijg_de_deur(kopie.bron, kopie.schema, klok)
    try:
        yield Stilte(begin, begin + LANGST, klok)
    finally:
        kopie.bron.execute(grendel_sql("pg_advisory_unlock", kopie.schema))


def _krijg_de_deur(bron: Any, schema: str, klok: Callable[[], float]) -> float:
    for poging in range(POGINGEN):
        begin = klok()
        try:
            with bron.transaction():
                bron.execute(f"SET LOCAL lock_timeout TO '{round(AAN_DE_DEUR * 1000)}ms'")
                bron.execute(grendel_sql("pg_advisory_lock", schema))
        except psycopg.errors.LockNotAvailable:
            if poging < POGINGEN - 1:
                time.sleep(TUSSEN)
        else:
            return begin
    raise TeDruk


@contextmanager
def _tabellen_vast(kopie: Kopie) -> Iterator[None]:
    """Hold every table as well, on a connection of its own: a process that knows no door cannot write."""
    namen = sql.SQL(", ").join(sql.Identifier(kopie.schema, naam) for naam in kopie.tabellen(kopie.bron))
    with psycopg.connect(kopie.bron.info.dsn, password=kopie.bron.info.password) as eigen:
        eigen.execute("SET LOCAL lock_timeout TO '500ms'")
        if not zaaifouten.staat_aan("zonder_grendel"):
            try:
                eigen.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(namen))
            except psycopg.errors.LockNotAvailable as fout:
                raise TeDruk from fout
        yield
        eigen.rollback()
