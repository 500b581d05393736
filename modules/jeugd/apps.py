"""How the Jeugdwet plugs into the platform."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

HELPT = frozenset({Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR})


class JeugdConfig(registry.ModuleConfig):
    """Help for children: who lets them in, which gemeente, safety, and turning eighteen."""

    name = "modules.jeugd"
    label = "jeugd"
    verbose_name = "Jeugd"
    url_prefix = "jeugd"
    wet = "jeugd"
    menu = (
        MenuItem("jongeren", "Jongeren naar 18", "jeugd:jongeren", "flag", "Wijk en team", HELPT, 66),
        MenuItem(
            "jeugd_inrichting",
            "Jeugd",
            "jeugd:inrichting",
            "school",
            "Inrichting",
            frozenset({Rol.BEHEERDER}),
            47,
        ),
    )

    def ready(self) -> None:
        from modules.dossier.wetdelen import Wetdeel, wetdelen
        from modules.jeugd import (
            besluit,  # noqa: F401 -- puts its kind of decision in the list
            configuratie,
            taken,  # noqa: F401 -- puts itself in the timetable
            werk,  # noqa: F401 -- adds its work to the lists
            wet,  # noqa: F401 -- registers itself with the dossier
        )

        configuratie.register()
        wetdelen.registreer(Wetdeel("jeugd", "Jeugd", "jeugd:huishouden", "jeugd:paneel"))
