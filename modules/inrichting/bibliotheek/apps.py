"""How the library of templates plugs into the console."""

from __future__ import annotations

from keukentafel import registry

_ZINNEN = {
    "bibliotheek.sjabloon.gepubliceerd": "Sjabloon in de bibliotheek gezet",
    "bibliotheek.sjabloon.geweigerd": "Aangeboden sjabloon niet opgenomen",
    "bibliotheek.sjabloon.ingetrokken": "Sjabloon uit de bibliotheek gehaald",
    "bibliotheek.versie.toegevoegd": "Nieuwe versie van een sjabloon",
}


class BibliotheekConfig(registry.ModuleConfig):
    """Templates of an inrichting that gemeenten may take over (F131). Schema public: no gemeente's own data."""

    name = "modules.inrichting.bibliotheek"
    label = "bibliotheek"
    verbose_name = "Bibliotheek"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang a line in the menu of the console, and the words of its events in the logboek."""
        from modules.inrichting.bibliotheek.actions.sjabloon import forget_gemeente
        from modules.inrichting.bibliotheek.queries import tel_aangeboden
        from tenants.actions.vernietiging import registreer_rest
        from tenants.console import gebeurtenissen, schil

        gebeurtenissen.registreer_onderwerp("bibliotheek", "Bibliotheek")
        for sleutel, zin in _ZINNEN.items():
            gebeurtenissen.registreer_gebeurtenis(sleutel, zin)
        registreer_rest("bibliotheek", "Aangeboden sjablonen", forget_gemeente)
        schil.registreer_menupunt(
            schil.Menupunt(
                "bibliotheek", "Bibliotheek", "bibliotheek:lijst", "books", 65, teller=tel_aangeboden
            )
        )
