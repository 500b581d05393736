"""Who may ask for the pages of Jeugd. The protocol decides per household: youth help is H, safety is I."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.rollen import LEZEN, SCHRIJVEN

RECHTEN: dict[str, Recht] = {
    "jeugd:huishouden": LEZEN.over("H"),
    "jeugd:paneel": LEZEN.over("A"),  # shows what this person sees of H and of I, and else nothing
    "jeugd:nieuw": SCHRIJVEN.over("H", schrijft=True),
    "jeugd:hulpvraag": LEZEN.over("H"),
    "jeugd:onderdeel": SCHRIJVEN.over("H", schrijft=True),
    "jeugd:toekomst": SCHRIJVEN.over("H", bewerkt=True),
    "jeugd:veiligheid": LEZEN.over("I"),
    "jeugd:meldcode_nieuw": SCHRIJVEN.over("I", schrijft=True),
    "jeugd:meldcode": LEZEN.over("I"),
    "jeugd:meldcode_stap": SCHRIJVEN.over("I", schrijft=True),
    "jeugd:verwijsindex": SCHRIJVEN.over("I", schrijft=True),
    "jeugd:verwijsmelding_weg": SCHRIJVEN.over("I", schrijft=True),
    "jeugd:jongeren": SCHRIJVEN,
    "jeugd:inrichting": voor(Rol.BEHEERDER),
}
