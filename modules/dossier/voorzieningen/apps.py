"""How the catalogue of help plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

ZIET = frozenset({Rol.BEHEERDER, Rol.BACKOFFICE, Rol.BELEID})


class VoorzieningenConfig(registry.ModuleConfig):
    """Which help a gemeente can decide on: products, tariffs, contracts and waiting times."""

    name = "modules.dossier.voorzieningen"
    label = "voorzieningen"
    verbose_name = "Voorzieningen"
    url_prefix = ""
    menu = (
        MenuItem(
            "voorzieningen",
            "Voorzieningen",
            "voorzieningen:voorzieningen",
            "briefcase",
            "Inrichting",
            ZIET,
            33,
        ),
    )
