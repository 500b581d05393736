"""Who may ask for these pages: everybody asks for help, who brings in questions reads them."""

from __future__ import annotations

from keukentafel.rechten import Recht, openbaar
from modules.dossier.rollen import INBRENGEN

RECHTEN: dict[str, Recht] = {
    "hulpvragen:hulp_vragen": openbaar(),
    "hulpvragen:ontvangen": openbaar(),
    "hulpvragen:lijst": INBRENGEN,
    "hulpvragen:webvraag": INBRENGEN,
}
