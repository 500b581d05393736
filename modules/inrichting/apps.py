"""How the inrichting plugs into the platform."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

_BEHEER = frozenset({Rol.BEHEERDER})
_TEAMS = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER})
_PROTOCOL = frozenset({Rol.BEHEERDER, Rol.FG})
_GROEP = "Inrichting"


class InrichtingConfig(registry.ModuleConfig):
    """What a gemeente chooses: team model, teams, people, words, modules and house style."""

    name = "modules.inrichting"
    label = "inrichting"
    verbose_name = "Inrichting"
    url_prefix = ""
    menu = (
        MenuItem("inrichting", "Overzicht", "inrichting:overzicht", "list-check", _GROEP, _BEHEER, 26),
        MenuItem(
            "teammodel", "Teammodel", "inrichting:teammodel", "affiliate", _GROEP, _BEHEER, 27, onderbalk=True
        ),
        MenuItem(
            "teams", "Teams en wijken", "inrichting:teams", "users-group", _GROEP, _TEAMS, 28, onderbalk=True
        ),
        MenuItem("modules", "Modules", "inrichting:modules", "briefcase", _GROEP, _BEHEER, 32),
        MenuItem("begrippen", "Begrippen", "inrichting:begrippen", "vocabulary", _GROEP, _BEHEER, 36),
        MenuItem(
            "informatieprotocol",
            "Informatieprotocol",
            "inrichting:protocol",
            "shield-lock",
            _GROEP,
            _PROTOCOL,
            37,
        ),
        MenuItem("huisstijl", "Huisstijl", "inrichting:huisstijl", "palette", _GROEP, _BEHEER, 38),
    )

    def ready(self) -> None:
        """Register the reading of ``request.instellingen``, the first day of a gemeente, and who works where."""
        from modules.inrichting import (  # models exist from here on
            beginstappen,
            lader,
            opstartdeel,
            plekken,
            wachtend,
        )

        opstartdeel.register()
        lader.register()
        beginstappen.register()
        plekken.register()
        wachtend.register()
