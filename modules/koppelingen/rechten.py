"""Who may ask for these pages: who works with a household asks the BRP, an administrator sets it up.

A program of the gemeente brings messages: its own key opens that address.
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, openbaar, voor
from modules.dossier.rollen import LEZEN, SCHRIJVEN

RECHTEN: dict[str, Recht] = {
    "koppelingen:brp": LEZEN.over("A"),
    "koppelingen:brp_ophalen": LEZEN.over("A"),
    "koppelingen:brp_overnemen": SCHRIJVEN.over("A", schrijft=True),
    "koppelingen:contacten": LEZEN.over("B"),
    "koppelingen:bericht": openbaar(),
    "koppelingen:abonneer": voor(Rol.BEHEERDER),
    "koppelingen:berichten_opnieuw": voor(Rol.BEHEERDER),
    "koppelingen:objecten_ophalen": voor(Rol.BEHEERDER),
    "koppelingen:lijst": voor(Rol.BEHEERDER),
    "koppelingen:systeem": voor(Rol.BEHEERDER),
    "koppelingen:test": voor(Rol.BEHEERDER),
    "koppelingen:spiegel_opnieuw": voor(Rol.BEHEERDER),
}
