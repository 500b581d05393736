"""The self-test at the start: no start behind a transaction-mode pooler or with too mighty a login."""

from __future__ import annotations

import sys
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.backend.kies import alias_op
from keukentafel.tenancy.migraties import clusters

MAG_TE_VEEL = """
    SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolinherit,
           pg_catalog.has_database_privilege(current_user, current_database(), 'CREATE'),
           pg_catalog.has_schema_privilege(current_user, 'public', 'CREATE'),
           EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.relowner = r.oid),
           EXISTS (SELECT 1 FROM pg_catalog.pg_proc p, pg_catalog.aclexplode(p.proacl) a
                    WHERE p.oid = 'pg_catalog.set_config'::regproc AND a.grantee = 0
                      AND a.privilege_type = 'EXECUTE')
           OR (SELECT p.proacl IS NULL FROM pg_catalog.pg_proc p
                WHERE p.oid = 'pg_catalog.set_config'::regproc)
      FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
"""
WAT = (
    "is superuser",
    "gaat buiten row level security om",
    "mag rollen maken",
    "mag databanken maken",
    "erft rechten (maak hem NOINHERIT)",
    "mag schema's maken",
    "mag tabellen maken in public",
    "bezit tabellen",
    "kan set_config gebruiken als gemeente (draai databank-inrichten)",
)


class StartGeweigerd(Exception):
    """The product does not start here; the text says what to change."""


def controleer_login(verbinding: Any) -> None:
    """Refuse a login that may do more than change role (hazards §2.1).

    :raises StartGeweigerd: naming each thing it may and should not.
    """
    rij = verbinding.execute(MAG_TE_VEEL).fetchone()
    te_veel = [wat for mag, wat in zip(rij, WAT, strict=True) if mag]
    if te_veel:
        raise StartGeweigerd(f"De databanklogin van Keukentafel {'; '.join(te_veel)}.")


def controleer_pooler(eerste: Any, tweede: Any) -> None:
    """Refuse a pooler in transaction mode (H14): there a SET of one request reaches another.

    Two clients at once must have two servers: while the first rests between two statements, the
    second opens a transaction; then the first must still find its own setting on its own server.

    :raises StartGeweigerd: the two shared a server, or the setting was gone.
    """
    if zaaifouten.staat_aan("pooler_ongezien"):
        return
    eerste.execute("SET statement_timeout TO '4321ms'")
    mijn = eerste.execute("SELECT pg_backend_pid()").fetchone()[0]
    with tweede.transaction():
        van_ander = tweede.execute("SELECT pg_backend_pid()").fetchone()[0]
        weer_mijn = eerste.execute("SELECT pg_backend_pid()").fetchone()[0]
        ingesteld = eerste.execute("SHOW statement_timeout").fetchone()[0]
    if mijn != weer_mijn or mijn == van_ander or ingesteld != "4321ms":
        raise StartGeweigerd(
            "De databank staat achter een pooler in transactiemodus. Zet pool_mode op session, "
            "of laat Keukentafel rechtstreeks verbinden."
        )


def controleer(alias: str = "default") -> None:
    """Run both checks on two fresh connections of `alias`.

    :raises StartGeweigerd: with a sentence that says what to change.
    """
    wrapper = connections[alias]  # by its full name: no scope chooses here
    parameters = wrapper.get_connection_params()
    for sleutel in ("pool", "cursor_factory", "context"):
        parameters.pop(sleutel, None)
    with (
        psycopg.connect(**parameters, autocommit=True) as eerste,
        psycopg.connect(**parameters, autocommit=True) as tweede,
    ):
        controleer_login(eerste)
        controleer_pooler(eerste, tweede)


def _controleer_ander(cluster: str) -> None:
    """Check another cluster. When it is down we start: the gemeenten of the other clusters go on."""
    try:
        controleer(alias_op("default", cluster))
    except psycopg.OperationalError:
        sys.stderr.write(f"Cluster {cluster} antwoordt niet: de gemeenten daar zijn nu niet bereikbaar.\n")
    except StartGeweigerd as reden:
        raise StartGeweigerd(f"Cluster {cluster}: {reden}") from None


def start_of_stop() -> None:
    """Run the self-test before the first request; stop with exit code 2 and one sentence."""
    if settings.KT_MODUS == "test":
        return
    try:
        controleer()
        for cluster in clusters()[1:]:
            _controleer_ander(cluster)
    except StartGeweigerd as reden:
        sys.stderr.write(f"Keukentafel start niet: {reden}\n")
        raise SystemExit(2) from None
    except psycopg.OperationalError:
        sys.stderr.write("Keukentafel start niet: de databank antwoordt niet. Kijk naar KT_DATABASE_URL.\n")
        raise SystemExit(2) from None
