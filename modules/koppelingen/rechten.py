"""Who may ask for these pages: who works with a household asks the BRP, an administrator sets it up."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.rollen import LEZEN, SCHRIJVEN

RECHTEN: dict[str, Recht] = {
    "koppelingen:brp": LEZEN.over("A"),
    "koppelingen:brp_ophalen": LEZEN.over("A"),
    "koppelingen:brp_overnemen": SCHRIJVEN.over("A", schrijft=True),
    "koppelingen:lijst": voor(Rol.BEHEERDER),
    "koppelingen:systeem": voor(Rol.BEHEERDER),
    "koppelingen:test": voor(Rol.BEHEERDER),
    "koppelingen:spiegel_opnieuw": voor(Rol.BEHEERDER),
}
