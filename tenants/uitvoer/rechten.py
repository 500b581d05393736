"""Who in a gemeente may take all of its data along."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

RECHTEN: dict[str, Recht] = {
    "uitvoer:eigen": voor(Rol.BEHEERDER),
    "uitvoer:eigen_maken": voor(Rol.BEHEERDER),
    "uitvoer:eigen_ophalen": voor(Rol.BEHEERDER),
}
