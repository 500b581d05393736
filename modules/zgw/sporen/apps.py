"""How audittrails and messages plug in."""

from __future__ import annotations

from keukentafel import registry


class SporenConfig(registry.ModuleConfig):
    name = "modules.zgw.sporen"
    label = "sporen"
    verbose_name = "Audittrails en berichten"
