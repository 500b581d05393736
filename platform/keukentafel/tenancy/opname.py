"""Upgrade one schema: write down the SQL of its migrations once, then replay it in a short transaction.

The writing down happens in an empty copy of the schema that is rolled back, so that no gemeente
waits while Django thinks. What cannot be written down (RunPython, a migration that is not atomic)
goes through Django's executor in the schema itself.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from threading import Timer
from typing import Any, cast

from django.db import connections, transaction
from django.db.migrations import operations
from django_tenants.utils import get_tenant_model
from psycopg import sql

from keukentafel.tenancy import migraties, versie, zaaifouten
from keukentafel.tenancy.achterstand import Schema, Sleutel
from keukentafel.tenancy.backend.schema import neem_op
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.migraties import MIGRATOR, doel_van
from keukentafel.tenancy.schema_script import bouw_script, rechten_sql
from keukentafel.tenancy.scope import Doelschema, in_doel, in_platform


@dataclass(frozen=True, slots=True)
class Opname:
    """The SQL that takes a schema from one version to the next."""

    statements: tuple[str, ...]
    migraties: tuple[Sleutel, ...]
    nieuwe_tabellen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How long the upgrade of one schema may keep people waiting."""

    slot: float = 0.5
    """Seconds that a statement waits for a table that is in use; whoever comes after waits behind it."""
    duur: float = 1.5
    """Seconds from the first table taken to the end; then all of it is taken back. 0: no bound."""


ZONDER_GRENS = Grenzen(slot=2.0, duur=0.0)
"""For the template, which nobody asks for anything."""


def onbekende_migraties(schema: Schema) -> list[Sleutel]:
    return sorted(set(schema.heeft) - set(migraties.op_schijf()))


# -- writing down ------------------------------------------------------------------------------------


def neem_schema_op(schema: Schema) -> Opname | None:
    """Return what takes `schema` to this release, without touching it; None when it cannot be replayed.

    :raises LookupError: the schema is newer than this release.
    """
    onbekend = onbekende_migraties(schema)
    if onbekend:
        raise LookupError(f"het schema is nieuwer dan deze versie ({'.'.join(onbekend[0])})")
    with in_doel(doel_van(schema.naam, schema.cluster)):
        plan = migraties.executor_plan(connections[MIGRATOR])[2]
    if not all(_is_opneembaar(migratie) for migratie, _ in plan):
        return None
    kopie = Doelschema(schema=f"k_{secrets.token_hex(6)}", rol="", cluster=schema.cluster)
    with in_doel(kopie), transaction.atomic(using=MIGRATOR):
        try:
            _maak_kopie(schema.naam, kopie.schema)
            return _neem_kopie_op(kopie.schema)
        finally:
            transaction.set_rollback(True, using=MIGRATOR)


def _maak_kopie(van: str, kopie: str) -> None:
    """Make the empty tables of `van` under another name, with the same migrations behind them."""
    with connections[MIGRATOR].cursor() as cursor:
        script = bouw_script(cursor, van)
        for naam in (van, SJABLOON):
            script = script.replace(naam, kopie)
        cursor.execute(script.replace(f'TO "{kopie}"', "TO CURRENT_USER"))
        cursor.execute(f'SET LOCAL search_path TO "{kopie}", pg_temp')
        cursor.execute(
            f"INSERT INTO django_migrations (app, name, applied) "  # noqa: S608 -- a name of our own making
            f'SELECT app, name, applied FROM "{van}".django_migrations ORDER BY id'
        )


def _neem_kopie_op(kopie: str) -> Opname | None:
    executor, doelen, plan = migraties.executor_plan(connections[MIGRATOR])
    vooraf = _tabellen(kopie)
    with neem_op(connections[MIGRATOR]) as (statements, erbuiten):
        executor.migrate(doelen, plan=plan)
    if erbuiten or any(kopie in statement for statement in statements):
        return None
    nieuw = tuple(sorted(_tabellen(kopie) - vooraf))
    return Opname(tuple(statements), tuple((deel.app_label, deel.name) for deel, _ in plan), nieuw)


def _is_opneembaar(migratie: Any) -> bool:
    return bool(migratie.atomic) and all(_herhaalbaar(operatie) for operatie in migratie.operations)


