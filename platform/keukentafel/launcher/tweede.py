"""A second cluster beside the one of the demo, for who wants to see a gemeente move (`KT_TWEEDE_CLUSTER=ja`)."""

from __future__ import annotations

import os
from pathlib import Path

from keukentafel.launcher.demomap import DemoMap
from keukentafel.launcher.geheimen import Geheimen
from keukentafel.launcher.postgres import Postgres

NAAM = "tweede"
INSTELLINGEN = {"wal_level": "logical"}
"""What both clusters need: the one a gemeente leaves sends its changes."""


def is_gevraagd(map_: DemoMap) -> bool:
    """Tell whether this demo has two clusters: asked for now, or once before, so that gemeenten may live there."""
    return os.environ.get("KT_TWEEDE_CLUSTER") == "ja" or _merk(map_).exists()


def _merk(map_: DemoMap) -> Path:
    return map_.pad / ".tweede-cluster"


def maak(map_: DemoMap, eigen: Geheimen) -> Postgres:
    """Return the second cluster of this demo, not started; from now on the demo always has it."""
    _merk(map_).touch()
    return Postgres(
        map_.tweede, wachtwoord=eigen.beheer, log=map_.log / "postgres-tweede.log", instellingen=INSTELLINGEN
    )


def omgeving(cluster: Postgres | None, eigen: Geheimen) -> dict[str, str]:
    """Return what each process must know of it; nothing when there is none."""
    if cluster is None:
        return {}
    return {
        "KT_CLUSTERS": NAAM,
        f"KT_DATABASE_URL_{NAAM.upper()}": cluster.url("kt_app", eigen.app),
        f"KT_MIGRATOR_URL_{NAAM.upper()}": cluster.url("kt_migrator", eigen.migrator),
        f"KT_BOOTSTRAP_URL_{NAAM.upper()}": cluster.beheer_url("postgres"),
    }
