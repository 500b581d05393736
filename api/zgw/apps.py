"""How the ZGW APIs plug in."""

from __future__ import annotations

from keukentafel import registry


class ZgwConfig(registry.ModuleConfig):
    name = "api.zgw"
    label = "zgw_api"
    verbose_name = "ZGW-API's"
    url_prefix = ""

    def ready(self) -> None:
        from api.zgw.catalogi.overdracht import OVERDRACHT
        from api.zgw.toner import toon
        from modules.zgw.beheer.overdracht import registreer_overdracht
        from modules.zgw.sporen.toner import registreer_toner

        registreer_toner(toon)
        registreer_overdracht(OVERDRACHT)
