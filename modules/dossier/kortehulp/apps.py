"""How short help plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

HELPT_KORT = frozenset({Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.INLOOPPUNT, Rol.BACKOFFICE})
TELT = HELPT_KORT | {Rol.BELEID}


class KortehulpConfig(registry.ModuleConfig):
    """A question and an answer, without a person and without a dossier."""

    name = "modules.dossier.kortehulp"
    label = "kortehulp"
    verbose_name = "Korte hulp"
    url_prefix = ""
    menu = (
        MenuItem(
            "kortehulp", "Korte hulp", "kortehulp:nieuw", "message-circle", rollen=HELPT_KORT, volgorde=22
        ),
        MenuItem(
            "kortehulp_cijfers",
            "Korte hulp in cijfers",
            "kortehulp:lijst",
            "chart-bar",
            rollen=frozenset({Rol.BELEID}),
            volgorde=47,
        ),
    )
