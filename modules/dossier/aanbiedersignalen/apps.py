"""How signals about providers plug into the platform: an app of their own that no dossier knows."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

MELDT = frozenset({Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.BELEID})
"""Who may make a signal, and may be appointed to weigh them. Never who looks after the arrangement."""


class AanbiedersignalenConfig(registry.ModuleConfig):
    """A signal about a provider: who made it reads it, and who was appointed."""

    name = "modules.dossier.aanbiedersignalen"
    label = "aanbiedersignalen"
    verbose_name = "Signalen over aanbieders"
    url_prefix = ""
    menu = (
        MenuItem(
            "aanbiedersignalen",
            "Signalen over aanbieders",
            "aanbiedersignalen:lijst",
            "alert-triangle",
            "Toezicht",
            MELDT,
            volgorde=72,
        ),
        MenuItem(
            "aanbiedersignalen_inrichting",
            "Wie signalen weegt",
            "aanbiedersignalen:aanwijzen",
            "lock",
            "Inrichting",
            frozenset({Rol.BEHEERDER}),
            volgorde=48,
        ),
    )

    def ready(self) -> None:
        from modules.dossier.aanbiedersignalen import taken  # noqa: F401 -- puts itself in the timetable
