"""How the management of programs and types plugs in."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem


class BeheerConfig(registry.ModuleConfig):
    """The page Koppelingen; programs, their secrets and rights, and the catalogue."""

    name = "modules.zgw.beheer"
    label = "zgwbeheer"
    verbose_name = "Koppelingen beheren"
    url_prefix = ""
    menu = (
        MenuItem(
            "koppelingen", "Koppelingen", "zgwbeheer:overzicht", "plug", "Inrichting", frozenset({Rol.BEHEERDER}), 85
        ),
    )  # fmt: skip

    def ready(self) -> None:
        """Give every gemeente our catalogue, and put our two parts on the page."""
        from keukentafel.begin import registreer_aanvulling
        from modules.zgw.beheer import kaarten
        from modules.zgw.eigen.maken import make_catalogus  # models exist from here on

        registreer_aanvulling("catalogus", lambda at: make_catalogus(by=None, at=at))
        kaarten.registreer()
