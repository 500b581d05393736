"""How the register of decisions plugs in."""

from __future__ import annotations

from keukentafel import registry


class BesluitenConfig(registry.ModuleConfig):
    name = "modules.zgw.besluiten"
    label = "zgwbesluiten"
    verbose_name = "Besluiten"

    def ready(self) -> None:
        from modules.zgw.besluiten.queries import besluitdata, gebruikt_besluittype, heeft_besluiten
        from modules.zgw.catalogus.gebruik import registreer_gebruik
        from modules.zgw.zaken.actions.status import registreer_besluitdata
        from modules.zgw.zaken.actions.zaak import registreer_verband

        registreer_gebruik(gebruikt_besluittype)
        registreer_besluitdata(besluitdata)
        registreer_verband(heeft_besluiten)
