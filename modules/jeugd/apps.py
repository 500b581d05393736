"""How the Jeugdwet plugs into the platform."""

from __future__ import annotations

from keukentafel import registry


class JeugdConfig(registry.ModuleConfig):
    """The Jeugdwet: its own kinds of melding and its terms; the process itself is the dossier's."""

    name = "modules.jeugd"
    label = "jeugd"
    verbose_name = "Jeugd"
    url_prefix = None

    def ready(self) -> None:
        from modules.jeugd import wet  # noqa: F401 -- registers itself with the dossier
