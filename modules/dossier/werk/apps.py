"""How the lists of work plug into the platform: their own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

VERVANGT = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE})
"""Who has work that a colleague can take over."""


class WerkConfig(registry.ModuleConfig):
    """What to do next, for oneself and for a team; who does it, and who does it meanwhile."""

    name = "modules.dossier.werk"
    label = "werk"
    verbose_name = "Werk"
    url_prefix = ""
    menu = (
        MenuItem(
            "werklijst",
            "Werklijst",
            "werk:lijst",
            "checklist",
            rollen=VERVANGT | {Rol.INLOOPPUNT},
            volgorde=15,
        ),
        MenuItem(
            "afwezigheid",
            "Afwezig en waarnemen",
            "werk:afwezig",
            "user-check",
            groep="Wijk en team",
            rollen=VERVANGT,
            volgorde=64,
        ),
    )

    def ready(self) -> None:
        """Add the work of the dossier and its rooms."""
        from modules.dossier.werk import taken  # noqa: F401 -- puts itself in the timetable
        from modules.dossier.werk.bronnen import EIGEN  # models exist from here on
        from modules.dossier.werkbronnen import werkbronnen

        for bron in EIGEN:
            werkbronnen.registreer(bron)
