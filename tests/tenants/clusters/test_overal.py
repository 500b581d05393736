"""What the supplier does to all gemeenten reaches those of every cluster: make, upgrade, rotate keys, export."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from bench import proefmigraties
from keukentafel.launcher.postgres import Postgres
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, migraties
from keukentafel.tenancy.achterstand import bekijk
from keukentafel.tenancy.inrichten import SJABLOON
from modules.inrichting.models import Wijkteam
from tenants.models import Gemeente
from tenants.uitvoer.actions.exporteren import maak_bundel
from tests.stellage.omgeving import WACHTWOORD

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def verweg(twee_clusters: None) -> Iterator[GemeenteRef]:
    """Zwijndrecht, made on `tweede` by the command that a beheerder uses. Its template goes with it."""
    call_command("gemeente-toevoegen", "GM0642", cluster="tweede", json=True)
    with in_platform():
        rij = Gemeente.objects.get(cbs_code="GM0642")
    yield rij.ref()
    connections.close_all()
    for cluster in migraties.clusters()[1:]:
        with migraties.kale_verbinding_naar(cluster) as kant:
            kant.execute(f"DROP SCHEMA {SJABLOON} CASCADE")


def test_a_gemeente_elsewhere_is_made_used_rotated_and_exported(
    verweg: GemeenteRef, klant_van: Callable[..., Client], tmp_path: Path
) -> None:
    assert verweg.cluster == "tweede"
    assert klant_van(verweg).get("/inloggen").status_code == 200
    with in_gemeente(verweg):
        assert Wijkteam.objects.exists()

    call_command("sleutels-roteren", gemeente=verweg.slug, soort="gegevens", wacht=0, json=True)
    maak_bundel(verweg, tmp_path / "bundel", at=timezone.now())

    assert (tmp_path / "bundel").is_dir()


def test_an_upgrade_reaches_every_cluster(
    verweg: GemeenteRef,
    andere_clusters: dict[str, Postgres],
    opdracht: list[str],
    omgeving_van_kind: dict[str, str],
    tmp_path: Path,
) -> None:
    totaal = bekijk().totaal
    env = {
        **omgeving_van_kind,
        **proefmigraties.maak(tmp_path, proefmigraties.KOLOM),
        "KT_CLUSTERS": "tweede,derde",
    }
    for naam, cluster in andere_clusters.items():
        env[f"KT_DATABASE_URL_{naam.upper()}"] = cluster.url("kt_app", WACHTWOORD)
        env[f"KT_MIGRATOR_URL_{naam.upper()}"] = cluster.url("kt_migrator", WACHTWOORD)

    kind = subprocess.run(
        [*opdracht, "gemeenten-bijwerken", "--json", "--duur", "60000"],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert kind.returncode == 0, kind.stderr
    antwoord: dict[str, Any] = json.loads(kind.stdout)
    assert (antwoord["bijgewerkt"], antwoord["mislukt"]) == (totaal, [])
    assert _schemas_met_kolom("tweede") == {SJABLOON, verweg.schema_name}
    assert _schemas_met_kolom("derde") == {SJABLOON}
    with in_platform():
        assert Gemeente.objects.get(pk=verweg.id).schema_versie["outbox"] == "9001_proef"


def _schemas_met_kolom(cluster: str) -> set[str]:
    with migraties.kale_verbinding_naar(cluster) as kant:
        rijen = kant.execute(
            "SELECT table_schema FROM information_schema.columns WHERE table_name = 'outbox_uitgaand' "
            "AND column_name = 'proef_9001'"
        )
        return {schema for (schema,) in rijen.fetchall()}
