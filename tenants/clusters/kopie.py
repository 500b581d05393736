"""A second copy of one schema on another cluster, kept equal by PostgreSQL's own logical replication.

We copy one moment of it; from then on the server itself follows every change, by a publication where the
gemeente lives and a subscription where it goes. When our process is killed the following goes on, and a next
process finds it by its name.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import ExecStatus

from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties
from keukentafel.tenancy.backend.kies import alias_op
from keukentafel.tenancy.schema_script import bouw_plan, bouw_script, rechten_sql, script_voor

Meld = Callable[[int, int], None]

TIK = 0.05
"""Seconds between two looks at how far the server is."""
FOUTEN = 3
"""The server tries again by itself; after this many failures we say that it does not work."""
_KOLOMMEN = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind = 'r' GROUP BY c.relname
"""


class KopieMislukt(Refusal):
    """The copy cannot be made or kept equal; the text says why."""


@dataclass(slots=True)
class Kopie:
    """One schema, the cluster it lives on and the one it goes to, with the migrator's login on both."""

    schema: str
    van: str
    naar: str
    bron: Any
    doel: Any
    eerdere_fouten: int = 0

    @property
    def naam(self) -> str:
        """The name of the publication, the subscription and the slot."""
        return f"v_{self.schema}"

    @property
    def _naam(self) -> sql.Identifier:
        return sql.Identifier(self.naam)

    # -- before ------------------------------------------------------------------------------------

    def controleer_bron(self) -> None:
        """Refuse a cluster that cannot send changes, before anything is made."""
        if self.bron.execute("SHOW wal_level").fetchone()[0] != "logical":
            raise KopieMislukt("Zet wal_level op logical in het cluster waar de gemeente nu staat.")
        mag = self.bron.execute("SELECT rolreplication FROM pg_roles WHERE rolname = current_user").fetchone()
        if not mag[0]:
            raise KopieMislukt("De login kt_migrator mag nog niet repliceren: draai databank-inrichten.")

    def tabellen(self, kant: Any) -> list[str]:
        """Return the tables of the schema on one side, by name."""
        rijen = kant.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(%s) "
            'ORDER BY relname COLLATE "C"',
            [self.schema],
        )
        return [naam for (naam,) in rijen.fetchall()]

    def vorm(self, kant: Any) -> str:
        """Return the whole definition of the schema on one side, to compare."""
        with kant.transaction(), kant.cursor() as cursor:
            return bouw_script(cursor, self.schema)

    def staat_er(self) -> bool:
        """Tell whether the schema is on the cluster it goes to."""
        vraag = "SELECT to_regnamespace(%s) IS NOT NULL"
        return bool(self.doel.execute(vraag, [self.schema]).fetchone()[0])

    # -- copying and following -----------------------------------------------------------------------

    def loopt(self) -> bool:
        """Tell whether the subscription is there."""
        vraag = "SELECT 1 FROM pg_subscription WHERE subname = %s"
        return self.doel.execute(vraag, [self.naam]).fetchone() is not None

    def begin(self, meld: Meld) -> None:
        """Copy all of one moment, and let the server follow every change since that moment.

        The moment is that of a replication slot: what was committed before is in the copy, what comes after
        waits in the slot. The copy is one transaction; cut off, there is nothing of it.
        """
        self._publiceer()
        self._slot_weg()  # of a time before
        with self._moment() as lezer, self.doel.transaction():
            self._kopieer(lezer, meld)
        self._abonneer()

    @contextmanager
    def _moment(self) -> Iterator[Any]:
        """Make the slot and give a connection that reads the moment at which it begins."""
        with psycopg.connect(self._conninfo(), replication="database", autocommit=True) as sein:
            opdracht = f"CREATE_REPLICATION_SLOT \"{self.naam}\" LOGICAL pgoutput (SNAPSHOT 'export')"
            antwoord = sein.pgconn.exec_(opdracht.encode())
            if antwoord.status != ExecStatus.TUPLES_OK:
                raise KopieMislukt("Het cluster waar de gemeente staat, kan nu geen wijzigingen doorgeven.")
            beeld = antwoord.get_value(0, 2)
            assert beeld is not None
            with migraties.kale_verbinding_naar(self.van) as lezer, lezer.transaction():
                lezer.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                lezer.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(beeld.decode())))
                yield lezer

    def _kopieer(self, lezer: Any, meld: Meld) -> None:
        """Make role and tables and fill them; indexes, keys and triggers come after the rows."""
        with lezer.cursor() as cursor:
            plan = bouw_plan(cursor, self.schema)
        if not self.doel.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [self.schema]).fetchone():
            self.doel.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(self.schema)))
        self.doel.execute(script_voor(plan.voor, self.schema))
        kolommen = dict(lezer.execute(_KOLOMMEN, [self.schema]).fetchall())
        for nummer, tabel in enumerate(plan.tabellen, 1):
            self._kopieer_tabel(lezer, tabel, kolommen[tabel])
            meld(nummer, len(plan.tabellen))
        self.doel.execute(script_voor(plan.na, self.schema))
        self.doel.execute(rechten_sql(self.schema, list(plan.tabellen)))

    def _kopieer_tabel(self, lezer: Any, tabel: str, kolommen: list[str]) -> None:
        deel = sql.SQL("{} ({})").format(
            sql.Identifier(self.schema, tabel), sql.SQL(", ").join(map(sql.Identifier, kolommen))
        )
        uit = sql.SQL("COPY {} TO STDOUT").format(deel)
        erin = sql.SQL("COPY {} FROM STDIN WITH (FREEZE)").format(deel)
        with (
            lezer.cursor() as bron,
            self.doel.cursor() as doel,
            bron.copy(uit) as lees,
            doel.copy(erin) as schrijf,
        ):
            for stuk in lees:
                schrijf.write(stuk)

    def _abonneer(self) -> None:
        self.doel.execute(
            # `local`: what was applied is on disk at once, so that we know exactly when it is equal.
            sql.SQL(
                "CREATE SUBSCRIPTION {} CONNECTION {} PUBLICATION {} WITH (copy_data = false, "
                "create_slot = false, slot_name = {}, disable_on_error = true, synchronous_commit = 'local')"
            ).format(self._naam, sql.Literal(self._conninfo()), self._naam, sql.Literal(self.naam))
        )

    def _conninfo(self) -> str:
        """Return how the other cluster reaches this one: as the migrator does."""
        verbinding = connections.settings[alias_op(migraties.MIGRATOR, self.van)]
        return make_conninfo(
            host=verbinding["HOST"],
            port=verbinding["PORT"] or "",
            dbname=verbinding["NAME"],
            user=verbinding["USER"],
            password=verbinding["PASSWORD"],
            **{naam: waarde for naam, waarde in verbinding["OPTIONS"].items() if naam.startswith("ssl")},
        )

    def ga_verder(self) -> None:
        """Let a subscription that gave up try again. What failed before is not counted again."""
        self.eerdere_fouten = self._fouten()
        rij = self.doel.execute("SELECT subenabled FROM pg_subscription WHERE subname = %s", [self.naam])
        if not rij.fetchone()[0]:
            self.doel.execute(sql.SQL("ALTER SUBSCRIPTION {} ENABLE").format(self._naam))

    def _fouten(self) -> int:
        rij = self.doel.execute(
            "SELECT apply_error_count + sync_error_count FROM pg_stat_subscription_stats WHERE subname = %s",
            [self.naam],
        ).fetchone()
        return int(rij[0]) if rij else 0

    def _publiceer(self) -> None:
        with self.bron.transaction():
            self.bron.execute(sql.SQL("DROP PUBLICATION IF EXISTS {}").format(self._naam))
            for tabel in self._zonder_sleutel():
                self.bron.execute(
                    sql.SQL("ALTER TABLE {} REPLICA IDENTITY FULL").format(sql.Identifier(self.schema, tabel))
                )
            namen = sql.SQL(", ").join(sql.Identifier(self.schema, naam) for naam in self.tabellen(self.bron))
            self.bron.execute(sql.SQL("CREATE PUBLICATION {} FOR TABLE {}").format(self._naam, namen))

    def _zonder_sleutel(self) -> list[str]:
        """Return the tables whose rows the server could not find again by a key."""
        rijen = self.bron.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace(%s) "
            "AND c.relreplident = 'd' AND NOT EXISTS "
            "(SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)",
            [self.schema],
        )
        return [naam for (naam,) in rijen.fetchall()]

    def volgt_alles(self) -> bool:
        """Tell whether the tables that are followed are those of the schema: it may have been put back meanwhile."""
        rijen = self.bron.execute(
            "SELECT tablename FROM pg_publication_tables WHERE pubname = %s AND schemaname = %s "
            'ORDER BY tablename COLLATE "C"',
            [self.naam, self.schema],
        )
        return [naam for (naam,) in rijen.fetchall()] == self.tabellen(self.bron)

    def achterstand(self) -> int:
        """Return how many bytes of changes the other side still has to apply.

        :raises KopieMislukt: the server gave up.
        """
        rij = self.doel.execute(
            "SELECT subenabled FROM pg_subscription WHERE subname = %s", [self.naam]
        ).fetchone()
        slot = self.bron.execute(
            "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint "
            "FROM pg_replication_slots WHERE slot_name = %s AND wal_status <> 'lost'",
            [self.naam],
        ).fetchone()
        if not (rij and rij[0] and slot) or self._fouten() - self.eerdere_fouten >= FOUTEN:
            raise KopieMislukt(
                "De kopie wordt niet meer bijgehouden; de reden staat in het log van het cluster waar de "
                "gemeente heen gaat. Breek de verhuizing af en begin opnieuw."
            )
        return int(slot[0])

    def is_gelijk_tot(self, lsn: str) -> bool:
        """Tell whether everything up to this place in the log was applied on the other side."""
        rij = self.bron.execute(
            "SELECT confirmed_flush_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s",
            [lsn, self.naam],
        ).fetchone()
        return bool(rij and rij[0])

    def wacht_tot_gelijk(self, *, tot: float, klok: Callable[[], float]) -> None:
        """Wait until the other side has all that was committed here so far.

        :raises KopieMislukt: not in time.
        """
        with self.bron.transaction():  # its commit also writes away what came before it
            self.bron.execute("SET LOCAL synchronous_commit TO on")
            lsn = self.bron.execute(
                "SELECT pg_catalog.pg_logical_emit_message(true, 'keukentafel', '')::text"
            ).fetchone()[0]
        while not self.is_gelijk_tot(lsn):
            if klok() > tot:
                raise KopieMislukt("De kopie liep te ver achter om binnen een seconde om te zetten.")
            time.sleep(0.002)

    def neem_tellers_over(self) -> None:
        """Set the sequences of the copy: replication brings rows, not the numbers that come next."""
        vraag = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = %s AND last_value IS NOT NULL"
        for naam, waarde in self.bron.execute(vraag, [self.schema]).fetchall():
            self.doel.execute("SELECT setval(%s::regclass, %s)", [f'"{self.schema}"."{naam}"', waarde])

    # -- after -------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop following and take away what made it: subscription, slot and publication. May run again."""
        if self.loopt():
            self.doel.execute(sql.SQL("ALTER SUBSCRIPTION {} DISABLE").format(self._naam))
            self._zeg_op()
        self._slot_weg()
        self.bron.execute(sql.SQL("DROP PUBLICATION IF EXISTS {}").format(self._naam))

    def _zeg_op(self) -> None:
        """Drop the subscription and with it its slots on the other side, those of half copied tables too."""
        try:
            self.doel.execute(sql.SQL("DROP SUBSCRIPTION {}").format(self._naam))
        except (psycopg.OperationalError, psycopg.errors.UndefinedObject, psycopg.errors.ConnectionFailure):
            # The slot is gone, or that cluster cannot be reached from here: let go on this side.
            self.doel.execute(sql.SQL("ALTER SUBSCRIPTION {} SET (slot_name = NONE)").format(self._naam))
            self.doel.execute(sql.SQL("DROP SUBSCRIPTION {}").format(self._naam))

    def _slot_weg(self) -> None:
        """Drop our slots; a sender that is stopping holds one for a moment."""
        for poging in range(100):
            rijen = self.bron.execute(
                "SELECT slot_name FROM pg_replication_slots WHERE slot_name = %s", [self.naam]
            ).fetchall()
            try:
                for (slot,) in rijen:
                    self.bron.execute("SELECT pg_drop_replication_slot(%s)", [slot])
            except psycopg.errors.ObjectInUse:
                if poging == 99:
                    raise
                time.sleep(TIK)
            else:
                return
