"""Schema and role of a gemeente on a cluster. Statements of the migrator; the rows are somebody else's."""

from __future__ import annotations

from django.db import connections, transaction

from keukentafel.tenancy import migraties
from keukentafel.tenancy.backend.kies import alias_op
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.migraties import MIGRATOR, doel_van
from keukentafel.tenancy.schema_script import script_voor
from keukentafel.tenancy.scope import in_doel


def weblogin(cluster: str) -> str:
    """Return the login that requests use on a cluster."""
    return str(connections.settings[alias_op("default", cluster)]["USER"])


def maak(schema: str, cluster: str = "") -> None:
    """Make the role and the empty tables of a new gemeente, all or nothing; requests may enter it."""
    script = script_voor(migraties.script(cluster), schema)
    with (
        in_doel(doel_van(schema, cluster)),
        transaction.atomic(using=MIGRATOR),
        connections[MIGRATOR].cursor() as cursor,
    ):
        cursor.execute(f'CREATE ROLE "{schema}" NOLOGIN')
        cursor.execute(f'GRANT "{schema}" TO "{weblogin(cluster)}"')
        cursor.execute(script)
        cursor.execute(f'SET LOCAL search_path TO "{schema}", pg_temp')
        cursor.execute(
            f"INSERT INTO django_migrations (app, name, applied) "  # noqa: S608 -- a name of our own making
            f"SELECT app, name, applied FROM {SJABLOON}.django_migrations ORDER BY id"
        )


def verwijder(schema: str, cluster: str = "") -> None:
    """Drop the schema and the role of a gemeente on one cluster. May run again.

    :raises ValueError: this is not the schema of a gemeente.
    """
    if not schema.startswith("t_") or schema == SJABLOON:
        raise ValueError("Dit is geen schema van een gemeente.")
    with (
        in_doel(doel_van(schema, cluster)),
        transaction.atomic(using=MIGRATOR),
        connections[MIGRATOR].cursor() as cursor,
    ):
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        for rol in (f"{schema}_kijk", f"{schema}_lees", schema):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
            if cursor.fetchone():
                cursor.execute(f'DROP ROLE "{rol}"')
