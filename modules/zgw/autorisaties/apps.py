"""How the rights of programs plug in."""

from __future__ import annotations

from keukentafel import registry


class AutorisatiesConfig(registry.ModuleConfig):
    name = "modules.zgw.autorisaties"
    label = "autorisaties"
    verbose_name = "Autorisaties"
