"""How inlezen plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol

MAG_INLEZEN = frozenset({Rol.BEHEERDER, Rol.BACKOFFICE, Rol.TEAMLEIDER})


class InlezenConfig(registry.ModuleConfig):
    """Brings the caseload of a gemeente in from a spreadsheet."""

    name = "modules.dossier.inlezen"
    label = "inlezen"
    verbose_name = "Inlezen"
    url_prefix = ""
    menu = (
        registry.MenuItem(
            sleutel="inlezen",
            label="Inlezen",
            route="inlezen:lijst",
            icoon="file-import",
            groep="Inrichting",
            rollen=MAG_INLEZEN,
            volgorde=95,
        ),
    )
