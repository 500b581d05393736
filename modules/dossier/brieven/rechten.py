"""Who may ask for the pages of letters.

A letter has a category of its own: the door asks for the household itself, and each letter is then
filtered (or refused, with the reason) by its category.
"""

from __future__ import annotations

from keukentafel.rechten import Recht, voor
from modules.dossier.brieven.apps import POST, SCHRIJFT_SJABLONEN
from modules.dossier.rollen import LEZEN

_SJABLONEN = voor(*SCHRIJFT_SJABLONEN)
_MAKEN = voor(*POST)
_BUNDEL = voor(*POST)

RECHTEN: dict[str, Recht] = {
    "brieven:van_huishouden": LEZEN.over("A"),
    "brieven:nieuw": _MAKEN.over("A"),
    "brieven:brief": LEZEN.over("A"),
    "brieven:voorbeeld": LEZEN.over("A"),
    "brieven:tekst": LEZEN.over("A"),
    "brieven:pdf": LEZEN.over("A"),
    "brieven:bladzijde": LEZEN.over("A"),
    "brieven:aan": _MAKEN.over("A"),
    "brieven:controleren": _MAKEN.over("A"),
    "brieven:weg": _MAKEN.over("A"),
    "brieven:terug": _MAKEN.over("A"),
    "brieven:opnieuw": _MAKEN.over("A"),
    "brieven:sjablonen": _SJABLONEN,
    "brieven:sjabloon": _SJABLONEN,
    "brieven:sjabloon_voorbeeld": _SJABLONEN,
    "brieven:sjabloon_publiceren": _SJABLONEN,
    "brieven:sjabloon_weggooien": _SJABLONEN,
    "brieven:standaardtekst": _SJABLONEN,
    "brieven:naar_standaard": _SJABLONEN,
    "brieven:versturen": _BUNDEL,
    "brieven:ronde": _BUNDEL,
    "brieven:ronde_opnieuw": _BUNDEL,
    "brieven:postuitgang": _BUNDEL,
    "brieven:bundel": _BUNDEL,
    "brieven:bundel_pdf": _BUNDEL,
    "brieven:bundel_gepost": _BUNDEL,
    "brieven:bundel_terug": _BUNDEL,
}
