"""Who may ask for what of support."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import ingelogd, openbaar, voor

_VRAAGT = voor(*(rol for rol in Rol if rol not in (Rol.INWONER, Rol.VERTEGENWOORDIGER, Rol.SUPPORT)))
_LAAT_TOE = voor(Rol.BEHEERDER, Rol.FG)

RECHTEN = {
    "ondersteuning:tickets": _VRAAGT,
    "ondersteuning:vraag_nieuw": _VRAAGT,
    "ondersteuning:ticket": _VRAAGT,
    "ondersteuning:reageer": _VRAAGT,
    "ondersteuning:opgelost": _VRAAGT,
    "ondersteuning:toegang": _LAAT_TOE,
    "ondersteuning:keuze": _LAAT_TOE,
    "ondersteuning:bewijs": _LAAT_TOE,
    "ondersteuning:bewijs_pdf": _LAAT_TOE,
    "ondersteuning:toegang_een": _LAAT_TOE,
    "ondersteuning:toestaan": _LAAT_TOE,
    "ondersteuning:weigeren": _LAAT_TOE,
    "ondersteuning:intrekken": _LAAT_TOE,
    "ondersteuning:meekijken_begin": openbaar(),
    "ondersteuning:meekijken_voorbij": openbaar(),
    "ondersteuning:meekijken_stoppen": ingelogd(),
    "ondersteuning:meekijken_teller": ingelogd(),
}
