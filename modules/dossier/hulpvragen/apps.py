"""How asking for help by the website plugs in: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry


class HulpvragenConfig(registry.ModuleConfig):
    """The public form at `/hulp-vragen`, and what a team does with what came in."""

    name = "modules.dossier.hulpvragen"
    label = "hulpvragen"
    verbose_name = "Hulp vragen"
    url_prefix = ""
