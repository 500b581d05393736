"""Django's schema editor, which can write down what it does so that it can be done again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.postgresql.schema import DatabaseSchemaEditor

_opname: ContextVar[list[str] | None] = ContextVar("keukentafel_opname", default=None)


class SchemaEditor(DatabaseSchemaEditor):
    """Executes as Django's does; inside `neem_op` every statement is kept, parameters filled in."""

    def execute(self, sql: Any, params: Any = ()) -> Any:
        opname = _opname.get()
        if opname is not None and not self.collect_sql:
            tekst = str(sql)
            opname.append(tekst if params is None else self.connection.ops.compose_sql(tekst, params))
        return super().execute(sql, params)


@contextmanager
def neem_op(verbinding: Any) -> Iterator[tuple[list[str], list[str]]]:
    """Keep what the schema editor executes on `verbinding`, and apart what went around it.

    The second list must stay empty: a migration that writes with a cursor of its own cannot be
    replayed, and its caller falls back to Django's executor.
    """
    opname: list[str] = []
    gezien: list[str] = []
    erbuiten: list[str] = []

    def let_op(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        gezien.append(str(sql))
        return execute(sql, params, many, context)

    teken = _opname.set(opname)
    try:
        with verbinding.execute_wrapper(let_op):
            yield opname, erbuiten
    finally:
        _opname.reset(teken)
        schrijvend = [sql for sql in gezien if _schrijft(sql)]
        if len(schrijvend) > sum(1 for sql in opname if _schrijft(sql)):
            erbuiten.extend(schrijvend)


def _schrijft(sql: str) -> bool:
    kaal = sql.lstrip().upper()
    eigen = kaal.startswith(("SELECT", "SAVEPOINT", "RELEASE", "SET LOCAL"))
    return not eigen and "DJANGO_MIGRATIONS" not in kaal
