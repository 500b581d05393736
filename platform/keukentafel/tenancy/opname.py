"""Upgrade one schema: by Django's executor while its SQL is recorded, or by replaying a recording."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections, transaction
from django.db.migrations import operations
from django_tenants.utils import get_tenant_model
from psycopg import sql

from keukentafel.tenancy import migraties, versie, zaaifouten
from keukentafel.tenancy.achterstand import Schema, Sleutel
from keukentafel.tenancy.backend.schema import neem_op
from keukentafel.tenancy.migraties import MIGRATOR, doel_van
from keukentafel.tenancy.schema_script import rechten_sql
from keukentafel.tenancy.scope import in_doel

WACHT_OP_SLOT = "2s"


@dataclass(frozen=True, slots=True)
class Opname:
    """The SQL that takes a schema from one version to the next."""

    statements: tuple[str, ...]
    migraties: tuple[Sleutel, ...]
    nieuwe_tabellen: tuple[str, ...]


def onbekende_migraties(schema: Schema) -> list[Sleutel]:
    return sorted(set(schema.heeft) - set(migraties.op_schijf()))


def neem_schema_op(schema: Schema) -> Opname | None:
    """Upgrade with Django's executor and return the recording; None when it cannot be replayed."""
    onbekend = onbekende_migraties(schema)
    if onbekend:
        raise LookupError(f"het schema is nieuwer dan deze versie ({'.'.join(onbekend[0])})")
    with in_doel(doel_van(schema.naam)):
        connection = connections[MIGRATOR]
        executor, doelen, plan = migraties.executor_plan(connection)
        if not all(_is_opneembaar(migratie) for migratie, _ in plan):
            met_executor(schema)
            return None
        with transaction.atomic(using=MIGRATOR):
            wacht_kort()
            _grendel(schema)
            vooraf = _tabellen(schema.naam)
            with neem_op(connection) as (statements, erbuiten):
                executor.migrate(doelen, plan=plan)
            nieuw = tuple(sorted(_tabellen(schema.naam) - vooraf))
            _rond_af(schema, nieuw)
        gedaan = tuple((migratie.app_label, migratie.name) for migratie, _ in plan)
    return None if erbuiten else Opname(tuple(statements), gedaan, nieuw)


def _is_opneembaar(migratie: Any) -> bool:
    return bool(migratie.atomic) and all(_herhaalbaar(operatie) for operatie in migratie.operations)


def _herhaalbaar(operatie: Any) -> bool:
    if isinstance(operatie, operations.SeparateDatabaseAndState):
        return all(_herhaalbaar(deel) for deel in operatie.database_operations)
    return bool(operatie.reduces_to_sql)


def met_executor(schema: Schema) -> None:
    """Upgrade one schema with Django's executor: all in one transaction where the migrations allow it."""
    with in_doel(doel_van(schema.naam)):
        connection = connections[MIGRATOR]
        executor, doelen, plan = migraties.executor_plan(connection)
        if all(migratie.atomic for migratie, _ in plan):
            with transaction.atomic(using=MIGRATOR):
                wacht_kort()
                _grendel(schema)
                executor.migrate(doelen, plan=plan)
                _rond_af(schema, tuple(sorted(_tabellen(schema.naam))))
            return
        executor.migrate(doelen, plan=plan)
        with transaction.atomic(using=MIGRATOR):
            _rond_af(schema, tuple(sorted(_tabellen(schema.naam))))


def wacht_kort() -> None:
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout TO '{WACHT_OP_SLOT}'")


def _grendel(schema: Schema) -> None:
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(_GRENDEL, [schema.naam])


_GRENDEL = "SELECT pg_advisory_xact_lock(hashtextextended('keukentafel-bijwerken-' || %s, 0))"


def _tabellen(schema: str) -> set[str]:
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", [schema]
        )
        return {rij[0] for rij in cursor.fetchall()}


def _rond_af(schema: Schema, nieuwe_tabellen: tuple[str, ...]) -> None:
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(_slot_sql(schema.naam, nieuwe_tabellen))


def _slot_sql(schema: str, nieuwe_tabellen: tuple[str, ...]) -> str:
    """Return what ends the transaction of one schema: rights on new tables, and its new version."""
    rechten = rechten_sql(schema, list(nieuwe_tabellen)) if nieuwe_tabellen else ""
    tabel = get_tenant_model()._meta.db_table  # noqa: SLF001 -- public in Django
    zet = sql.SQL("UPDATE public.{} SET schema_versie = {} WHERE schema_name = {};").format(
        sql.Identifier(tabel), sql.Literal(json.dumps(versie.nieuwste())), sql.Literal(schema)
    )
    return f"{rechten}\n{zet.as_string()}"


def speel_af(eigen: Any, schema: Schema, opname: Opname) -> str:
    """Replay a recording in one short transaction; return what became of the schema.

    :raises psycopg.Error: it failed, and the schema is as it was.
    """
    with nullcontext() if zaaifouten.staat_aan("bijwerken_zonder_transactie") else eigen.transaction():
        eigen.execute(
            f"SET LOCAL lock_timeout TO '{WACHT_OP_SLOT}'; SET LOCAL search_path TO \"{schema.naam}\", pg_temp"
        )
        eigen.execute(_GRENDEL, [schema.naam])
        rijen = eigen.execute(
            'SELECT app, name FROM django_migrations ORDER BY app COLLATE "C", name COLLATE "C"'
        )
        heeft = tuple(rijen.fetchall())
        if set(opname.migraties) <= set(heeft):
            return "was_al_bij"  # another run was here first
        if heeft != schema.heeft:
            raise LookupError("het schema is intussen door iemand anders veranderd")
        script = _afspeelscript(schema.naam, opname)
        if zaaifouten.staat_aan("bijwerken_zonder_transactie"):
            eigen.execute(f'SET search_path TO "{schema.naam}"')
            for regel in script.splitlines():
                eigen.execute(regel)
        eigen.execute(script)
    return "bijgewerkt"


def _afspeelscript(schema: str, opname: Opname) -> str:
    gedaan = sql.SQL(", ").join(
        sql.SQL("({}, {}, now())").format(sql.Literal(app), sql.Literal(naam))
        for app, naam in opname.migraties
    )
    regels = [f"{statement.rstrip().rstrip(';')};" for statement in opname.statements]
    regels.append(
        sql.SQL("INSERT INTO django_migrations (app, name, applied) VALUES {};").format(gedaan).as_string()
    )
    regels.append(_slot_sql(schema, opname.nieuwe_tabellen))
    return "\n".join(regels)


def kale_verbinding() -> Any:
    """Return a psycopg connection with the migrator's login, outside Django."""
    parameters = connections[MIGRATOR].get_connection_params()
    for sleutel in ("pool", "cursor_factory", "context"):
        parameters.pop(sleutel, None)
    return psycopg.connect(**{**parameters, "autocommit": True, "prepare_threshold": None})
