"""Who may ask for these pages: who brings in questions."""

from __future__ import annotations

from keukentafel.rechten import Recht
from modules.dossier.rollen import INBRENGEN

RECHTEN: dict[str, Recht] = {f"postvak:{route}": INBRENGEN for route in ("lijst", "stuk", "weg", "terug")}
