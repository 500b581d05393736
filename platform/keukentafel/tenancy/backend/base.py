"""Our own database backend: role and search_path go together, and every error raises (H1–H16).

The connection learns where it stands from the scope (`scope.py`), never the other way round. It
sets role and path at most once per checkout or transaction, in one statement, and forgets what it
knew after every rollback, because PostgreSQL then reverts the SET as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base as postgresql
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.backend.introspection import SchemaIntrospection
from keukentafel.tenancy.backend.schema import SchemaEditor
from keukentafel.tenancy.scope import (
    Doelschema,
    GemeenteVerhuisd,
    VerkeerdCluster,
    huidig_doel,
    huidig_schema,
    huidige_scope,
    in_doel,
)


def wisselstatement(doel: Doelschema, *, met_rol: bool) -> str:
    """Return the SQL that puts a connection in `doel`: role and path together, or path alone."""
    pad = f'SET search_path TO "{doel.schema}", pg_temp'
    if zaaifouten.staat_aan("pad_met_public"):
        pad = f'SET search_path TO "{doel.schema}", public'
    rol = "kt_proef_alle" if zaaifouten.staat_aan("een_rol_voor_alle") else doel.rol
    return f'RESET ROLE; SET ROLE "{rol}"; {pad}' if met_rol else pad


def grendel_sql(functie: str, schema: str) -> str:
    """Return a call of one of PostgreSQL's advisory locks on the place of a gemeente."""
    return f"SELECT pg_catalog.{functie}(pg_catalog.hashtextextended('keukentafel-verhuizen-{schema}', 0))"


_WOONT_HIER = (
    "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_auth_members m "
    "WHERE m.member = session_user::regrole AND m.roleid = pg_catalog.to_regrole('{}'))"
)
"""Read from the table, not asked of `pg_has_role`: that may answer from before the wait."""


class _WeetWaar(CursorWrapper):
    """A cursor that looks where it stands before each statement, not only when it was opened.

    Between the two somebody may have asked another schema on the same connection: the first value
    that is encrypted in a process fetches its key from `public` while the INSERT's cursor is open.
    """

    def _execute(self, sql: Any, params: Any, *rest: Any) -> Any:
        self.db.bewaak_plek()
        return super()._execute(sql, params, *rest)  # type: ignore[misc]

    def _executemany(self, sql: Any, param_list: Any, *rest: Any) -> Any:
        self.db.bewaak_plek()
        return super()._executemany(sql, param_list, *rest)  # type: ignore[misc]


