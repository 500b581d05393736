"""How the configuration as a file plugs in."""

from __future__ import annotations

from keukentafel import registry


class ConfiguratieConfig(registry.ModuleConfig):
    """The inrichting of a gemeente as one file: write out, compare, take in, turn back (P13, F131)."""

    name = "modules.inrichting.configuratie"
    label = "configuratie"
    verbose_name = "Inrichting als bestand"
    url_prefix = ""

    def ready(self) -> None:
        """Hand in the parts of the inrichting itself."""
        from modules.inrichting.configuratie import standaarddelen  # models exist from here on

        standaarddelen.register()
