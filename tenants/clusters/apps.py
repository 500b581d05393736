"""On which PostgreSQL cluster a gemeente lives, and moving it."""

from __future__ import annotations

from keukentafel import registry


class ClustersConfig(registry.ModuleConfig):
    """On which PostgreSQL cluster a gemeente lives, and moving it."""

    name = "tenants.clusters"
    label = "clusters"
    verbose_name = "Clusters"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang the move in the page of a gemeente, and say what is left of one that goes."""
        from tenants.actions import vernietiging
        from tenants.clusters import queries
        from tenants.clusters.actions import verhuizen
        from tenants.console import gebeurtenissen, schil

        schil.registreer_gemeentedeel(
            schil.Gemeentedeel("cluster", "Cluster", "clusters/_deel.html", queries.deel_van_gemeente, 70)
        )
        schil.registreer_let_op("verhuizing", queries.wie_stil_staat)
        vernietiging.registreer_rest("clusters", "Kopieën op andere clusters", verhuizen.ruim_alles_op)
        for sleutel, zin in _GEBEURTENISSEN.items():
            gebeurtenissen.registreer_gebeurtenis(sleutel, zin)


_GEBEURTENISSEN = {
    "gemeente.verhuizing.begonnen": "Verhuizing naar een ander cluster begonnen",
    "gemeente.verhuizing.afgebroken": "Verhuizing afgebroken",
    "gemeente.verhuisd": "Gemeente verhuisd naar een ander cluster",
    "gemeente.verhuizing.opgeruimd": "Oude kopie na verhuizing opgeruimd",
}
