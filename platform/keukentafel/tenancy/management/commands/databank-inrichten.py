"""`keukentafel databank-inrichten`: roles, rights, public tables, template schema. Safe to run again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.env import Cluster, omgeving
from keukentafel.tenancy import inrichten, migraties


class Command(BaseCommand):
    help = "Maak de databank klaar: rollen, rechten, tabellen van de leverancier, sjabloonschema."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not (omgeving.bootstrap_url and omgeving.migrator_url):
            raise CommandError("Zet KT_BOOTSTRAP_URL en KT_MIGRATOR_URL.", returncode=2)
        self.stdout.write("Rollen en rechten…")
        inrichten.richt_in(
            bootstrap_url=omgeving.bootstrap_url,
            migrator_url=omgeving.migrator_url,
            app_url=omgeving.database_url,
            verhuist=bool(omgeving.clusters),
        )
        self.stdout.write("Tabellen van de leverancier…")
        migraties.migreer("public", gedeeld=True)
        migraties.geef_rechten("public")
        self.stdout.write("Sjabloonschema…")
        migraties.maak_sjabloon()
        for cluster in omgeving.clusters:
            self._richt_in(cluster)
        self.stdout.write("De databank is klaar.")

    def _richt_in(self, cluster: Cluster) -> None:
        """Make another cluster ready: the same roles, rights and template, and no table of the supplier."""
        self.stdout.write(f"Cluster {cluster.naam}…")
        if not (cluster.bootstrap_url and cluster.migrator_url):
            naam = cluster.naam.upper()
            raise CommandError(f"Zet KT_BOOTSTRAP_URL_{naam} en KT_MIGRATOR_URL_{naam}.", returncode=2)
        inrichten.richt_in(
            bootstrap_url=cluster.bootstrap_url,
            migrator_url=cluster.migrator_url,
            app_url=cluster.database_url,
            verhuist=True,
        )
        migraties.maak_sjabloon(cluster.naam)
