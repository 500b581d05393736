"""One database per worker, copied from the finished one; put back after a test that committed."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql

from tests.stellage import sjabloon
from tests.stellage.omgeving import CLUSTER, DATABANK, MAP, omgeving_voor

# CREATE DATABASE … TEMPLATE copies what is in the database, not the rights on it and its settings.
_RECHTEN = """
    UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = %(van)s)
     WHERE datname = %(naar)s
"""
_INSTELLINGEN = """
    INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
    SELECT naar.oid, s.setrole, s.setconfig
      FROM pg_db_role_setting s, pg_database van, pg_database naar
     WHERE van.datname = %(van)s AND naar.datname = %(naar)s AND s.setdatabase = van.oid
"""


@contextmanager
def als_beheer(databank: str = "postgres") -> Iterator[psycopg.Connection]:
    """Connect as the cluster's superuser, in autocommit: for the scaffolding, never for the product."""
    with psycopg.connect(CLUSTER.beheer_url(databank), autocommit=True) as verbinding:
        yield verbinding


def zorg_voor_sjabloon() -> None:
    """Make the finished database when this is the first worker that needs it; the others wait."""
    with (MAP / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not (MAP / sjabloon.REFS).exists():
            sjabloon.maak(CLUSTER, MAP, omgeving_voor(sjabloon.NAAM))


def zet_neer(databank: str = DATABANK) -> None:
    """Give this worker a fresh copy, whatever was there."""
    namen = {"van": sjabloon.NAAM, "naar": databank}
    with als_beheer() as verbinding:
        verbinding.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(databank))
        )
        verbinding.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(databank), sql.Identifier(sjabloon.NAAM)
            )
        )
        verbinding.execute(_RECHTEN, namen)
        verbinding.execute(_INSTELLINGEN, namen)


@contextmanager
def geen_rollen_over() -> Iterator[None]:
    """Remove the roles of the gemeenten that a test made. One worker at a time: roles are of the whole cluster."""
    with (MAP / "gemeenten.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        with als_beheer(DATABANK) as verbinding:
            vooraf = rollen_hier(verbinding)
        yield
        connections.close_all()
        with als_beheer(DATABANK) as verbinding:
            for rol in rollen_hier(verbinding) - vooraf:
                verbinding.execute(f'DROP OWNED BY "{rol}" CASCADE')
                verbinding.execute(f'DROP SCHEMA IF EXISTS "{rol}" CASCADE')
                verbinding.execute(f'DROP ROLE "{rol}"')


def rollen_hier(verbinding: psycopg.Connection) -> set[str]:
    """Return the roles of gemeenten that are of this database: another worker makes gemeenten in its own.

    Roles belong to the whole cluster, so a role with something in another database is somebody else's. A
    role with nothing anywhere may be one that the other worker is making now: it gets a moment, once.
    """
    for _ in range(100):
        rijen = verbinding.execute(_ROLLEN).fetchall()
        if all(hangt_ergens or naam in _LOS for naam, hangt_ergens in rijen):
            break
        verbinding.execute("SELECT pg_sleep(0.05)")
    _LOS.update(naam for naam, hangt_ergens in rijen if not hangt_ergens)
    return {naam for naam, _hangt_ergens in rijen}


_LOS: set[str] = set()
"""Roles that hung nowhere a moment long: nobody waits for them a second time."""


_ROLLEN = """
    WITH van AS (SELECT r.rolname, d.dbid FROM pg_roles r
                   LEFT JOIN pg_shdepend d ON d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
                    AND d.dbid <> 0
                  WHERE r.rolname ~ '^t_')
    SELECT rolname, bool_or(dbid IS NOT NULL) FROM van GROUP BY rolname
    HAVING bool_and(coalesce(dbid = (SELECT oid FROM pg_database WHERE datname = current_database()), true))
"""
