"""Who may ask for the pages of the catalogue. Nothing of a resident is in it."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.voorzieningen.apps import ZIET

_BEHEERT = voor(Rol.BEHEERDER)
RECHTEN: dict[str, Recht] = {
    "voorzieningen:voorzieningen": voor(*ZIET),
    "voorzieningen:exporteren": voor(*ZIET),
    "voorzieningen:nieuw": _BEHEERT,
    "voorzieningen:inlezen": _BEHEERT,
    "voorzieningen:product": _BEHEERT,
}
