"""How the keys to our own API plug in."""

from __future__ import annotations

from keukentafel import registry


class ToegangsleutelsConfig(registry.ModuleConfig):
    name = "modules.toegangsleutels"
    label = "toegangsleutels"
    verbose_name = "Toegang voor programma's"
    url_prefix = None
