"""How accounts and sign-in plug into the platform."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol


class IdentityConfig(registry.ModuleConfig):
    """Sign-in for everybody; Mensen en rollen for the administrator."""

    name = "keukentafel.identity"
    label = "identity"
    verbose_name = "Accounts en rollen"
    url_prefix = ""
    menu = (
        registry.MenuItem(
            sleutel="mensen",
            label="Mensen en rollen",
            route="identity:mensen",
            icoon="user-circle",
            groep="Inrichting",
            rollen=frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER}),
            volgorde=30,
        ),
        registry.MenuItem(
            sleutel="mijn_instellingen",
            label="Mijn instellingen",
            route="identity:mijn_instellingen",
            icoon="settings",
            groep="gebruiker",
            volgorde=90,
        ),
    )

    def ready(self) -> None:
        """Hand in the first administrator of a new gemeente."""
        from keukentafel.identity import beginstap  # models are loaded from here on

        beginstap.registreer()
