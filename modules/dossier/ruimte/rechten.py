"""Who may ask for these pages. A signal holds numbers and no residents: policy reads it, and answers.

Backing asks to read: that one leads the team says the rest. Looking back asks to write, and `views` sees to it.
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.ruimte.apps import LEEST_SIGNALEN, WIJKT_AF

_WERKT = voor(*WIJKT_AF)

RECHTEN: dict[str, Recht] = {
    "ruimte:afwijkingen": _WERKT,
    "ruimte:afwijking": _WERKT.over("J"),
    "ruimte:lijst": _WERKT.over("J"),
    "ruimte:nieuw": _WERKT.over("J", schrijft=True),
    "ruimte:signalen": voor(*LEEST_SIGNALEN),
    "ruimte:signaal": voor(*LEEST_SIGNALEN),
    "ruimte:antwoord": voor(Rol.BELEID),
}
