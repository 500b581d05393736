"""Migrations over schemas: what is on disk, what a schema has, and Django's executor for one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from keukentafel.tenancy.backend.kies import alias_op
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.schema_script import bouw_script, rechten_sql
from keukentafel.tenancy.scope import PLATFORM, Doelschema, huidige_scope, in_doel

MIGRATOR = "migrator"
_scripts: dict[str, str] = {}

Melder = Callable[[str], None]


class GeenMigrator(Exception):
    """This process holds no login that may change tables."""


def verbinding() -> object:
    """Return the migrator's connection on the cluster of this scope.

    :raises GeenMigrator: `KT_MIGRATOR_URL` is not set, as in every web process.
    """
    doel = huidige_scope()
    cluster = "" if doel is None else doel.cluster
    if alias_op(MIGRATOR, cluster) not in connections.databases:
        naam = f"KT_MIGRATOR_URL_{cluster.upper()}" if cluster else "KT_MIGRATOR_URL"
        raise GeenMigrator(f"Dit proces mag geen tabellen maken: {naam} ontbreekt.")
    return connections[MIGRATOR]


def doel_van(schema: str, cluster: str = "") -> Doelschema:
    """Return the scope of a schema on its cluster, for the migrator and the commands only."""
    return PLATFORM if schema == "public" else Doelschema(schema=schema, rol=schema, cluster=cluster)


def clusters() -> tuple[str, ...]:
    """Return the clusters there are; the first, with the empty name, holds the supplier's own tables."""
    return ("", *settings.KT_CLUSTERS)


def kale_verbinding_naar(cluster: str) -> Any:
    """Return a psycopg connection with the migrator's login on a cluster, outside Django."""
    with in_doel(doel_van(SJABLOON, cluster)):
        parameters = connections[MIGRATOR].get_connection_params()
    for sleutel in ("pool", "cursor_factory", "context"):
        parameters.pop(sleutel, None)
    return psycopg.connect(**{**parameters, "autocommit": True, "prepare_threshold": None})


def lees_van_schijf(*, gedeeld: bool = False) -> dict[tuple[str, str], Any]:
    """Return the migrations this release brings, for tenant schemas or for public."""
    namen = settings.SHARED_APPS if gedeeld else settings.TENANT_APPS
    labels = {config.label for config in apps.get_app_configs() if config.name in namen}
    lader = MigrationLoader(None, ignore_no_migrations=True)
    return {sleutel: deel for sleutel, deel in lader.disk_migrations.items() if sleutel[0] in labels}


def op_schijf(*, gedeeld: bool = False) -> list[tuple[str, str]]:
    """Return the names of the migrations this release brings, sorted."""
    return sorted(lees_van_schijf(gedeeld=gedeeld))


def vingerafdruk(migraties: list[tuple[str, str]] | None = None) -> str:
    """Return the fingerprint of a set of migrations: equal sets, equal schemas."""
    gekozen = op_schijf() if migraties is None else migraties
    tekst = "\n".join(f"{app}.{naam}" for app, naam in sorted(gekozen))
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def migreer(schema: str, *, cluster: str = "", gedeeld: bool = False) -> int:
    """Bring one schema up to date with Django's own executor; return how many migrations it took."""
    with in_doel(doel_van(schema, cluster)):
        verbinding()
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


def geef_rechten(schema: str, cluster: str = "") -> None:
    """Give the role of a schema its rights again on every table, old and new."""
    with in_doel(doel_van(schema, cluster)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", [schema]
        )
        tabellen = sorted(rij[0] for rij in cursor.fetchall())
        if schema == "public":
            cursor.execute(rechten_sql("public", tabellen).replace('TO "public"', "TO kt_platform"))
        else:
            cursor.execute(rechten_sql(schema, tabellen))


def maak_sjabloon(cluster: str = "") -> None:
    """Make or upgrade the template schema of a cluster, that new gemeenten there are made from."""
    with in_doel(doel_van(SJABLOON, cluster)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SJABLOON])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE ROLE "{SJABLOON}" NOLOGIN')
        cursor.execute("SELECT to_regnamespace(%s) IS NULL", [SJABLOON])
        is_nieuw = cursor.fetchone()[0]
    if cluster and is_nieuw:
        _neem_sjabloon_over(cluster)
    with in_doel(doel_van(SJABLOON, cluster)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{SJABLOON}"')
    migreer(SJABLOON, cluster=cluster)
    geef_rechten(SJABLOON, cluster)


def _neem_sjabloon_over(cluster: str) -> None:
    """Make the template of another cluster from that of the control cluster: no migration runs again."""
    tekst = script()
    with in_doel(doel_van(SJABLOON)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT app, name, applied FROM django_migrations ORDER BY id")
        gedaan = cursor.fetchall()
    with (
        in_doel(doel_van(SJABLOON, cluster)),
        transaction.atomic(using=MIGRATOR),
        connections[MIGRATOR].cursor() as cursor,
    ):
        cursor.execute(tekst)
        cursor.execute(f'SET LOCAL search_path TO "{SJABLOON}", pg_temp')
        cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", gedaan)


def script(cluster: str = "") -> str:
    """Return the script of a new schema on a cluster, built once per fingerprint from its own template.

    :raises GeenMigrator: in a process that may not make tables.
    """
    sleutel = f"{cluster} {vingerafdruk()}"
    with in_doel(doel_van(SJABLOON, cluster)):
        verbinding()
        if sleutel not in _scripts:
            with transaction.atomic(using=MIGRATOR), connections[MIGRATOR].cursor() as cursor:
                _scripts[sleutel] = bouw_script(cursor)
    return _scripts[sleutel]
