"""Who writes short help down, and who counts it. No household hangs on it: the door is that of the own team."""

from __future__ import annotations

from keukentafel.rechten import Recht, voor
from modules.dossier.kortehulp.apps import HELPT_KORT, TELT

_HELPT = voor(*HELPT_KORT)
_TELT = voor(*TELT)

RECHTEN: dict[str, Recht] = {
    "kortehulp:nieuw": _HELPT,
    "kortehulp:lijst": _TELT,
    "kortehulp:csv": _TELT,
    "kortehulp:vraag": _HELPT,
    "kortehulp:dossier": _HELPT,
    "kortehulp:weg": _HELPT,
}
