"""Who chooses what becomes of zaken: the administrator."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

_BEHEER = voor(Rol.BEHEERDER)
RECHTEN: dict[str, Recht] = {"stroom:regels": _BEHEER, "stroom:regel": _BEHEER}
