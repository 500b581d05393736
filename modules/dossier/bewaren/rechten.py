"""Who may ask for the pages of bewaren.

A request is opened through its household. Its pages ask for the category of names (A) only: a request
also comes when the file is closed. What is in the file is judged piece by piece, by category.
"""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.bewaren.apps import CONTROLEERT, VOLGT_VERZOEKEN
from modules.dossier.rollen import SCHRIJVEN

_VOLGEN, _CONTROLE = voor(*VOLGT_VERZOEKEN), voor(*CONTROLEERT)
RECHTEN: dict[str, Recht] = {
    "bewaren:verzoeken": _VOLGEN,
    "bewaren:van_huishouden": SCHRIJVEN.over("A"),
    "bewaren:nieuw": SCHRIJVEN.over("A"),
    "bewaren:verzoek": _VOLGEN.over("A"),
    **{
        f"bewaren:{naam}": SCHRIJVEN.over("A")
        for naam in (
            "identiteit", "toewijzen", "verlengen", "besluit", "antwoord", "verklaring", "doornemen", "afschrift",
            "afschrift_voortgang", "afschrift_zip", "afschrift_pdf", "afschrift_json",
        )
    },
    "bewaren:bewaartijd": SCHRIJVEN.over("A"),
    "bewaren:niet_langer": SCHRIJVEN.over("A"),
    **{
        f"bewaren:{naam}": _CONTROLE
        for naam in (
            "lijsten", "lijst", "uitzonderen", "verklaring_van", "verklaring_pdf", "termijnen", "verantwoording",
            "register_csv", "dpia", "dpia_vaststellen",
        )
    },
    "bewaren:eerste": voor(Rol.BEHEERDER),
    "bewaren:tweede": voor(Rol.FG),
    "bewaren:terug": voor(Rol.FG),
    "bewaren:termijnen_oordeel": voor(Rol.FG),
}  # fmt: skip
