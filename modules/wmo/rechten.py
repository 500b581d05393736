"""Who may ask for the pages of the Wmo line. The door in `access.py` decides per melding."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.rollen import LEZEN, SCHRIJFT, SCHRIJVEN

_MET_BACKOFFICE = voor(*SCHRIJFT, Rol.BACKOFFICE)

RECHTEN: dict[str, Recht] = {
    "wmo:werk": _MET_BACKOFFICE,
    "wmo:heronderzoeken": _MET_BACKOFFICE,
    "wmo:eigen_bijdrage": _MET_BACKOFFICE,
    "wmo:cijfers": voor(*SCHRIJFT, Rol.BACKOFFICE, Rol.BELEID),
    "wmo:huishouden": LEZEN.over("K"),
    "wmo:zaak": LEZEN.over("K"),
    "wmo:bevestiging": SCHRIJVEN.over("K", bewerkt=True),
    "wmo:identiteit": _MET_BACKOFFICE.over("K", schrijft=True),
    "wmo:tijdelijke_hulp": SCHRIJVEN.over("K", schrijft=True),
    "wmo:stoppen": SCHRIJVEN.over("K", schrijft=True),
    "wmo:doorgeven": _MET_BACKOFFICE.over("K"),  # who may not decide, may hand over
    "wmo:terugleggen": _MET_BACKOFFICE.over("K"),
    "wmo:hervatten": SCHRIJVEN.over("K", schrijft=True),
    "wmo:onderdeel": SCHRIJVEN.over("D", bewerkt=True),
    "wmo:verslag": SCHRIJVEN.over("D", bewerkt=True),
    "wmo:aanvraag": _MET_BACKOFFICE.over("K", bewerkt=True),
    "wmo:besluit": _MET_BACKOFFICE.over("K", bewerkt=True),
    "wmo:heronderzoek": SCHRIJVEN.over("K", schrijft=True),
}
