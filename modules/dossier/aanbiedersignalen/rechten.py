"""Who may ask. The door says the rest: one's own signal, or every signal for who was appointed.

The administrator appoints and reads nothing; the FG reads in the logboek that somebody looked, never what.
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.aanbiedersignalen.apps import MELDT

RECHTEN: dict[str, Recht] = {
    "aanbiedersignalen:lijst": voor(*MELDT),
    "aanbiedersignalen:nieuw": voor(*MELDT),
    "aanbiedersignalen:signaal": voor(*MELDT),
    "aanbiedersignalen:stap": voor(*MELDT),
    "aanbiedersignalen:aanwijzen": voor(Rol.BEHEERDER),
    "aanbiedersignalen:stoppen": voor(Rol.BEHEERDER),
}
