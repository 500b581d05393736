"""How the working documents plug in."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

_LEEST = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
"""Who has it in the menu. Beleid and the FG may read too; the administrator comes in by the Inrichting."""


class WerkdocumentenConfig(registry.ModuleConfig):
    """Quickscans, werkprotocollen, functiebeschrijvingen and handreikingen of a gemeente (F131)."""

    name = "modules.inrichting.werkdocumenten"
    label = "werkdocumenten"
    verbose_name = "Werkdocumenten"
    url_prefix = ""
    menu = (
        MenuItem(
            "werkdocumenten", "Werkdocumenten", "werkdocumenten:lijst", "file-text", "Wijk en team", _LEEST, 67
        ),
        MenuItem(
            "werkdocumenten_beheer", "Werkdocumenten", "werkdocumenten:beheer", "file-text", "Inrichting",
            frozenset({Rol.BEHEERDER}), 45,
        ),
    )  # fmt: skip

    def ready(self) -> None:
        """Hand in the part of the configuration file."""
        from modules.inrichting.werkdocumenten import configuratie  # models exist from here on

        configuratie.register()
