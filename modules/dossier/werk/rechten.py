"""Who may ask for these pages. The doors in `access.py` decide per household, per filter and per colleague."""

from __future__ import annotations

from keukentafel.rechten import Recht, voor
from modules.dossier.rollen import LEZEN, VERDELEN
from modules.dossier.werk.apps import VERVANGT

RECHTEN: dict[str, Recht] = {
    "werk:lijst": LEZEN,
    "werk:kolommen": LEZEN,
    "werk:filters": LEZEN,
    "werk:filter": LEZEN,
    "werk:toewijzen": VERDELEN,
    "werk:ronde": VERDELEN,
    "werk:ongedaan": VERDELEN,
    "werk:afwezig": voor(*VERVANGT),
    "werk:afwezig_stop": voor(*VERVANGT),
    "werk:hier": LEZEN,
}
