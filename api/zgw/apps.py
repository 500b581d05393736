"""How the ZGW APIs plug in."""

from __future__ import annotations

from keukentafel import registry


class ZgwConfig(registry.ModuleConfig):
    name = "api.zgw"
    label = "zgw_api"
    verbose_name = "ZGW-API's"
    url_prefix = ""
