"""Upgrades in waves: plan, canary, waves, pause, report."""

from __future__ import annotations

from keukentafel import registry


class GolvenConfig(registry.ModuleConfig):
    """Upgrades in waves: plan, canary, waves, pause, report."""

    name = "tenants.golven"
    label = "golven"
    verbose_name = "Versies"
    url_prefix = ""
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang the pages in the console, and give what is done here its words in the logboek."""
        from tenants.console import gebeurtenissen, schil
        from tenants.golven import delen

        schil.registreer_menupunt(schil.Menupunt("versies", "Versies", "golven:versies", "rocket", 70))
        schil.registreer_gemeentedeel(
            schil.Gemeentedeel("versie", "Versie", "golven/_gemeente.html", delen.van_gemeente, 50)
        )
        schil.registreer_let_op("bijwerken_mislukt", delen.wie_mislukte)
        schil.registreer_zin("versies", delen.zin)
        gebeurtenissen.registreer_onderwerp("versies", "Versies")
        for sleutel, zin in _GEBEURTENISSEN.items():
            gebeurtenissen.registreer_gebeurtenis(sleutel, zin)


_GEBEURTENISSEN = {
    "versies.begonnen": "Bijwerkronde begonnen",
    "versies.gepauzeerd": "Bijwerkronde stilgezet",
    "versies.hervat": "Bijwerkronde ging verder",
    "versies.gestopt": "Bijwerkronde gestopt",
    "versies.opnieuw": "Gemeente nog een keer bijgewerkt",
    "versies.ring": "Ring van een gemeente veranderd",
    "versies.aangekondigd": "Versie aangekondigd",
    "versies.ingetrokken": "Aankondiging van een versie ingetrokken",
    "versies.gepland": "Versie gepland",
}
