"""Make the database ready: roles, revoked functions, extensions, public tables, the template schema.

Everything may run again; a second run changes nothing. It asks for the cluster's own superuser
(`KT_BOOTSTRAP_URL`) once; afterwards only `kt_migrator` and `kt_app` are needed.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from keukentafel.env import databank, databank_opties

SJABLOON = "t_000000000000"
"""The schema that new gemeenten are made from. It never holds a row of a person."""

VERBODEN_FUNCTIES = (
    "set_config(text, text, boolean)",
    "query_to_xml(text, boolean, boolean, text)",
    "query_to_xmlschema(text, boolean, boolean, text)",
    "query_to_xml_and_xmlschema(text, boolean, boolean, text)",
    "cursor_to_xml(refcursor, integer, boolean, boolean, text)",
    "cursor_to_xmlschema(refcursor, boolean, boolean, text)",
    "table_to_xml(regclass, boolean, boolean, text)",
    "table_to_xmlschema(regclass, boolean, boolean, text)",
    "table_to_xml_and_xmlschema(regclass, boolean, boolean, text)",
    "schema_to_xml(name, boolean, boolean, text)",
    "schema_to_xmlschema(name, boolean, boolean, text)",
    "schema_to_xml_and_xmlschema(name, boolean, boolean, text)",
    "database_to_xml(boolean, boolean, text)",
    "database_to_xmlschema(boolean, boolean, text)",
    "database_to_xml_and_xmlschema(boolean, boolean, text)",
    "lo_create(oid)",
    "lo_creat(integer)",
    "lo_open(oid, integer)",
    "lo_unlink(oid)",
    "lo_from_bytea(oid, bytea)",
    "lo_get(oid)",
    "lo_put(oid, bigint, bytea)",
)
"""Functions that run text as SQL or keep data outside tables: no tenant role may call them."""

EXTENSIES = ("pg_trgm", "unaccent", "btree_gist")
"""Trusted contrib modules, put in pg_catalog so that a path of one schema still finds them."""


def maak_rollen(
    verbinding: Any, *, migrator: dict[str, Any], app: dict[str, Any], verhuist: bool = False
) -> None:
    """Make or repair the three roles. Passwords come from the two connection URLs.

    `verhuist`: gemeenten may move to and from this cluster, by logical replication of the migrator.
    """
    mag = "LOGIN CREATEROLE NOSUPERUSER INHERIT " + ("REPLICATION" if verhuist else "NOREPLICATION")
    rollen = (
        (migrator["USER"], migrator["PASSWORD"], mag),
        (app["USER"], app["PASSWORD"], "LOGIN NOCREATEROLE NOCREATEDB NOSUPERUSER NOINHERIT"),
        ("kt_platform", "", "NOLOGIN NOSUPERUSER"),
    )
    for naam, wachtwoord, kenmerken in rollen:
        bestaat = verbinding.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [naam]).fetchone()
        werkwoord = "ALTER" if bestaat else "CREATE"
        opdracht = sql.SQL(f"{werkwoord} ROLE {{}} {kenmerken}").format(sql.Identifier(naam))
        verbinding.execute(opdracht)
        if wachtwoord:
            verbinding.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(naam), sql.Literal(wachtwoord))
            )
    verbinding.execute(sql.SQL("GRANT kt_platform TO {}").format(sql.Identifier(app["USER"])))
    verbinding.execute(
        sql.SQL("GRANT kt_platform TO {} WITH ADMIN OPTION").format(sql.Identifier(migrator["USER"]))
    )
    verbinding.execute(sql.SQL("ALTER ROLE {} SET search_path TO ''").format(sql.Identifier(app["USER"])))
    if verhuist and verbinding.info.server_version >= 160000:  # before, only a superuser may subscribe
        verbinding.execute(
            sql.SQL("GRANT pg_create_subscription TO {}").format(sql.Identifier(migrator["USER"]))
        )


def sluit_af(verbinding: Any, *, migrator: str, app: str) -> None:
    """Take from everybody what nobody needs, in this database."""
    naam = verbinding.execute("SELECT current_database()").fetchone()[0]
    for extensie in EXTENSIES:
        verbinding.execute(f"CREATE EXTENSION IF NOT EXISTS {extensie} SCHEMA pg_catalog")
    verbinding.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    verbinding.execute(
        sql.SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(naam))
    )
    verbinding.execute(
        sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(sql.Identifier(naam), sql.Identifier(migrator))
    )
    verbinding.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(migrator)))
    verbinding.execute("GRANT USAGE ON SCHEMA public TO kt_platform")
    for functie in VERBODEN_FUNCTIES:
        verbinding.execute(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{functie} FROM PUBLIC")
    verbinding.execute(
        sql.SQL("GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO {}, {}").format(
            sql.Identifier(app), sql.Identifier(migrator)
        )
    )


def richt_in(*, bootstrap_url: str, migrator_url: str, app_url: str, verhuist: bool = False) -> None:
    """Do the superuser's part on one cluster: database, roles, rights. Safe to run again."""
    migrator: dict[str, Any] = databank(migrator_url)
    app: dict[str, Any] = databank(app_url)
    beheer: dict[str, Any] = databank(bootstrap_url)
    verbind: dict[str, Any] = {
        "user": beheer["USER"],
        "password": beheer["PASSWORD"] or None,
        "host": beheer["HOST"] or None,
        "port": beheer["PORT"] or None,
        **databank_opties(bootstrap_url),
    }
    with psycopg.connect(dbname=beheer["NAME"] or "postgres", autocommit=True, **verbind) as eerste:
        # One installation at a time: roles belong to the whole cluster.
        eerste.execute("SELECT pg_advisory_lock(7411)")
        if not eerste.execute("SELECT 1 FROM pg_database WHERE datname = %s", [app["NAME"]]).fetchone():
            eerste.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(str(app["NAME"])))
            )
        maak_rollen(eerste, migrator=migrator, app=app, verhuist=verhuist)
        with psycopg.connect(dbname=app["NAME"], autocommit=True, **verbind) as tweede:
            sluit_af(tweede, migrator=str(migrator["USER"]), app=str(app["USER"]))