class _WeetWaarEnMeldt(_WeetWaar, CursorDebugWrapper):
    """The same for `connection.queries` and assertNumQueries."""


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """A PostgreSQL connection that only works inside an explicit scope.

    `KT_LOGIN` in the settings of the alias tells which login this is: `app` changes role with the
    scope, `migrator` owns the schemas and changes its path only, `beheer` (the cluster's own
    superuser, for `databank-inrichten`) does neither.
    """

    introspection_class = SchemaIntrospection
    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staat_in: str | None = None
        self._verbindt = False
        self._grendels: set[str] = set()
        self._terug: list[tuple[frozenset[str], Callable[[], None]]] = []

    # -- where the connection stands ---------------------------------------------------------

    @property
    def schema_name(self) -> str:
        """The schema of this scope (asked by the routers and by migration code)."""
        return huidig_schema() or ""

    @property
    def _login(self) -> str:
        return str(self.settings_dict.get("KT_LOGIN", "app"))

    @property
    def _cluster(self) -> str:
        return str(self.settings_dict.get("KT_CLUSTER", ""))

    def _wissel(self) -> None:
        if self._login == "beheer":
            return
        doel = huidig_doel()
        if doel.cluster != self._cluster and not zaaifouten.staat_aan("cluster_van_de_leverancier"):
            raise VerkeerdCluster(f"Deze verbinding ({self.alias}) is niet die van het cluster van de scope.")
        plek = f"{doel.schema} {doel.rol}"
        if self._staat_in == plek:
            return
        self._staat_in = None
        try:
            # The psycopg cursor, not Django's: this statement is not a query of the page.
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                self._neem_grendel(cursor, doel)
                cursor.execute(wisselstatement(doel, met_rol=self._login == "app"))
        except GemeenteVerhuisd:
            raise
        except BaseException:
            if zaaifouten.staat_aan("wissel_faalt_stil"):
                return
            self.close()
            raise
        self._staat_in = plek

    def neem_plek(self) -> None:
        """Stand in the scope of this moment before the first question.

        :raises GemeenteVerhuisd: the gemeente does not live here any more.
        """
        if huidig_doel().schema not in self._grendels:
            self.close_if_health_check_failed()
            self.ensure_connection()
            self._wissel()

    def _neem_grendel(self, cursor: Any, doel: Doelschema) -> None:
        """Hold the gemeente where it is while this connection works in it (only with more clusters).

        Whoever moves it waits until nobody holds it; who comes meanwhile waits here, and then reads that
        its role is gone. The lock is of the session: a rollback keeps it, giving the connection back drops it.
        """
        if self._login != "app" or not settings.KT_CLUSTERS or doel.gemeente is None:
            return
        if doel.schema in self._grendels or zaaifouten.staat_aan("zonder_grendel"):
            return
        if not self.in_atomic_block:
            for ander in self._grendels:
                cursor.execute(grendel_sql("pg_advisory_unlock_shared", ander))
            self._grendels.clear()
        cursor.execute(
            f"{grendel_sql('pg_advisory_lock_shared', doel.schema)}; {_WOONT_HIER.format(doel.schema)}"
        )
        cursor.nextset()
        if cursor.fetchone()[0]:
            self._grendels.add(doel.schema)
            return
        cursor.execute(grendel_sql("pg_advisory_unlock_shared", doel.schema))
        raise GemeenteVerhuisd("Deze gemeente woont niet meer op dit cluster.")

    def _cursor(self, name: str | None = None) -> Any:
        if self._verbindt:
            return super()._cursor(name)  # type: ignore[misc]
        if self._login != "beheer":
            huidig_doel()  # before a connection is made: outside a scope nothing happens at all
        self.close_if_health_check_failed()
        self.ensure_connection()
        self._wissel()
        return super()._cursor(name)  # type: ignore[misc]

    def bewaak_plek(self) -> None:
        """Put the connection back in the scope of this moment when another one used it meanwhile."""
        if not self._verbindt and not zaaifouten.staat_aan("cursor_kijkt_niet"):
            self._wissel()

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return _WeetWaar(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> CursorDebugWrapper:
        return _WeetWaarEnMeldt(cursor, self)

    def connect(self) -> None:
        self._staat_in = None
        self._grendels.clear()
        vooraf, self._verbindt = self._verbindt, True
        try:
            super().connect()
        finally:
            self._verbindt = vooraf

    def close(self) -> None:
        self._staat_in = None
        self._grendels.clear()
        super().close()

    # -- transactions: a rollback takes the SET back with it ------------------------------------

    def _rollback(self) -> Any:
        if not zaaifouten.staat_aan("rollback_vergeet_niet"):
            self._staat_in = None
        self._draai_terug(None)
        return super()._rollback()  # type: ignore[misc]

    def _commit(self) -> Any:
        klaar = super()._commit()  # type: ignore[misc]
        self._terug.clear()
        return klaar

    def bij_terugdraaien(self, functie: Callable[[], None]) -> None:
        """Run `functie` when the transaction or savepoint of this moment is rolled back."""
        if self.in_atomic_block:
            self._terug.append((frozenset(self.savepoint_ids), functie))

    def _draai_terug(self, sid: str | None) -> None:
        terug = [deel for deel in self._terug if sid is None or sid in deel[0]]
        self._terug = [deel for deel in self._terug if deel not in terug]
        for _, functie in terug:
            functie()

    def _savepoint(self, sid: str) -> None:
        self._kaal(self.ops.savepoint_create_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._draai_terug(sid)
        try:
            self._kaal(self.ops.savepoint_rollback_sql(sid))
        finally:
            if not zaaifouten.staat_aan("rollback_vergeet_niet"):
                self._staat_in = None

    def _savepoint_commit(self, sid: str) -> None:
        self._kaal(self.ops.savepoint_commit_sql(sid))

    def _kaal(self, sql: str) -> None:
        """Run transaction control, which needs no schema and must also work in a failed transaction."""
        with self._zonder_wissel(), self.cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def _zonder_wissel(self) -> Iterator[None]:
        vooraf, self._verbindt = self._verbindt, True
        try:
            yield
        finally:
            self._verbindt = vooraf

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:
        """Run `func` after the commit in the scope of *now*, not in that of the commit (H35)."""
        scope = huidige_scope()
        if zaaifouten.staat_aan("on_commit_zonder_scope"):
            super().on_commit(func, robust=robust)
            return

        def in_scope() -> None:
            with in_doel(scope):
                func()

        super().on_commit(in_scope, robust=robust)
