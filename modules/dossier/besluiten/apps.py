"""How decisions plug into the platform: their own small app on the floor of the dossier."""

from __future__ import annotations

from typing import Any

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

BESLIST = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE})
ZIET_MANDAAT = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER, Rol.FG})


def _besluit(instellingen: Any, gebruiker: Any) -> bool:
    """Show the menu where decisions are made: laws that are on, and a team that decides or the backoffice."""
    if not instellingen.modules:
        return False
    stap = instellingen.van_team(None).stap_beschikking
    return bool(str(stap) != "N" or gebruiker.has_rol(Rol.BACKOFFICE))


class BesluitenConfig(registry.ModuleConfig):
    """Mandate, decisions about help with what follows from them, objections and complaints."""

    name = "modules.dossier.besluiten"
    label = "besluiten"
    verbose_name = "Besluiten"
    url_prefix = ""
    menu = (
        MenuItem(
            "besluiten", "Besluiten", "besluiten:werk", "gavel", rollen=BESLIST, volgorde=32, toon=_besluit
        ),
        MenuItem("mandaat", "Mandaat", "besluiten:mandaat", "scale", "Inrichting", ZIET_MANDAAT, 39),
    )

    def ready(self) -> None:
        """Hear when a letter leaves: then a decision is known, and a complaint confirmed."""
        from modules.dossier.besluiten import brief, configuratie, rechtsbrieven  # models exist from here on

        brief.register()
        rechtsbrieven.register()
        configuratie.register()
