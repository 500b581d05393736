"""Who may arrange what programs may: an administrator, and nobody else."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

_BEHEER = voor(Rol.BEHEERDER)
_ROUTES = (
    "overzicht", "programmas", "programma_nieuw", "client_vergeten", "programma", "programma_rechten",
    "programma_weghalen", "geheim", "intrekken", "catalogus", "rsin", "catalogus_in", "catalogus_uit",
    "zaaktype_nieuw", "typeversie_nieuw", "typeversie", "zaaktype", "zaaktype_wijzigen", "zaaktype_nieuwe_versie",
    "zaaktype_publiceren", "zaaktype_einde", "zaaktype_weggooien", "deel_nieuw", "deel", "deel_weg",
)  # fmt: skip
RECHTEN: dict[str, Recht] = {f"zgwbeheer:{route}": _BEHEER for route in _ROUTES}
