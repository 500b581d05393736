"""How room for the professional plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

WIJKT_AF = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR})
LEEST_SIGNALEN = frozenset({Rol.BELEID, Rol.TEAMLEIDER})
LEERT = WIJKT_AF | {Rol.BELEID}


class RuimteConfig(registry.ModuleConfig):
    """Departing from a rule with reasons, differing with reasons, and what people learn of both."""

    name = "modules.dossier.ruimte"
    label = "ruimte"
    verbose_name = "Ruimte"
    url_prefix = ""
    menu = (
        MenuItem("afwijkingen", "Afwijkingen", "ruimte:afwijkingen", "route", rollen=WIJKT_AF, volgorde=44),
        MenuItem(
            "verschillen",
            "Verschillen van inzicht",
            "ruimte:verschillen",
            "scale",
            rollen=WIJKT_AF,
            volgorde=44,
        ),
        MenuItem("leren", "Leren", "ruimte:leren", "bulb", rollen=LEERT, volgorde=46),
        MenuItem(
            "beleidssignalen",
            "Beleidssignalen",
            "ruimte:signalen",
            "flag",
            rollen=LEEST_SIGNALEN,
            volgorde=45,
        ),
    )
