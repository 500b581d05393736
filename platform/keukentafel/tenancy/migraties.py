"""Migrations over schemas: what is on disk, what a schema has, and Django's executor for one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.schema_script import bouw_script, rechten_sql
from keukentafel.tenancy.scope import PLATFORM, Doelschema, in_doel

MIGRATOR = "migrator"
_scripts: dict[str, str] = {}

Melder = Callable[[str], None]


class GeenMigrator(Exception):
    """This process holds no login that may change tables."""


def verbinding() -> object:
    """Return the migrator's connection.

    :raises GeenMigrator: `KT_MIGRATOR_URL` is not set, as in every web process.
    """
    if MIGRATOR not in connections.databases:
        raise GeenMigrator("Dit proces mag geen tabellen maken: KT_MIGRATOR_URL ontbreekt.")
    return connections[MIGRATOR]


def doel_van(schema: str) -> Doelschema:
    """Return the scope of a schema, for the migrator and the commands only."""
    return PLATFORM if schema == "public" else Doelschema(schema=schema, rol=schema)


def op_schijf(*, gedeeld: bool = False) -> list[tuple[str, str]]:
    """Return the migrations this release brings, sorted, for tenant schemas or for public."""
    namen = settings.SHARED_APPS if gedeeld else settings.TENANT_APPS
    labels = {config.label for config in apps.get_app_configs() if config.name in namen}
    lader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(sleutel for sleutel in lader.disk_migrations if sleutel[0] in labels)


def vingerafdruk(migraties: list[tuple[str, str]] | None = None) -> str:
    """Return the fingerprint of a set of migrations: equal sets, equal schemas."""
    gekozen = op_schijf() if migraties is None else migraties
    tekst = "\n".join(f"{app}.{naam}" for app, naam in sorted(gekozen))
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def migreer(schema: str, *, gedeeld: bool = False) -> int:
    """Bring one schema up to date with Django's own executor; return how many migrations it took."""
    verbinding()
    with in_doel(doel_van(schema)):
        executor, doelen, plan = executor_plan(connections[MIGRATOR], gedeeld=gedeeld)
        executor.migrate(doelen, plan=plan)
        return len(plan)


def executor_plan(
    connection: Any, *, gedeeld: bool = False
) -> tuple[MigrationExecutor, list[Any], list[Any]]:
    """Return Django's executor for the schema of this scope, its targets and what is still to do."""
    executor = MigrationExecutor(connection)
    namen = settings.SHARED_APPS if gedeeld else settings.TENANT_APPS
    labels = {config.label for config in apps.get_app_configs() if config.name in namen}
    doelen = [blad for blad in executor.loader.graph.leaf_nodes() if blad[0] in labels]
    return executor, doelen, executor.migration_plan(doelen)


def geef_rechten(schema: str) -> None:
    """Give the role of a schema its rights again on every table, old and new."""
    with in_doel(doel_van(schema)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", [schema]
        )
        tabellen = sorted(rij[0] for rij in cursor.fetchall())
        if schema == "public":
            cursor.execute(rechten_sql("public", tabellen).replace('TO "public"', "TO kt_platform"))
        else:
            cursor.execute(rechten_sql(schema, tabellen))


def maak_sjabloon() -> None:
    """Make or upgrade the template schema that new gemeenten are made from."""
    with in_doel(doel_van("public")), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SJABLOON])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE ROLE "{SJABLOON}" NOLOGIN')
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{SJABLOON}"')
    migreer(SJABLOON)
    geef_rechten(SJABLOON)


def script() -> str:
    """Return the script of a new schema, built once per fingerprint.

    :raises GeenMigrator: in a process that may not make tables.
    """
    verbinding()
    sleutel = vingerafdruk()
    if sleutel not in _scripts:
        with (
            in_doel(doel_van(SJABLOON)),
            transaction.atomic(using=MIGRATOR),
            connections[MIGRATOR].cursor() as cursor,
        ):
            _scripts[sleutel] = bouw_script(cursor)
    return _scripts[sleutel]
