"""Who may ask for which page of the working documents."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import MEDEWERKERS, Recht, voor

_LEZEN = voor(*MEDEWERKERS, Rol.BEHEERDER, Rol.BELEID, Rol.FG)
_BEHEER = voor(Rol.BEHEERDER)

RECHTEN: dict[str, Recht] = {
    "werkdocumenten:lijst": _LEZEN,
    "werkdocumenten:lees": _LEZEN,
    **{
        f"werkdocumenten:{naam}": _BEHEER
        for naam in ("beheer", "nieuw", "document", "wijzigen", "intrekken", "terugzetten", "versie")
    },
}
