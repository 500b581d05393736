"""How the Participatiewet plugs into the platform."""

from __future__ import annotations

from keukentafel import registry


class ParticipatieConfig(registry.ModuleConfig):
    """The Participatiewet: its own kinds of melding and its terms; the process itself is the dossier's."""

    name = "modules.participatie"
    label = "participatie"
    verbose_name = "Participatie"
    url_prefix = "participatie"
    wet = "participatie"

    def ready(self) -> None:
        from modules.dossier.wetdelen import Wetdeel, wetdelen
        from modules.participatie import besluit, werk, wet  # noqa: F401 -- register themselves with the dossier

        wetdelen.registreer(
            Wetdeel("participatie", "Participatie", "participatie:huishouden", "participatie:paneel")
        )
