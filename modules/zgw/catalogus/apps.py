"""How the catalogue plugs in."""

from __future__ import annotations

from keukentafel import registry


class CatalogusConfig(registry.ModuleConfig):
    name = "modules.zgw.catalogus"
    label = "catalogus"
    verbose_name = "Catalogus"
