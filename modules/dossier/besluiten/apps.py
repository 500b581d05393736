"""How decisions plug into the platform: their own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry


class BesluitenConfig(registry.ModuleConfig):
    """Mandate, decisions about help with what follows from them, objections and complaints."""

    name = "modules.dossier.besluiten"
    label = "besluiten"
    verbose_name = "Besluiten"
    url_prefix = ""
