"""How the dossier plugs into the platform."""

from __future__ import annotations

from keukentafel import registry


class DossierConfig(registry.ModuleConfig):
    """The shared dossier: one household, one plan, one regisseur."""

    name = "modules.dossier"
    label = "dossier"
    verbose_name = "Dossier"
    url_prefix = ""
