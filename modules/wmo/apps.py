"""How the Wmo 2015 plugs into the platform."""

from __future__ import annotations

from keukentafel import registry


class WmoConfig(registry.ModuleConfig):
    """The Wmo 2015: from melding to aanvraag, and what a decision weighs; the process itself is the dossier's."""

    name = "modules.wmo"
    label = "wmo"
    verbose_name = "Wmo"
    url_prefix = "wmo"
    wet = "wmo"

    def ready(self) -> None:
        from modules.wmo import aansluiting, wet  # noqa: F401 -- register themselves with the dossier
