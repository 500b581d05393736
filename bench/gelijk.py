"""Are schemas equal? Their making, read from the catalogs, tells."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import psycopg


def afdrukken(url: str) -> Mapping[str, str]:
    """Return schema → hash of everything that makes it, its own name apart."""
    uit = {}
    with psycopg.connect(url) as verbinding, verbinding.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_' ORDER BY 1")
        for (schema,) in cursor.fetchall():
            uit[schema] = sha256("\n".join(_regels(cursor, schema)).encode()).hexdigest()
    return uit


def _regels(cursor: psycopg.Cursor, schema: str) -> list[str]:
    """Return every line of the making of a schema, sorted: who was first is no difference."""
    from keukentafel.tenancy.inrichten import SJABLOON  # reads the environment: not before it is there
    from keukentafel.tenancy.schema_script import bouw_script

    script = bouw_script(cursor, schema)
    for naam in (schema, SJABLOON):
        script = script.replace(naam, "schema")
    cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')
    return sorted([*(regel.rstrip(",;") for regel in script.splitlines()), *map(str, cursor.fetchall())])
