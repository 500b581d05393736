"""How our own API plugs in."""

from __future__ import annotations

from keukentafel import registry


class ApiV1Config(registry.ModuleConfig):
    name = "api.v1"
    label = "api_v1"
    verbose_name = "Eigen API"
    url_prefix = "api/v1"
