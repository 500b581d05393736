"""How the Wmo 2015 plugs into the platform."""

from __future__ import annotations

from keukentafel import registry


class WmoConfig(registry.ModuleConfig):
    """The Wmo 2015: its own kinds of melding and its terms; the process itself is the dossier's."""

    name = "modules.wmo"
    label = "wmo"
    verbose_name = "Wmo"
    url_prefix = None

    def ready(self) -> None:
        from modules.wmo import wet  # noqa: F401 -- registers itself with the dossier
