"""Who may ask for these pages. A signal holds numbers and no residents: policy reads it, and answers.

Backing asks to read: that one leads the team says the rest. Looking back asks to write, and `views` sees to it.
Who was asked for a view gives it; who may decide on a difference is a rule (`rules.verschil.waarom_niet`).
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.ruimte.apps import LEERT, LEEST_SIGNALEN, WIJKT_AF

_WERKT = voor(*WIJKT_AF)

RECHTEN: dict[str, Recht] = {
    "ruimte:afwijkingen": _WERKT,
    "ruimte:afwijking": _WERKT.over("J"),
    "ruimte:lijst": _WERKT.over("J"),
    "ruimte:nieuw": _WERKT.over("J", schrijft=True),
    "ruimte:signalen": voor(*LEEST_SIGNALEN),
    "ruimte:signaal": voor(*LEEST_SIGNALEN),
    "ruimte:antwoord": voor(Rol.BELEID),
    "ruimte:verschillen": _WERKT,
    "ruimte:verschillen_hier": _WERKT.over("J"),
    "ruimte:verschil_nieuw": _WERKT.over("J", schrijft=True),
    "ruimte:verschil": _WERKT.over("J"),
    "ruimte:mijn_kijk": _WERKT.over("J"),
    "ruimte:verschil_besluit": _WERKT.over("J"),
    "ruimte:leren": voor(*LEERT),
    "ruimte:leren_csv": voor(*LEERT),
}
