"""How room for the professional plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

WIJKT_AF = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR})
LEEST_SIGNALEN = frozenset({Rol.BELEID, Rol.TEAMLEIDER})


class RuimteConfig(registry.ModuleConfig):
    """Departing from a rule with reasons, backing for it, and the question to policy."""

    name = "modules.dossier.ruimte"
    label = "ruimte"
    verbose_name = "Ruimte"
    url_prefix = ""
    menu = (
        MenuItem("afwijkingen", "Afwijkingen", "ruimte:afwijkingen", "route", rollen=WIJKT_AF, volgorde=44),
        MenuItem(
            "beleidssignalen",
            "Beleidssignalen",
            "ruimte:signalen",
            "flag",
            rollen=LEEST_SIGNALEN,
            volgorde=45,
        ),
    )
