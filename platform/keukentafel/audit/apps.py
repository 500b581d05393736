"""The append-only logboek of a gemeente, and its pages."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol


class AuditConfig(registry.ModuleConfig):
    """Who looked at what, and why. The database keeps it; these pages only read."""

    name = "keukentafel.audit"
    label = "audit"
    verbose_name = "Logboek"
    url_prefix = ""
    menu = (
        registry.MenuItem(
            sleutel="logboek",
            label="Logboek",
            route="audit:logboek",
            icoon="history",
            groep="Toezicht",
            rollen=frozenset({Rol.BEHEERDER, Rol.FG}),
            volgorde=80,
        ),
    )
