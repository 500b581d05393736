"""How toegang plugs into the platform: asking, breaking glass, warning, counting and overseeing."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

ZIET = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
HOUDT_TOEZICHT = frozenset({Rol.FG, Rol.BEHEERDER})


class ToegangConfig(registry.ModuleConfig):
    """Access that is asked for, taken in an emergency, warned about, counted and reviewed."""

    name = "modules.dossier.toegang"
    label = "toegang"
    verbose_name = "Toegang"
    url_prefix = ""
    menu = (
        MenuItem(
            "toezicht",
            "Toezicht",
            "toegang:toezicht",
            "shield-check",
            groep="Toezicht",
            rollen=HOUDT_TOEZICHT,
            volgorde=27,  # after the first page of the administrator, before every page of the FG: it is theirs
            onderbalk=True,
        ),
        MenuItem(
            "toegang_mijn",
            "Toegang",
            "toegang:mijn_verzoeken",
            "key",
            groep="gebruiker",
            rollen=ZIET,
            volgorde=80,
        ),
        MenuItem(
            "attenderingen",
            "Berichten voor jou",
            "toegang:attenderingen",
            "bell",
            groep="gebruiker",
            volgorde=81,
        ),
        MenuItem(
            "eigen_adres",
            "Mijn adres",
            "toegang:eigen_adres",
            "home",
            groep="gebruiker",
            rollen=ZIET,
            volgorde=91,
        ),
    )

    def ready(self) -> None:
        """Stand guard at the door of a household."""
        from modules.dossier.toegang import configuratie, panelen, wacht  # models exist from here on
        from modules.dossier.zicht.wachters import registreer_wachter

        registreer_wachter(wacht.bewaak)
        panelen.register()
        configuratie.register()