def _herhaalbaar(operatie: Any) -> bool:
    if isinstance(operatie, operations.SeparateDatabaseAndState):
        return all(_herhaalbaar(deel) for deel in operatie.database_operations)
    return bool(operatie.reduces_to_sql)


# -- Django's executor -------------------------------------------------------------------------------


def met_executor(schema: Schema, grenzen: Grenzen) -> None:
    """Upgrade one schema with Django's executor: all in one transaction where the migrations allow it."""
    with in_doel(doel_van(schema.naam, schema.cluster)):
        executor, doelen, plan = migraties.executor_plan(connections[MIGRATOR])
        if not all(migratie.atomic for migratie, _ in plan):
            executor.migrate(doelen, plan=plan)
            with transaction.atomic(using=MIGRATOR):
                _rond_af(schema)
            return
        # Django has no public way to think before the transaction begins.
        staat = cast(Any, executor)._create_project_state(with_applied_migrations=True)  # noqa: SLF001
        staat.apps  # noqa: B018 -- seconds of thinking, while nobody waits
        with transaction.atomic(using=MIGRATOR):
            wacht_hooguit(grenzen.slot)
            _grendel(schema)
            with op_tijd(connections[MIGRATOR].connection, grenzen.duur):
                executor.migrate(doelen, plan=plan, state=staat)
                _rond_af(schema)


def wacht_hooguit(seconden: float) -> None:
    """Let no statement of this transaction wait longer than this for a table that is in use."""
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout TO '{round(seconden * 1000)}ms'")


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


def _rond_af(schema: Schema) -> None:
    with connections[MIGRATOR].cursor() as cursor:
        cursor.execute(_slot_sql(schema, tuple(sorted(_tabellen(schema.naam)))))


def _slot_sql(schema: Schema, nieuwe_tabellen: tuple[str, ...]) -> str:
    """Return what ends the transaction of one schema: rights on new tables, and its new version.

    The row of a gemeente stands in the control cluster; for a schema elsewhere `schrijf_versie` follows.
    """
    rechten = rechten_sql(schema.naam, list(nieuwe_tabellen)) if nieuwe_tabellen else ""
    if schema.cluster:
        return rechten
    tabel = get_tenant_model()._meta.db_table  # noqa: SLF001 -- public in Django
    zet = sql.SQL("UPDATE public.{} SET schema_versie = {} WHERE schema_name = {};").format(
        sql.Identifier(tabel), sql.Literal(json.dumps(versie.nieuwste())), sql.Literal(schema.naam)
    )
    return f"{rechten}\n{zet.as_string()}"


def schrijf_versie(schema: Schema) -> None:
    """Write the version of a schema of another cluster, once it has it. A kill in between is mended later."""
    with in_platform():
        rijen = get_tenant_model().objects.using(MIGRATOR).filter(schema_name=schema.naam)
        rijen.update(schema_versie=versie.nieuwste())


# -- replaying ---------------------------------------------------------------------------------------


def speel_af(eigen: Any, schema: Schema, opname: Opname, grenzen: Grenzen) -> str:
    """Replay a recording in one short transaction; return what became of the schema.

    :raises psycopg.Error: it failed, and the schema is as it was.
    """
    zonder = zaaifouten.staat_aan("bijwerken_zonder_transactie")
    with op_tijd(eigen, grenzen.duur), nullcontext() if zonder else eigen.transaction():
        eigen.execute(
            f"SET LOCAL lock_timeout TO '{round(grenzen.slot * 1000)}ms'; "
            f'SET LOCAL search_path TO "{schema.naam}", pg_temp'
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
        script = _afspeelscript(schema, opname)
        if zonder:
            eigen.execute(f'SET search_path TO "{schema.naam}"')
            for regel in script.splitlines():
                eigen.execute(regel)
        eigen.execute(script)
    return "bijgewerkt"


def _afspeelscript(schema: Schema, opname: Opname) -> str:
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


@contextmanager
def op_tijd(eigen: Any, seconden: float) -> Iterator[None]:
    """Let the server stop what runs on this connection once the time is over; 0 means no bound."""
    if not seconden or zaaifouten.staat_aan("bijwerken_zonder_grens"):
        yield
        return
    wekker = Timer(seconden, eigen.cancel_safe)
    wekker.start()
    try:
        yield
    finally:
        wekker.cancel()
        wekker.join()  # a stop that was sent must not reach the statement after this
