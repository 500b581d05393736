"""How the inbox plugs in."""

from __future__ import annotations

from keukentafel import registry


class PostvakConfig(registry.ModuleConfig):
    name = "modules.zgw.postvak"
    label = "postvak"
    verbose_name = "Postvak"
    url_prefix = ""
