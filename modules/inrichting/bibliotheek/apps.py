"""How the library of templates plugs into the console."""

from __future__ import annotations

from keukentafel import registry


class BibliotheekConfig(registry.ModuleConfig):
    """Templates of an inrichting that gemeenten may take over (F131). Schema public: no gemeente's own data."""

    name = "modules.inrichting.bibliotheek"
    label = "bibliotheek"
    verbose_name = "Bibliotheek"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang a line in the menu of the console, and the words of its events in the logboek."""
        from modules.inrichting.bibliotheek.queries import tel_aangeboden
        from tenants.console import schil

        schil.registreer_menupunt(
            schil.Menupunt(
                "bibliotheek", "Bibliotheek", "bibliotheek:lijst", "books", 65, teller=tel_aangeboden
            )
        )
