"""The console of the supplier: its shell, its overview, health and logboek."""

from __future__ import annotations

from keukentafel import registry


class ConsoleConfig(registry.ModuleConfig):
    """The console of the supplier: its shell, its overview, health and logboek."""

    name = "tenants.console"
    label = "console"
    verbose_name = "Console van de leverancier"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Register the parts that are measured, the numbers that are counted, and the lines of the menu."""
        from keukentafel.components.shell import GEBRUIKER
        from tenants.console import cijfers, onderdelen, schil
        from tenants.console.herstel import laatste_herstelproef
        from tenants.console.overzicht import eigen_delen

        onderdelen.eigen_onderdelen()
        onderdelen.registreer_herstelproef(laatste_herstelproef)
        cijfers.eigen_cijfers()
        eigen_delen()
        for punt in (
            schil.Menupunt("gezondheid", "Gezondheid", "console:gezondheid", "activity", 40),
            schil.Menupunt("logboek", "Logboek", "console:logboek", "history", 10, groep="Toezicht"),
            schil.Menupunt("mensen", "Mensen", "console:mensen", "users", 20, groep="Toezicht"),
            schil.Menupunt("account", "Mijn account", "console:account", "user-circle", 10, groep=GEBRUIKER),
        ):
            schil.registreer_menupunt(punt)
