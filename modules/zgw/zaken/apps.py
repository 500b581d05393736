"""How the register of zaken plugs in."""

from __future__ import annotations

from keukentafel import registry


class ZakenConfig(registry.ModuleConfig):
    name = "modules.zgw.zaken"
    label = "zaken"
    verbose_name = "Zaken"

    def ready(self) -> None:
        from modules.zgw.catalogus.gebruik import registreer_gebruik
        from modules.zgw.zaken.queries import gebruikt_type

        registreer_gebruik(gebruikt_type)
