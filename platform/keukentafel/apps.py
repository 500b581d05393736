"""The ground floor as an app: its template tags, its static files, its models of no schema."""

from __future__ import annotations

from keukentafel import registry


class GrondConfig(registry.ModuleConfig):
    name = "keukentafel"
    label = "grond"
    verbose_name = "Keukentafel"
    url_prefix = None
