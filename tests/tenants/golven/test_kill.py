"""Killed halfway, an upgrade leaves no half schema, and going on makes every schema like a new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench import proefmigraties
from bench.gelijk import afdrukken
from bench.proces import vraag as vraag_proces
from tests.stellage.omgeving import CLUSTER, DATABANK
from tests.tenants.golven.conftest import vraag

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

WORTEL = Path(__file__).parents[3]
DUUR = "60000"


def met_rij(naam: str) -> set[str]:
    schemas = [rij[0] for rij in vraag("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")]
    takken = " UNION ALL ".join(
        f"SELECT '{schema}' FROM {schema}.django_migrations WHERE name = '{naam}'" for schema in schemas
    )
    return {rij[0] for rij in vraag(takken)}


def met_kolom(naam: str) -> set[str]:
    rijen = vraag("SELECT table_schema FROM information_schema.columns WHERE column_name = %s", naam)
    return {rij[0] for rij in rijen}


@pytest.mark.usefixtures("lindewaard", "hoogmeren")
def test_an_upgrade_that_is_killed_goes_on_where_it_was(
    omgeving_van_kind: dict[str, str], tmp_path: Path
) -> None:
    bronnen = [proefmigraties.VELD, proefmigraties.TABEL]
    env = {**omgeving_van_kind, **proefmigraties.maak(tmp_path, *bronnen)}
    env["PYTHONPATH"] = os.pathsep.join([str(tmp_path), str(WORTEL / "platform"), str(WORTEL)])
    kind = subprocess.Popen(
        [sys.executable, "-m", "bench.bijwerken", "2", DUUR],
        env=env, cwd=WORTEL, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not met_rij("9002_proef") and kind.poll() is None:
        continue
    if kind.poll() is None:
        os.killpg(kind.pid, signal.SIGKILL)
    kind.wait()
    assert met_kolom("proef_9001") == met_rij("9001_proef") == met_rij("9002_proef")

    uitkomst = vraag_proces("bench.bijwerken", "2", DUUR, env=env)

    assert (uitkomst["mislukt"], len(met_rij("9002_proef"))) == ([], 3)
    assert len(set(afdrukken(CLUSTER.beheer_url(DATABANK)).values())) == 1
