"""Who may ask for the pages of decisions. The doors in `access.py` decide per household and per law.

Deciding, agreeing and hearing ask to read (K): the mandate and the person who was asked say the rest.
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.besluiten.apps import BESLIST, ZIET_MANDAAT

_WERKT = voor(*BESLIST)
_LEEST = _WERKT.over("K")
_SCHRIJFT = _WERKT.over("K", schrijft=True)

RECHTEN: dict[str, Recht] = {
    "besluiten:werk": _WERKT,
    "besluiten:lijst": _LEEST,
    "besluiten:nieuw": _LEEST,
    "besluiten:besluit": _WERKT.over("K", bewerkt=True),
    "besluiten:hulp": _SCHRIJFT,
    "besluiten:controleer": _LEEST,
    "besluiten:stap": _LEEST,
    "besluiten:bezwaar_nieuw": _SCHRIJFT,
    "besluiten:bezwaar": _LEEST,
    "besluiten:klacht_nieuw": _WERKT.over("B", schrijft=True),
    "besluiten:klacht": _LEEST,
    "besluiten:mandaat": voor(*ZIET_MANDAAT),
    "besluiten:mandaat_begin": voor(Rol.BEHEERDER),
    "besluiten:mandaat_keuzes": voor(Rol.BEHEERDER),
    "besluiten:mandaat_einde": voor(Rol.BEHEERDER),
}
