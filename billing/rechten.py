"""Who in a gemeente may see what it owes: its administrators."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

RECHTEN: dict[str, Recht] = {
    f"billing:{route}": voor(Rol.BEHEERDER)
    for route in ("eigen_facturen", "eigen_factuur", "eigen_pdf", "eigen_ubl")
}
