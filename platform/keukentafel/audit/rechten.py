"""Who reads the logboek: who looks after the house, and who watches over privacy. Nobody changes it."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

_TOEZICHT = voor(Rol.BEHEERDER, Rol.FG)

RECHTEN: dict[str, Recht] = {
    "audit:logboek": _TOEZICHT,
    "audit:regel": _TOEZICHT,
    "audit:exporteren": _TOEZICHT,
}
