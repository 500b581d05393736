"""Who may arrange what programs may: an administrator, and nobody else."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

_BEHEER = voor(Rol.BEHEERDER)
_ROUTES = (
    "overzicht", "programmas", "programma_nieuw", "client_vergeten", "programma", "programma_rechten",
    "programma_weghalen", "geheim", "intrekken",
)  # fmt: skip
RECHTEN: dict[str, Recht] = {f"zgwbeheer:{route}": _BEHEER for route in _ROUTES}
