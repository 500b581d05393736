"""Who in a gemeente may read what is new: everybody who works there."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

RECHTEN: dict[str, Recht] = {
    "golven:eigen": voor(
        *(rol for rol in Rol if rol not in (Rol.INWONER, Rol.VERTEGENWOORDIGER, Rol.SUPPORT))
    ),
}
