"""Who may ask for the pages of Participatie. Money is G; the joint note begins at B and shows each side its part."""

from __future__ import annotations

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN

RECHTEN: dict[str, Recht] = {
    "participatie:huishouden": LEZEN.over("G"),
    "participatie:paneel": LEZEN.over("A"),  # shows what this person sees of G and B, and else nothing
    "participatie:nieuw": SCHRIJVEN.over("G", schrijft=True),
    "participatie:werk_nieuw": SCHRIJVEN.over("G", schrijft=True),
    "participatie:werk_opnieuw": SCHRIJVEN.over("G", schrijft=True),
    "participatie:werk_plan": SCHRIJVEN.over("J", schrijft=True),  # and G to read, which the view asks
    "participatie:werk_besluit": SCHRIJVEN.over("G", schrijft=True),
    "participatie:maatregel_besluit": SCHRIJVEN.over("G", schrijft=True),
    "participatie:aanvraag_besluit": SCHRIJVEN.over("G", schrijft=True),
    "participatie:maatregel_nieuw": SCHRIJVEN.over("G", schrijft=True),
    "participatie:heroverweging": SCHRIJVEN.over("G", schrijft=True),
    "participatie:aanvraag": LEZEN.over("G"),
    "participatie:onderdeel": SCHRIJVEN.over("G", schrijft=True),
    "participatie:samen": SCHRIJVEN.over("B", bewerkt=True),
    "participatie:samen_stap": SCHRIJVEN.over("B", schrijft=True),
}
