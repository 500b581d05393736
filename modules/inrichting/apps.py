"""How the inrichting plugs into the platform."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol

BEHEER = frozenset({Rol.BEHEERDER})


class InrichtingConfig(registry.ModuleConfig):
    """What a gemeente chooses: team model, teams, people, words, modules and house style."""

    name = "modules.inrichting"
    label = "inrichting"
    verbose_name = "Inrichting"
    url_prefix = ""
    menu = ()

    def ready(self) -> None:
        """Register the loader of ``request.instellingen``."""
        from modules.inrichting import lader

        lader.register()
