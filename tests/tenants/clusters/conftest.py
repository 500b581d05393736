"""Two real clusters beside the one of the tests: gemeenten live on `tweede` and move to `derde`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections

from keukentafel.env import databank
from keukentafel.launcher.postgres import Postgres
from keukentafel.tenancy import GemeenteRef, in_platform, migraties
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inrichten import richt_in
from tests.stellage.omgeving import MAP, WACHTWOORD, WERKER

NAMEN = ("tweede", "derde")
INSTELLINGEN = {
    "wal_level": "logical",
    "max_wal_senders": "12",
    "max_replication_slots": "12",
    "max_logical_replication_workers": "12",
    "max_sync_workers_per_subscription": "6",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


@pytest.fixture(scope="session")
def andere_clusters() -> Iterator[dict[str, Postgres]]:
    """Start two more clusters, empty, for this worker."""
    gestart = {
        naam: Postgres(
            MAP / f"{naam}-{WERKER}",
            wachtwoord=WACHTWOORD,
            log=MAP / f"{naam}-{WERKER}.log",
            vluchtig=True,
            instellingen=INSTELLINGEN,
        )
        for naam in NAMEN
    }
    for cluster in gestart.values():
        cluster.start()
    yield gestart
    for cluster in gestart.values():
        cluster.stop()


def _alias(van: str, cluster: str, url: str) -> dict[str, Any]:
    eigen = {**connections.settings[van], "KT_CLUSTER": cluster, "ATOMIC_REQUESTS": False}
    eigen["CONN_MAX_AGE"] = 0  # as in the product: who keeps a connection keeps the gemeente where it is
    return {**eigen, **databank(url)}


@pytest.fixture(scope="module")
def aangesloten(andere_clusters: dict[str, Postgres]) -> Iterator[None]:
    """Let this process know the two, as `KT_CLUSTERS` does for a real one. Before the database of a test."""
    for naam, cluster in andere_clusters.items():
        for login in ("default", "migrator"):
            rol = {"default": "kt_app", "migrator": "kt_migrator"}[login]
            connections.settings[f"{login}@{naam}"] = _alias(login, naam, cluster.url(rol, WACHTWOORD))
    yield
    connections.close_all()
    for naam in andere_clusters:
        for login in ("default", "migrator"):
            del connections.settings[f"{login}@{naam}"]
            if hasattr(connections._connections, f"{login}@{naam}"):
                del connections[f"{login}@{naam}"]  # it would go on with the settings of this module


@pytest.fixture
def twee_clusters(
    aangesloten: None,
    transactional_db: None,
    andere_clusters: dict[str, Postgres],
    settings: Any,
) -> Iterator[None]:
    """Stand with a control cluster and two others that are ready for gemeenten; leave none of them behind."""
    settings.KT_CLUSTERS = NAMEN
    for naam, cluster in andere_clusters.items():
        richt_in(
            bootstrap_url=cluster.beheer_url(),
            migrator_url=cluster.url("kt_migrator", WACHTWOORD),
            app_url=cluster.url("kt_app", WACHTWOORD),
            verhuist=True,
        )
        migraties.maak_sjabloon(naam)
    yield
    adresboek.vergeet()
    connections.close_all()
    for naam in andere_clusters:
        _ruim_op(naam)


def _ruim_op(cluster: str) -> None:
    with migraties.kale_verbinding_naar(cluster) as kant:
        for (naam,) in kant.execute("SELECT subname FROM pg_subscription").fetchall():
            kant.execute(f"ALTER SUBSCRIPTION {naam} DISABLE")
            kant.execute(f"ALTER SUBSCRIPTION {naam} SET (slot_name = NONE)")
            kant.execute(f"DROP SUBSCRIPTION {naam}")
        for (naam,) in kant.execute("SELECT pubname FROM pg_publication").fetchall():
            kant.execute(f"DROP PUBLICATION {naam}")
        kant.execute("SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE active")
        for (naam,) in kant.execute("SELECT slot_name FROM pg_replication_slots").fetchall():
            kant.execute("SELECT pg_drop_replication_slot(%s)", [naam])
        schemas = kant.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_' AND nspname <> 't_000000000000'"
        ).fetchall()
        for (schema,) in schemas:
            kant.execute(f'DROP SCHEMA "{schema}" CASCADE')
        rollen = kant.execute(
            "SELECT rolname FROM pg_roles WHERE rolname ~ '^t_' AND rolname <> 't_000000000000'"
        )
        for (rol,) in rollen.fetchall():
            kant.execute(f'DROP ROLE "{rol}"')


@pytest.fixture
def gemeente_op(twee_clusters: None) -> Callable[[str], GemeenteRef]:
    """Return what makes a gemeente on a cluster, with tables, keys and an address."""
    from keukentafel.tenancy import sleutels
    from keukentafel.tenancy.models import nieuwe_id
    from keukentafel.tenancy.versie import nieuwste
    from tenants.clusters import ruimte
    from tenants.models import Domein, Gemeente, Stand

    def maak(cluster: str, slug: str = "verweg") -> GemeenteRef:
        schema, id_ = f"t_{secrets.token_hex(6)}", nieuwe_id()
        ruimte.maak(schema, cluster)
        with in_platform():
            rij = Gemeente(
                id=id_,
                schema_name=schema,
                naam=slug.title(),
                cbs_code=f"GM{secrets.randbelow(9000) + 1000}",
                slug=slug,
                schema_versie=nieuwste(),
                sleutel=sleutels.nieuwe_gewikkelde_sleutel(id_),
                aangemaakt_op="2026-11-01T00:00:00Z",
                cluster=cluster,
                stand=Stand.ACTIEF,
            )
            rij.save(force_insert=True)
            rij = Gemeente.objects.get(pk=id_)
            Domein.objects.create(host=f"{slug}.localhost", gemeente=rij)
        adresboek.vergeet()
        return rij.ref()

    return maak
