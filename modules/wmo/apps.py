"""How the Wmo 2015 plugs into the platform."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

DOET_WMO = frozenset({Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BACKOFFICE})
BELEID = frozenset({Rol.BELEID})


class WmoConfig(registry.ModuleConfig):
    """The Wmo 2015: from melding to aanvraag, and what a decision weighs; the process itself is the dossier's."""

    name = "modules.wmo"
    label = "wmo"
    verbose_name = "Wmo"
    url_prefix = "wmo"
    wet = "wmo"
    menu = (
        MenuItem("wmo", "Wmo", "wmo:werk", "checklist", "Wijk en team", DOET_WMO, 64),
        MenuItem(
            "wmo_cijfers",
            "Wmo in cijfers",
            "wmo:cijfers",
            "checklist",
            "Wijk en team",
            frozenset({Rol.BELEID}),
            64,
        ),
    )

    def ready(self) -> None:
        from modules.wmo import aansluiting, configuratie, werk, wet  # noqa: F401 -- register themselves with the dossier

        configuratie.register()
