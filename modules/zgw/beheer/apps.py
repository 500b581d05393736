"""How the management of programs and types plugs in."""

from __future__ import annotations

from keukentafel import registry


class BeheerConfig(registry.ModuleConfig):
    """Programs, their secrets and rights, and the catalogue."""

    name = "modules.zgw.beheer"
    label = "zgwbeheer"
    verbose_name = "Koppelingen beheren"

    def ready(self) -> None:
        """Give every gemeente our catalogue."""
        from keukentafel.begin import registreer_aanvulling
        from modules.zgw.eigen.maken import make_catalogus  # models exist from here on

        registreer_aanvulling("catalogus", lambda at: make_catalogus(by=None, at=at))
