"""Are two copies of a schema equal? Per table: the number of rows and a print of all of them.

Both sides read one moment: a snapshot that is taken while the copies are equal, and then read at leisure
while everybody works on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tenants.clusters.kopie import Kopie

Meld = Callable[[int, int], None]

_KOLOMMEN = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname COLLATE "C")
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind = 'r'
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"
"""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What was compared: how many tables and rows, and which tables differ."""

    tabellen: int
    rijen: int
    anders: tuple[str, ...]


@dataclass(slots=True)
class Beelden:
    """A connection on each side that reads one moment."""

    bron: Any
    doel: Any

    def vergelijk(self, schema: str, meld: Meld) -> Uitslag:
        """Hold every table of the two against each other."""
        links, rechts = _kolommen(self.bron, schema), _kolommen(self.doel, schema)
        anders = sorted(links.keys() ^ rechts.keys())
        rijen = 0
        for nummer, (tabel, namen) in enumerate(links.items(), 1):
            if tabel in rechts:
                hier = _afdruk(self.bron, schema, tabel, namen)
                daar = _afdruk(self.doel, schema, tabel, rechts[tabel])
                rijen += hier[0]
                if hier != daar or namen != rechts[tabel]:
                    anders.append(tabel)
            meld(nummer, len(links))
        return Uitslag(len(links), rijen, tuple(sorted(anders)))


@contextmanager
def beelden(kopie: Kopie) -> Iterator[Callable[[], Beelden]]:
    """Give what takes the snapshots: call it while the two are equal. The connections are made before."""
    with ExitStack() as stapel:
        kanten = [
            stapel.enter_context(psycopg.connect(kant.info.dsn, password=kant.info.password))
            for kant in (kopie.bron, kopie.doel)
        ]
        for kant in kanten:
            kant.autocommit = True
            kant.execute("SET TimeZone TO 'UTC'; SET DateStyle TO ISO; SET IntervalStyle TO postgres")
            kant.autocommit = False
            kant.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            kant.read_only = True

        def neem() -> Beelden:
            for kant in kanten:
                kant.rollback()
                kant.execute("SELECT 1")  # the snapshot of the transaction is taken here
            return Beelden(*kanten)

        yield neem
        for kant in kanten:
            kant.rollback()


def _kolommen(kant: Any, schema: str) -> dict[str, list[str]]:
    return dict(kant.execute(_KOLOMMEN, [schema]).fetchall())


def _afdruk(kant: Any, schema: str, tabel: str, namen: list[str]) -> tuple[int, str, str]:
    rij = sql.SQL("ROW({})::text").format(sql.SQL(", ").join(map(sql.Identifier, namen)))
    vraag = sql.SQL(
        "SELECT count(*), coalesce(sum(hashtextextended({0}, 0)::numeric), 0)::text, "
        "coalesce(sum(hashtextextended({0}, 7411)::numeric), 0)::text FROM {1}"
    ).format(rij, sql.Identifier(schema, tabel))
    aantal, eerste, tweede = kant.execute(vraag).fetchone()
    return aantal, eerste, tweede
