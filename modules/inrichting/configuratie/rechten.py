"""Who may ask for which page of the configuration: the administrator only."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

_BEHEER = voor(Rol.BEHEERDER)

RECHTEN: dict[str, Recht] = {
    f"configuratie:{naam}": _BEHEER
    for naam in (
        "overzicht", "download", "bekijk", "inname", "terug", "bibliotheek", "sjabloon", "aanbieden",
    )
}  # fmt: skip
