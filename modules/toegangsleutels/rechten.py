"""Who may make keys: everybody for oneself, the administrator for programs."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, ingelogd, voor

_BEHEER = voor(Rol.BEHEERDER)
_ROUTES = (
    "programmas", "programma_nieuw", "programma", "programma_wijzigen", "programma_geheim",
    "programma_blokkeren", "haken", "haak_nieuw", "haak", "haak_doe",
)  # fmt: skip
RECHTEN: dict[str, Recht] = {
    "toegangsleutels:tokens": ingelogd(),
    "toegangsleutels:token_intrekken": ingelogd(),
    **{f"toegangsleutels:{route}": _BEHEER for route in _ROUTES},
}
